import Complaints
import Foundation
import Learning
import Routing
import Store

/// Learns from what people at bodies and desks made of routing's decisions, and lets the better model go live.
package struct CorrectionTraining {
    /// How two models fare on the same texts, which neither has learned from.
    struct Comparison: Encodable {
        var texts: Int
        var before: Double
        var after: Double
        /// Texts that only the new model has right, and only the old one.
        var mended: Int
        var broken: Int
    }

    package struct Outcome: CommandResult {
        var learnedFrom: Int
        var before: String
        var after: String
        /// Cases that people moved to another body.
        var corrections: Comparison
        /// Cases that stayed where routing had sent them.
        var confirmations: Comparison
        var live: Bool
        fileprivate let isTrial: Bool

        private enum CodingKeys: String, CodingKey {
            case learnedFrom, before, after, corrections, confirmations, live
        }

        package var text: String {
            let rows = [(LearningWords.corrected, corrections), (LearningWords.confirmed, confirmations)]
            let table = TextTable(
                [.cases, .count, Phrase(same: before), Phrase(same: after), .mended, .broken],
                rows.map { name, figures in
                    let (before, after) = (figures.before * 100, figures.after * 100)
                    return [
                        name, figures.texts, String(format: "%.1f %%", before), String(format: "%.1f %%", after),
                        figures.mended, figures.broken,
                    ]
                })
            let verdict =
                live ? LearningWords.isLive : isTrial ? LearningWords.dryRun : LearningWords.notBetter
            return "\(LearningWords.learned(learnedFrom))\n\(table.text)\n\(verdict)"
        }
    }

    private struct Example {
        var text: LabelledText
        var isCorrection: Bool
    }

    /// Standard deviations by which the new model must be better: so far chance brings one of twenty.
    private static let certainty = 1.645
    /// One group in so many is held back.
    private static let folds = 4
    /// Confirmed cases per correction, so that mistakes are not all that is learned from.
    private static let confirmedPerCorrection = 4

    let seconds: Int
    let seed: UInt64
    let actor: String
    let isTrial: Bool

    package init(seconds: Int, seed: UInt64, actor: String, isTrial: Bool) {
        (self.seconds, self.seed, self.actor, self.isTrial) = (seconds, seed, actor, isTrial)
    }

    /// - Throws: `LearningError` when there is too little to learn from.
    package func run() throws -> Outcome {
        var database = try Connections.database()
        let router = try ReferenceTables.router(&database)
        let old = try ModelTable.classifier("agency", &database)
        let start = try StoreClock.now(&database).advanced(bySeconds: -Int64(seconds))
        let examples = try read(router, since: start, &database)
        let corrections = examples.count(where: \.isCorrection)
        guard corrections >= 40 else {
            throw Failure(.badData, LearningWords.tooFew(corrections))
        }
        let held = heldBack(examples)
        let taught = examples.indices.filter { !held.contains($0) }.map { examples[$0].text }
        let new = try ClassifierTraining(seed: seed).train(taught, name: old.name, base: old).classifier
        let judged = held.map { examples[$0] }
        let outcome = Outcome(
            learnedFrom: taught.count, before: old.version, after: new.version,
            corrections: try Self.compare(old, new, judged.filter(\.isCorrection)),
            confirmations: try Self.compare(old, new, judged.filter { !$0.isCorrection }), live: false, isTrial: isTrial
        )
        let drawn = Double(max(examples.count - corrections, 1))
        let weight = max(1, Double(try Corrections.confirmed(since: start, &database)) / drawn)
        guard !isTrial, Self.isBetter(outcome, confirmedWeight: weight) else { return outcome }
        var live = outcome
        live.live = true
        try ModelTable.goLive(
            new, at: try StoreClock.now(&database), actor: actor, figures: try JSONResult.encode(live), &database)
        return live
    }

    /// Whether the new model mends more than it breaks, beyond chance (a sign test, as McNemar's). Confirmed cases count for
    /// those of their kind that were not drawn; on the corrected ones alone it must be better too.
    private static func isBetter(_ outcome: Outcome, confirmedWeight weight: Double) -> Bool {
        let (corrected, confirmed) = (outcome.corrections, outcome.confirmations)
        let gain =
            Double(corrected.mended - corrected.broken) + Double(confirmed.mended - confirmed.broken) * weight
        let variance =
            Double(corrected.mended + corrected.broken)
            + Double(confirmed.mended + confirmed.broken) * weight * weight
        return corrected.mended > corrected.broken && gain > certainty * variance.squareRoot()
    }

    /// Positions of the examples that neither model may learn from; incidents stay together.
    private func heldBack(_ examples: [Example]) -> Set<Int> {
        let groups = Set(examples.map(\.text.group)).sorted()
        var random = SeededGenerator(seed: seed)
        let chosen = Set(groups.shuffled(using: &random).prefix(groups.count / Self.folds))
        return Set(examples.indices.filter { chosen.contains(examples[$0].text.group) })
    }

    private static func compare(
        _ old: TextClassifier, _ new: TextClassifier, _ examples: [Example]
    ) throws(LearningError) -> Comparison {
        let (old, new) = (try ModelReader([old]), try ModelReader([new]))
        var (oldRight, newRight, mended, broken) = (0, 0, 0, 0)
        for example in examples {
            let before = old.read(example.text.text).candidates(of: 0).first?.label == example.text.label
            let after = new.read(example.text.text).candidates(of: 0).first?.label == example.text.label
            oldRight += before ? 1 : 0
            newRight += after ? 1 : 0
            mended += after && !before ? 1 : 0
            broken += before && !after ? 1 : 0
        }
        let count = Double(max(examples.count, 1))
        func share(_ right: Int) -> Double { (Double(right) / count * 10_000).rounded() / 10_000 }
        return Comparison(
            texts: examples.count, before: share(oldRight), after: share(newRight), mended: mended, broken: broken)
    }

    /// Cases that people moved, and cases that nobody refused, with the family of the body that has them now.
    private func read(_ router: Router, since start: Instant, _ database: inout Database) throws -> [Example] {
        func examples(moved: Bool, limit: Int) throws -> [Example] {
            try Corrections.lessons(moved: moved, since: start, limit: limit, &database).compactMap { lesson in
                router.family(ofBody: lesson.body).map { family in
                    let text = LearningText(title: lesson.title, body: lesson.text)
                    return Example(
                        text: LabelledText(text, label: family, group: lesson.incident), isCorrection: moved)
                }
            }
        }
        let corrected = try examples(moved: true, limit: 100_000)
        return corrected + (try examples(moved: false, limit: corrected.count * Self.confirmedPerCorrection))
    }
}
