import Complaints
package import Figures
import Store

/// How long it takes from period to period: median, percentile 90, and whether the medians rise.
package struct TimeTrend: CommandResult {
    struct Row: Encodable {
        var period: String
        var cases: Int
        /// Those whose time is known.
        var counted: Int
        /// Working days; nil: none is known.
        var median: Double?
        var p90: Double?
        /// Whether all its cases have had all their time; only such periods make the trend.
        var isRipe: Bool
    }

    var time: String
    var rows: [Row]
    /// Working days for each period; nil of fewer than three ripe ones.
    var slopePerPeriod: Double?
    var periods: Int

    private let trend: Trend?
    private let unit: Phrase

    private enum CodingKeys: String, CodingKey { case time, rows, slopePerPeriod, periods }

    /// - Parameters:
    ///   - time: from which moment to which.
    ///   - question: which cases, and its period.
    package init(of time: WorkingTime, _ question: FigureQuestion) throws {
        var database = try Connections.figures()
        try question.check(&database)
        let now = try StoreClock.now(&database)
        let days = try FigureReader.days(of: question, at: now, &database)
        var question = question
        question.dimensions = [.period]
        question.measures = [.total] + Measure.medianAndTail(of: time)
        let table = try FigureReader.answer(question, at: now, &database)
        rows = table.rows.map { row in
            let values = table.values(of: row)
            let end = CivilDate(iso: row.keys[0].code).map { question.period.next(after: $0).adding(days: -1) }
            return Row(
                period: row.keys[0].name, cases: row.cell[.cases],
                counted: row.cell[time].count, median: values[1].mean.map { Double($0) / 100 },
                p90: values[2].mean.map { Double($0) / 100 },
                isRipe: end.map { min($0, question.to ?? $0) <= days.lastRipeDay } ?? false)
        }
        self.time = time.rawValue
        let medians = table.rows.map { $0.cell[time].median }
        trend = Trend(zip(rows, medians).map { row, median in row.isRipe ? median : nil })
        slopePerPeriod = trend.map { Double($0.slope) / 100 }
        periods = trend?.periods ?? 0
        unit = FigureWords.unit(question.period)
    }

    package var text: String {
        let table = TextTable(
            [.period, .cases, .count, FigureWords.median, FigureWords.p90],
            rows.map { row in
                [
                    row.period, row.cases, row.counted, row.median.map(Self.days), row.p90.map(Self.days),
                ]
            })
        let slope = trend.map {
            FigureWords.slope(unit, ($0.slope > 0 ? "+" : "") + Rounding.text(hundredths: $0.slope), $0.periods)
        }
        return "\(table.text)\n\n\((slope ?? FigureWords.noSlope).text)"
    }

    private static func days(_ days: Double) -> String { Rounding.text(hundredths: Int((days * 100).rounded())) }
}
