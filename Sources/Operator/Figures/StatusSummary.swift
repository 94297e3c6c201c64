import Complaints
import Figures

/// Where all cases stand: the figures of the founding document, without distinction.
struct StatusSummary {
    let figures: StatusFigures
    /// What of the finished was decided by somebody; nil: it was not asked.
    private let decided: Rate?
    private let question: FigureQuestion

    private struct RateRow: Encodable {
        var name: String
        var formula: String
        var numerator: Int
        var denominator: Int
        /// Percent to two decimals; null of nothing.
        var percent: Double?

        init(_ name: String, _ formula: String, _ rate: Rate) {
            self.name = name
            self.formula = formula
            numerator = rate.numerator
            denominator = rate.denominator
            percent = rate.hundredths.map { Double($0) / 100 }
        }
    }

    private struct Report: Encodable {
        var region: String?
        var body: String?
        var from: String?
        var to: String?
        var status: [String: Int]
        var jumlah: Int
        var rates: [RateRow]
    }

    private var rates: [(name: String, formula: String, rate: Rate)] {
        [
            (Measure.followUp.id, Measure.followUp.formula, figures.followUp),
            (Measure.resolution.id, Measure.resolution.formula, figures.resolution),
        ] + (decided.map { [(Measure.decided.id, Measure.decided.formula, $0)] } ?? [])
    }

    func json() throws -> String {
        let status = Dictionary(uniqueKeysWithValues: figures.counts.map { ($0.key.rawValue, $0.value) })
        return try JSONResult.encode(
            Report(
                region: question.region, body: question.body, from: question.from?.description,
                to: question.to?.description, status: status, jumlah: figures.total, rates: rates.map(RateRow.init)))
    }

    var text: String {
        let counts = TextTable(
            [.status, .total],
            CaseStatus.allCases.map { [$0.rawValue, figures.count($0)] } + [[FigureWords.total, figures.total]])
        let shares = TextTable(
            [.figure, .formula, .calculation, .percent],
            rates.map { name, formula, rate in
                [name.replacing("_", with: " "), formula, "\(rate.numerator) / \(rate.denominator)", rate.percent]
            })
        return "\(counts.text)\n\n\(shares.text)"
    }

    /// One row per figure; the rates carry numerator and denominator.
    var csv: String {
        let counts = CaseStatus.allCases.map { "\($0.rawValue),\(figures.count($0)),\(figures.total)," }
        let shares = rates.map { "\($0.name),\($0.rate.numerator),\($0.rate.denominator),\($0.rate.percent)" }
        return
            (["figure,numerator,denominator,percent"] + counts + ["jumlah,\(figures.total),\(figures.total),"] + shares)
            .joined(separator: "\n")
    }
}

extension StatusSummary {
    /// The summary of a table; nil when it tells cases apart or has other figures.
    init?(_ table: FigureTable) throws(FigureError) {
        let question = table.question
        guard question.dimensions.isEmpty, question.view == .cohort,
            [Measure.standing, Measure.usual].contains(question.measures)
        else { return nil }
        self.question = question
        let counts = CaseStatus.allCases.map { ($0, table.total[.status($0)]) }
        if case .share(let rate) = Measure.decided.value(table.total, before: nil),
            question.measures.contains(Measure.decided)
        {
            decided = rate
        } else {
            decided = nil
        }
        figures = try StatusFigures(Dictionary(uniqueKeysWithValues: counts), total: table.total[.cases])
    }
}
