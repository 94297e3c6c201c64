import Complaints
package import Figures
import Store

/// Whether a rate that somebody printed is what its words say. The words alone choose the figure: another that happens to be as
/// large proves nothing.
package struct CheckedClaim: CommandResult {
    struct Figure: Encodable {
        var id: String
        var numerator: Int
        var denominator: Int
        /// Nil of nothing.
        var percent: Double?
        var matches: Bool
    }

    /// What was claimed, percent.
    var percent: Double
    /// The figure that its words name; nil: they name none.
    var claimed: String?
    /// Whether they speak of those of whom the figure is not so.
    var negated: Bool
    /// Words that nobody knows here.
    var unknownWords: [String]
    var holds: Bool
    var cases: Int
    var figures: [Figure]

    private let phrase: Phrase
    private let fault: Phrase?

    private enum CodingKeys: String, CodingKey { case percent, claimed, negated, unknownWords, holds, cases, figures }

    /// - Parameter question: of which cases it was said.
    package init(_ text: String, _ question: FigureQuestion) throws {
        let claim = try PrintedClaim(text)
        var database = try Connections.figures()
        try question.check(&database)
        let now = try StoreClock.now(&database)
        let (rates, cases) = try Self.rates(question, beside: claim.claimed, at: now, &database)
        let meant = rates.first { $0.0 == claim.claimed }
        // What the words deny is of those that are left.
        let shown = rates.map { measure, rate in (measure, measure == claim.claimed ? claim.meant(of: rate) : rate) }
        figures = shown.map { measure, rate in
            Figure(
                id: measure.id, numerator: rate.numerator, denominator: rate.denominator,
                percent: rate.hundredths.map { Double($0) / 100 }, matches: claim.matches(rate))
        }
        percent = Double(claim.hundredths) / 100
        (claimed, negated, unknownWords) = (claim.claimed?.id, claim.isNegated, claim.unknownWords)
        self.cases = cases
        let isRight = meant.map { claim.matches(claim.meant(of: $0.1)) } ?? false
        holds = isRight && claim.unknownWords.isEmpty
        phrase = Self.verdict(claim, meant?.1, shown.filter { claim.matches($0.1) && $0.0 != claim.claimed })
        fault = Self.fault(claim, isRight: isRight)
    }

    /// The rates that are taken for each other.
    private static let compared: [Measure] = [.followUp, .resolution, .decided, .ripeResolution]

    /// Those, and the one that is claimed, if it is a share; and of how many cases.
    private static func rates(
        _ question: FigureQuestion, beside claimed: Measure?, at now: Instant, _ database: inout Database
    ) throws -> (rates: [(Measure, Rate)], cases: Int) {
        var question = question
        func answer(_ view: FigureQuestion.View, _ measures: [Measure]) throws -> ([(Measure, Rate)], FigureTable) {
            (question.view, question.measures) = (view, measures)
            let table = try FigureReader.answer(question, at: now, &database)
            return (
                zip(measures, table.totals).compactMap { measure, value in value.rate.map { (measure, $0) } }, table
            )
        }
        let further = claimed.map { compared.contains($0) ? [] : [$0] } ?? []
        let ofCases = further.filter(Measure.ofCases.contains)
        let (rates, table) = try answer(.cohort, compared + ofCases)
        let ofDeadlines = further.filter(Measure.deadlines.contains)
        let others = ofDeadlines.isEmpty ? [] : try answer(.deadlines, ofDeadlines).0
        return (rates + others, table.total[.cases])
    }

    private static func verdict(_ claim: PrintedClaim, _ meant: Rate?, _ others: [(Measure, Rate)]) -> Phrase {
        let printed = IndonesianNumber.claimed(claim)
        let found = others.map { FigureWords.figure($0.0.id, $0.1.percent, $0.1.numerator, $0.1.denominator) }
        guard let measure = claim.claimed, let rate = meant.map(claim.meant) else {
            return found.isEmpty ? FigureWords.noSuchRate(printed) : FigureWords.isRate(printed, found.joined(", "))
        }
        let named = claim.isNegated ? "100 − \(measure.id)" : measure.id
        let right = FigureWords.figure(named, rate.percent, rate.numerator, rate.denominator)
        if claim.matches(rate) { return FigureWords.holds(printed, right) }
        return found.isEmpty
            ? FigureWords.isNoRate(printed, right) : FigureWords.isOtherRate(printed, found.joined(", "), right)
    }

    /// Why the claim is not proved; nil: it is.
    private static func fault(_ claim: PrintedClaim, isRight: Bool) -> Phrase? {
        if !claim.unknownWords.isEmpty {
            return FigureWords.unknownWords(claim.unknownWords.map { "'\($0)'" }.joined(separator: ", "))
        }
        guard let claimed = claim.claimed else { return FigureWords.namesNoFigure }
        if claimed.unit != .percent { return FigureWords.noPercentage(claimed.id, claimed.unit.rawValue) }
        return isRight ? nil : FigureWords.claimFails
    }

    package var text: String { cases > 0 ? phrase.text : "" }

    package var failure: Failure? {
        guard cases > 0 else { return Failure(.badData, FigureWords.noCases) }
        return fault.map { Failure(.badData, $0) }
    }
}

extension IndonesianNumber {
    /// As finely as it was printed.
    static func claimed(_ claim: PrintedClaim) -> String {
        let whole = String(claim.hundredths / 100)
        let tail = String(String(claim.hundredths % 100 + 100).dropFirst().prefix(claim.decimals))
        return tail.isEmpty ? whole : "\(whole),\(tail)"
    }
}
