package import Complaints

/// Figures that add up: the one place where tables are made, and refused.
package struct FigureTable: Sendable, Equatable {
    /// What a row is about: a value of one dimension.
    package struct Key: Hashable, Sendable {
        /// Its code; empty: unknown.
        package var code: String
        package var name: String

        package init(code: String, name: String) {
            self.code = code
            self.name = name
        }

        /// What stands behind the name of a time whose cases have not had all their time.
        package static let youngMark = " (muda)"
        package var isYoung: Bool { name.hasSuffix(Self.youngMark) }
        /// The name without that mark.
        package var plainName: String { isYoung ? String(name.dropLast(Self.youngMark.count)) : name }
    }

    package struct Row: Sendable, Equatable {
        package var keys: [Key]
        package var cell: FigureCell

        package init(keys: [Key], cell: FigureCell) {
            self.keys = keys
            self.cell = cell
        }
    }

    package let question: FigureQuestion
    package let rows: [Row]
    /// What was counted over all of them.
    package let total: FigureCell
    /// As things were known at this moment.
    package let asOf: Instant
    private let byKeys: [[String]: FigureCell]

    /// A table whose parts sum.
    ///
    /// - Parameter total: counted apart from the rows.
    /// - Throws: `FigureError` `sum`, naming the row or column that does not.
    package init(
        _ question: FigureQuestion, rows: [Row], total: FigureCell, asOf: Instant
    ) throws(FigureError) {
        let tallies = Set(question.tallies)
        for row in rows { try row.cell.check(tallies, in: row.keys.map(\.name).joined(separator: ", ")) }
        try total.check(tallies, in: "jumlah")
        if !question.dimensions.isEmpty { try Self.compare(rows, total, question) }
        self.question = question
        byKeys = Dictionary(rows.map { ($0.keys.map(\.code), $0.cell) }) { first, _ in first }
        self.rows = question.dimensions == [.period] ? Self.filled(rows, question.period) : rows
        self.total = total
        self.asOf = asOf
    }

    private static func compare(
        _ rows: [Row], _ total: FigureCell, _ question: FigureQuestion
    ) throws(FigureError) {
        for tally in question.tallies {
            let sum = rows.reduce(0) { $0 + $1.cell[tally] }
            guard sum == total[tally] else { throw .sum(parts: sum, total: total[tally], in: "\(tally)") }
        }
        for time in question.times {
            let sum = rows.reduce(0) { $0 + $1.cell[time].count }
            guard sum == total[time].count else {
                throw .sum(parts: sum, total: total[time].count, in: time.rawValue)
            }
        }
    }

    /// Periods in which nothing was are rows too: a chart without them would lie.
    private static func filled(_ rows: [Row], _ period: ReportPeriod) -> [Row] {
        guard let first = rows.first.flatMap({ CivilDate(iso: $0.keys[0].code) }),
            let last = rows.last.flatMap({ CivilDate(iso: $0.keys[0].code) })
        else { return rows }
        let known = Dictionary(rows.map { ($0.keys[0].code, $0) }) { first, _ in first }
        var filled: [Row] = []
        var start = first
        while start <= last {
            let key = Key(code: start.description, name: period.label(start))
            filled.append(known[start.description] ?? Row(keys: [key], cell: FigureCell()))
            start = period.next(after: start)
        }
        return filled
    }

    /// The figures of a row, in the order of the measures.
    package func values(of row: Row) -> [FigureValue] {
        let before = cellBefore(row)
        return question.measures.map { $0.value(row.cell, before: before) }
    }

    package var totals: [FigureValue] { question.measures.map { $0.value(total, before: nil) } }

    /// What was counted for the same keys in the period before; nil when one of the two is not there as a whole.
    private func cellBefore(_ row: Row) -> FigureCell? {
        guard let place = question.dimensions.firstIndex(of: .period), let start = CivilDate(iso: row.keys[place].code)
        else { return nil }
        let before = question.period.previous(before: start)
        let end = question.period.next(after: start).adding(days: -1)
        let lastWhole = min(question.to ?? end, IndonesianZone.wib.date(at: asOf).adding(days: -1))
        guard before >= question.from ?? before, end <= lastWhole else { return nil }
        var keys = row.keys.map(\.code)
        keys[place] = before.description
        return byKeys[keys]
    }
}
