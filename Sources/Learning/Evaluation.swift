import Complaints
import Foundation
import Routing

/// How good a classifier is on texts whose class is known.
package struct Evaluation: Sendable {
    /// A figure with the interval in which 95 of 100 samples like this one would have it.
    package struct Figure: Sendable, Equatable {
        /// What was measured, 0…1.
        package var value: Double
        /// From where to where.
        package var interval: ClosedRange<Double>
    }

    /// How one class fared.
    package struct ClassFigures: Sendable {
        package var label: String
        package var texts: Int
        /// Share of the texts said to be in it that are.
        package var precision: Double
        /// Share of its texts that were found.
        package var recall: Double
        /// Harmonic mean of both.
        package var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }
        /// What its texts were taken for, beside what they are.
        package var confusions: [(label: String, texts: Int)]
    }

    /// One text's outcome.
    struct Outcome: Sendable {
        var truth: Int
        var said: Int
        var probability: Float
        var isAmongThree: Bool
    }

    private let labels: [String]
    private let outcomes: [Outcome]

    /// Compares `probabilities`, in the order of `labels`, with the truth. A true class that is no label is never right.
    package init(labels: [String], truth: [String], probabilities: [[Float]]) {
        let further = Set(truth).subtracting(labels).sorted()
        self.labels = labels + further
        let numbers = Dictionary(uniqueKeysWithValues: self.labels.enumerated().map { ($1, $0) })
        outcomes = zip(truth, probabilities).map { label, row in
            let ranked = row.indices.sorted { row[$0] > row[$1] }
            let number = numbers[label] ?? -1
            return Outcome(
                truth: number, said: ranked[0], probability: row[ranked[0]],
                isAmongThree: ranked.prefix(3).contains(number))
        }
    }

    package var texts: Int { outcomes.count }
    /// Share of right decisions.
    package var accuracy: Figure { figure { Self.share($0) { $0.said == $0.truth } } }
    /// Mean F1 of the classes that occur.
    package var macroF1: Figure { figure { Self.f1($0, labels.count).macro } }
    /// Mean F1 weighted by the classes' sizes.
    package var weightedF1: Figure { figure { Self.f1($0, labels.count).weighted } }
    /// Share of texts whose class is among the three likeliest.
    package var top3: Figure { figure { Self.share($0, \.isAmongThree) } }
    /// Expected calibration error over ten bands of equal width: how far the probability is from the share of right ones.
    package var calibrationError: Figure { figure(Self.calibrationError) }
    /// Share of right decisions among the surest 80 %.
    package var accuracyAt80: Figure {
        figure { Self.share(Array(Self.surest($0).prefix($0.count * 8 / 10))) { $0.said == $0.truth } }
    }
    /// Largest share of texts, the surest, of which 90 % are right.
    package var coverageAt90: Figure { figure { Self.cut($0, 0.9).coverage } }

    /// What it takes for stated precisions.
    var thresholds: [TextClassifier.Threshold] {
        stride(from: 0.5, to: 0.995, by: 0.01).map { precision in
            let cut = Self.cut(outcomes, precision)
            return TextClassifier.Threshold(
                precision: (precision * 100).rounded() / 100, probability: cut.probability, coverage: cut.coverage)
        }
    }

    /// Every class, the largest first.
    package var classes: [ClassFigures] {
        labels.indices.map { label in
            let own = outcomes.filter { $0.truth == label }
            let said = outcomes.filter { $0.said == label }
            let right = Double(own.count { $0.said == label })
            let confusions = Dictionary(grouping: own.filter { $0.said != label }, by: \.said)
                .map { (label: labels[$0.key], texts: $0.value.count) }
                .sorted { ($1.texts, $0.label) < ($0.texts, $1.label) }
            return ClassFigures(
                label: labels[label], texts: own.count, precision: said.isEmpty ? 0 : right / Double(said.count),
                recall: own.isEmpty ? 0 : right / Double(own.count), confusions: confusions)
        }
        .sorted { ($1.texts, $0.label) < ($0.texts, $1.label) }
    }

    /// The figure with its interval from 400 samples drawn with replacement (bootstrap; Efron 1979), the same each time.
    private func figure(_ measure: ([Outcome]) -> Double) -> Figure {
        guard !outcomes.isEmpty else { return Figure(value: 0, interval: 0...1) }
        var random = SeededGenerator(seed: 7)
        let samples = (0..<400).map { _ in
            measure(outcomes.map { _ in outcomes[Int.random(in: outcomes.indices, using: &random)] })
        }.sorted()
        return Figure(value: measure(outcomes), interval: samples[10]...samples[389])
    }

    private static func share(_ outcomes: [Outcome], _ isRight: (Outcome) -> Bool) -> Double {
        outcomes.isEmpty ? 0 : Double(outcomes.count(where: isRight)) / Double(outcomes.count)
    }

    private static func f1(_ outcomes: [Outcome], _ count: Int) -> (macro: Double, weighted: Double) {
        var (right, said, own) = (
            Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count),
            Array(repeating: 0.0, count: count)
        )
        for outcome in outcomes {
            said[outcome.said] += 1
            own[outcome.truth] += 1
            if outcome.said == outcome.truth { right[outcome.said] += 1 }
        }
        // As scikit-learn has it: a class that was only said counts with 0.
        let occurring = (0..<count).filter { own[$0] + said[$0] > 0 }
        let scores = occurring.map { 2 * right[$0] / (said[$0] + own[$0]) }
        let weighted = zip(occurring, scores).reduce(0) { $0 + own[$1.0] * $1.1 } / Double(max(outcomes.count, 1))
        return (scores.reduce(0, +) / Double(max(occurring.count, 1)), weighted)
    }

    private static func calibrationError(_ outcomes: [Outcome]) -> Double {
        var (sure, right) = (Array(repeating: 0.0, count: 10), Array(repeating: 0.0, count: 10))
        for outcome in outcomes {
            let band = min(Int(outcome.probability * 10), 9)
            sure[band] += Double(outcome.probability)
            right[band] += outcome.said == outcome.truth ? 1 : 0
        }
        return zip(sure, right).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(max(outcomes.count, 1))
    }

    private static func surest(_ outcomes: [Outcome]) -> [Outcome] {
        outcomes.sorted { $0.probability > $1.probability }
    }

    private static func cut(_ outcomes: [Outcome], _ precision: Double) -> (coverage: Double, probability: Double) {
        var (right, best, probability) = (0.0, 0, 2.0)
        for (index, outcome) in surest(outcomes).enumerated() {
            right += outcome.said == outcome.truth ? 1 : 0
            if right / Double(index + 1) >= precision { (best, probability) = (index + 1, Double(outcome.probability)) }
        }
        return (Double(best) / Double(max(outcomes.count, 1)), probability)
    }
}
