import Complaints
package import Figures
import Store

/// Figures beside those of a year before: of the same cohort one year earlier, as things stood one year earlier, so that neither has
/// had more time than the other.
package struct ComparedYears: CommandResult {
    struct Figure: Encodable {
        /// A count, percent, or working days; nil of nothing.
        var value: Double?
        /// What it was counted from; nil of counts.
        var n: Int?
        var lastYear: Double?
        var lastYearN: Int?
    }

    struct Row: Encodable {
        var keys: [String: String]
        var names: [String]
        var figures: [String: Figure]
    }

    var asOf: String
    var lastYearAsOf: String
    var rows: [Row]
    var total: [String: Figure]

    private let question: FigureQuestion
    private let totals: [(FigureValue, FigureValue)]
    private let values: [[(FigureValue, FigureValue)]]

    private enum CodingKeys: String, CodingKey { case asOf, lastYearAsOf, rows, total }

    /// - Throws: `Failure` `badData` where periods of two years cannot be compared.
    package init(_ question: FigureQuestion) throws {
        guard !question.dimensions.contains(.period) || question.period != .week else {
            throw Failure(.badData, FigureWords.weeksDiffer)
        }
        var database = try Connections.figures()
        try question.check(&database)
        let now = try StoreClock.now(&database)
        let table = try FigureReader.answer(question, at: now, &database)
        var earlier = question
        (earlier.from, earlier.to) = (question.from?.yearBefore, question.to?.yearBefore)
        earlier.asOf = table.asOf.yearBefore
        let before = try FigureReader.answer(earlier, at: now, &database)
        let place = question.dimensions.firstIndex(of: .period)
        let byKeys = Dictionary(
            before.rows.map { ($0.keys.map(\.code), before.values(of: $0)) }, uniquingKeysWith: { first, _ in first })
        let nothing = question.measures.map { $0.value(FigureCell(), before: nil) }
        self.question = question
        values = table.rows.map { row in
            var codes = row.keys.map(\.code)
            if let place, let day = CivilDate(iso: codes[place]) { codes[place] = day.yearBefore.description }
            return Array(zip(table.values(of: row), byKeys[codes] ?? nothing))
        }
        totals = Array(zip(table.totals, before.totals))
        asOf = table.asOf.rfc3339
        lastYearAsOf = before.asOf.rfc3339
        let ids = question.measures.map(\.id)
        total = Self.figures(ids, totals)
        rows = zip(table.rows, values).map { row, values in
            Row(
                keys: Dictionary(uniqueKeysWithValues: zip(question.dimensions.map(\.rawValue), row.keys.map(\.code))),
                names: row.keys.map(\.name), figures: Self.figures(ids, values))
        }
    }

    private static func figures(_ ids: [String], _ values: [(FigureValue, FigureValue)]) -> [String: Figure] {
        Dictionary(
            uniqueKeysWithValues: zip(ids, values).map { id, pair in
                let (now, before) = (pair.0.parts, pair.1.parts)
                return (id, Figure(value: now.value, n: now.n, lastYear: before.value, lastYearN: before.n))
            })
    }

    package var text: String {
        var table = TextTable(
            question.dimensions.map(\.title)
                + question.measures.flatMap { [Phrase(same: $0.id), FigureWords.yearBefore($0.id)] },
            overflow: .continued(keys: question.dimensions.count))
        for (row, values) in zip(rows, values) { table.add(row.names + Self.texts(values)) }
        table.add(
            question.dimensions.indices.map { $0 == 0 ? FigureWords.total.text : "" } + Self.texts(totals))
        return "\(table.text)\n\n\(FigureWords.lastYear(lastYearAsOf).text)"
    }

    private static func texts(_ values: [(FigureValue, FigureValue)]) -> [String] {
        values.flatMap { [PrintedTable.text($0.0), PrintedTable.text($0.1)] }
    }

    /// Codes, and of each figure its value and what it was counted from, now and a year before.
    package var csv: String {
        let names = question.measures.flatMap { measure in
            ["", "_n", "_last_year", "_last_year_n"].map { measure.id + $0 }
        }
        let lines = rows.map { row in
            question.dimensions.map { row.keys[$0.rawValue] ?? "" }
                + question.measures.flatMap { row.figures[$0.id]?.fields ?? [] }
        }
        return ([question.dimensions.map(\.rawValue) + names] + lines).map(CSVLine.text).joined(separator: "\n")
    }
}

extension ComparedYears.Figure {
    fileprivate var fields: [String] {
        func number(_ value: Double?) -> String {
            value.map { $0 == $0.rounded() ? "\(Int($0))" : Rounding.text(hundredths: Int(($0 * 100).rounded())) } ?? ""
        }
        return [number(value), n.map(String.init) ?? "", number(lastYear), lastYearN.map(String.init) ?? ""]
    }
}

extension FigureValue {
    fileprivate var parts: (value: Double?, n: Int?) {
        switch self {
        case .count(let count): (Double(count), nil)
        case .share(let rate): (rate.hundredths.map { Double($0) / 100 }, rate.denominator)
        case .mean(let mean, let count): (mean.map { Double($0) / 100 }, count)
        }
    }
}

extension CivilDate {
    /// The same day of the year before; of 29 February the 28th.
    fileprivate var yearBefore: CivilDate {
        CivilDate(year: year - 1, month: month, day: day) ?? CivilDate(year: year - 1, month: month, day: 28) ?? self
    }
}

extension Instant {
    /// The same moment, in Jakarta, of the year before.
    fileprivate var yearBefore: Instant {
        let day = IndonesianZone.wib.date(at: self)
        let before = day.yearBefore
        return advanced(bySeconds: Int64(before.daysSinceEpoch - day.daysSinceEpoch) * 86_400)
    }
}
