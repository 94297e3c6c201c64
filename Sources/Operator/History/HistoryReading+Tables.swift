import Figures
import Store

/// Rows of a published table.
struct HistoryTableReading {
    private let columns: HistoryColumns
    private let width: Int
    private(set) var file = HistoryFile(kind: "table")
    /// Rows that say what the others sum to.
    private var sumRows: [PublishedRow] = []

    init(_ columns: HistoryColumns, width: Int) {
        (self.columns, self.width) = (columns, width)
        file.columnsLeftOut = columns.leftOut
    }

    /// The file, read to the end; rows of sums are compared with what the others sum to.
    static func read(_ records: inout CSVRecords, _ columns: HistoryColumns, width: Int) -> HistoryFile {
        var reading = HistoryTableReading(columns, width: width)
        while let record = records.next() { reading.read(record) }
        for row in reading.sumRows { reading.compare(row) }
        return reading.file
    }

    private mutating func read(_ record: CSVRecords.Record) {
        // Spreadsheets leave rows of blanks below their tables.
        if let fields = record.fields, fields.allSatisfy(\.trimmed.isEmpty) { return }
        file.rows += 1
        guard let fields = record.fields, fields.count == width else {
            return file.note("the row has not the columns of the header: left out", record.line)
        }
        if isSum(fields) { return readSum(fields, record.line) }
        let unread = unreadable(fields)
        guard unread.isEmpty else { return file.note(unread.joined(separator: "; ") + ": left out", record.line) }
        let found = row(fields, line: record.line)
        if let problem = found.problem { file.note(problem, record.line) }
        for status in ["proses", "selesai"] where columns.has(.status(status)) && count(status, fields) == nil {
            file.note("\(found.name), \(found.period): \(status) is blank, so it has no rates", record.line)
        }
        file.figures.append(found)
    }

    /// Whether one of its words says that it sums others.
    private func isSum(_ fields: [String]) -> Bool { fields.contains { Self.sums.contains(ColumnMeaning.folded($0)) } }

    private mutating func readSum(_ fields: [String], _ line: Int) {
        file.rows -= 1
        guard columns.text(.total, fields).map({ Self.number($0) != nil }) ?? false else {
            return file.note("a row of sums without a total that can be read: not compared", line)
        }
        sumRows.append(row(fields, line: line))
    }

    /// Compares a row of sums with the rows of its time, or with all where it tells none.
    private mutating func compare(_ sum: PublishedRow) {
        let rows = file.figures.filter { sum.period.isEmpty || $0.period == sum.period }
        let total = rows.reduce(0) { $0 + $1.total }
        var isSame = true
        if total != sum.total {
            file.note("the row of sums has jumlah \(sum.total), the rows sum to \(total)", sum.line)
            isSame = false
        }
        for part in sum.parts {
            let count = rows.reduce(0) { $0 + $1.parts.filter { $0.status == part.status }.reduce(0) { $0 + $1.count } }
            guard count != part.count else { continue }
            file.note("the row of sums has \(part.status) \(part.count), the rows sum to \(count)", sum.line)
            isSame = false
        }
        if isSame { file.sumsThatAgree += 1 }
    }

    private func period(_ fields: [String]) -> String? {
        if columns.has(.period) { return columns.text(.period, fields).flatMap(HistoryPeriod.read) }
        return columns.text(.year, fields).flatMap {
            HistoryPeriod.read(year: $0, month: columns.text(.month, fields), quarter: columns.text(.quarter, fields))
        }
    }

    /// What cannot be read, each with its column and value. A status without a number is not published for that row.
    private func unreadable(_ fields: [String]) -> [String] {
        var reasons: [String] = []
        let time = columns.has(.period) ? HistoryColumns.Meaning.period : .year
        let written = [time] + (time == .year ? [.month, .quarter] : [])
        let text = written.compactMap { columns.text($0, fields) }.joined(separator: " ")
        if text.isEmpty {
            reasons.append("periode is blank")
        } else if period(fields) == nil {
            reasons.append("periode is '\(text)', no time such as 2020, 2020-07 or 2020-01/2020-09")
        }
        if columns.text(.total, fields) == nil { reasons.append("jumlah is blank") }
        let counts = [("jumlah", HistoryColumns.Meaning.total)] + columns.statuses.map { ($0, .status($0)) }
        for (name, meaning) in counts {
            guard let text = columns.text(meaning, fields), Self.number(text) == nil else { continue }
            reasons.append("\(name) is '\(text)', no whole number")
        }
        return reasons
    }

    private func row(_ fields: [String], line: Int) -> PublishedRow {
        let hasRegency = columns.has(.regionCode) || columns.has(.regionName)
        let region = columns.text(hasRegency ? .regionCode : .provinceCode, fields)
            .map { RegionNames.written($0) ?? $0 }
        let place = columns.text(hasRegency ? .regionName : .provinceName, fields)
        let body = columns.text(.body, fields)
        let parts = columns.statuses.compactMap { status in
            count(status, fields).map { PublishedRow.Part(status, $0) }
        }
        var found = PublishedRow(
            line: line, period: period(fields) ?? "", region: region, name: body ?? place ?? region ?? "-",
            total: columns.text(.total, fields).flatMap(Self.number) ?? 0, parts: parts)
        found.place = body == nil ? place : nil
        // Several bodies may stand under one region.
        if let body, let where_ = region ?? place { found.subject = "\(where_) \(body)" }
        return found
    }

    private func count(_ status: String, _ fields: [String]) -> Int? {
        columns.text(.status(status), fields).flatMap(Self.number)
    }

    /// A whole number, also with thousands apart: `57171`, `57.171`, `57,171`, `57 171`; `12.0` as spreadsheets leave it.
    static func number(_ text: String) -> Int? {
        let text = SpreadsheetNumber.withoutDecimals(text)
        guard let mark = text.first(where: { !$0.isDigit }) else { return Int32(text).map { Int($0) } }
        let groups = text.split(separator: mark, omittingEmptySubsequences: false)
        guard ".,' \u{A0}\u{202F}".contains(mark), groups.dropFirst().allSatisfy({ $0.count == 3 }),
            1...3 ~= groups[0].count, groups.allSatisfy({ $0.allSatisfy(\.isDigit) })
        else { return nil }
        return Int32(groups.joined()).map { Int($0) }
    }

    private static let sums: Set<String> = [
        "jumlah", "total", "grandtotal", "jumlahtotal", "totaljumlah", "subtotal", "jumlahkeseluruhan",
        "totalkeseluruhan", "jumlahseluruhnya", "rekapitulasi",
    ]
}
