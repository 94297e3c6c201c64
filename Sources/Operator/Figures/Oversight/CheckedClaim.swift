package import Figures
import Store

/// Whether a rate that somebody printed is what its words say.
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
    var holds: Bool
    var cases: Int
    var figures: [Figure]

    private let phrase: Phrase

    private enum CodingKeys: String, CodingKey { case percent, claimed, holds, cases, figures }

    /// - Parameter question: of which cases it was said.
    package init(_ text: String, _ question: FigureQuestion) throws {
        let claim = try PrintedClaim(text)
        var database = try Connections.figures()
        try question.check(&database)
        var question = question
        question.measures = Self.compared
        let table = try FigureReader.answer(question, at: try StoreClock.now(&database), &database)
        let rates = zip(Self.compared, table.totals).compactMap { measure, value in value.rate.map { (measure, $0) } }
        figures = rates.map { measure, rate in
            Figure(
                id: measure.id, numerator: rate.numerator, denominator: rate.denominator,
                percent: rate.hundredths.map { Double($0) / 100 }, matches: claim.matches(rate))
        }
        percent = Double(claim.hundredths) / 100
        claimed = claim.claimed.first?.id
        cases = table.total[.cases]
        let meant = rates.first { claim.claimed.contains($0.0) }
        let others = rates.filter { claim.matches($0.1) && !claim.claimed.contains($0.0) }
        holds = meant.map { claim.matches($0.1) } ?? !others.isEmpty
        phrase = Self.verdict(claim, meant, others)
    }

    /// The rates that are taken for each other.
    private static let compared: [Measure] = [.followUp, .resolution, .decided, .ripeResolution]

    private static func verdict(
        _ claim: PrintedClaim, _ meant: (Measure, Rate)?, _ others: [(Measure, Rate)]
    ) -> Phrase {
        let printed = IndonesianNumber.claimed(claim)
        let found = others.map { FigureWords.figure($0.0.id, $0.1.percent, $0.1.numerator, $0.1.denominator) }
        guard let meant else {
            return found.isEmpty ? FigureWords.noSuchRate(printed) : FigureWords.isRate(printed, found.joined(", "))
        }
        let right = FigureWords.figure(meant.0.id, meant.1.percent, meant.1.numerator, meant.1.denominator)
        if claim.matches(meant.1) { return FigureWords.holds(printed, right) }
        return found.isEmpty
            ? FigureWords.isNoRate(printed, right) : FigureWords.isOtherRate(printed, found.joined(", "), right)
    }

    package var text: String { cases > 0 ? phrase.text : "" }

    package var failure: Failure? {
        guard cases > 0 else { return Failure(.badData, FigureWords.noCases) }
        return holds ? nil : Failure(.badData, FigureWords.claimFails)
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
