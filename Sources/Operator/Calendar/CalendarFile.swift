import Complaints

/// A CSV file of holidays: date,name,kind and, if wanted, region_code.
struct CalendarFile {
    /// Its days, in the order of the file.
    let days: [Holiday]

    /// - Parameter regions: codes of all regions.
    /// - Throws: `Failure` `badData` with line and reason.
    init(_ bytes: [UInt8], regions: Set<String>) throws(Failure) {
        let columns = ["date", "name", "kind"]
        let table = try CSVTable(bytes, required: columns, optional: ["region_code"])
        var days: [Holiday] = []
        var seen: Set<[String]> = []
        for row in table.rows {
            let day = try Self.day(row, regions)
            guard seen.insert([day.date.description, day.name, day.region]).inserted else {
                throw row.failure(FileWords.twice("\(day.date) \(day.name)"))
            }
            days.append(day)
        }
        self.days = days
    }

    private static func day(_ row: CSVTable.Row, _ regions: Set<String>) throws(Failure) -> Holiday {
        let date = try row.date("date")
        guard 2000...2100 ~= date.year else { throw row.failure(FileWords.year(date.year)) }
        let name = row["name"]
        guard 1...100 ~= name.utf8.count else { throw row.failure(FileWords.nameLength) }
        guard let kind = Holiday.Kind(rawValue: row["kind"]) else {
            throw row.failure(FileWords.holidayKind(not: row["kind"]))
        }
        let region = row["region_code"]
        guard region.isEmpty || regions.contains(region) else { throw row.failure(CommonWords.noRegion(region)) }
        return Holiday(date: date, name: name, kind: kind, region: region)
    }
}

/// A CSV text with a header, read by column names.
struct CSVTable {
    /// A record with its line.
    struct Row {
        fileprivate var fields: [String: String]
        fileprivate var line: Int

        /// A column's text without spaces around it; empty when the file does not have the column.
        subscript(_ column: String) -> String { fields[column] ?? "" }

        /// What is wrong with it.
        func failure(_ reason: Phrase) -> Failure { Failure(.badData, CommonWords.line(line, reason)) }

        /// A day.
        ///
        /// - Throws: `Failure` `badData`.
        func date(_ column: String) throws(Failure) -> CivilDate {
            guard let date = CivilDate(iso: self[column]) else {
                throw failure(FileWords.notDay(column, self[column]))
            }
            return date
        }
    }

    /// Its records, at least one.
    let rows: [Row]

    /// - Throws: `Failure` `badData` with line and reason.
    init(_ bytes: [UInt8], required: [String], optional: [String]) throws(Failure) {
        var records = CSVRecords(bytes)
        guard let header = records.next()?.fields?.map(Self.trimmed) else {
            throw Failure(.badData, FileWords.empty(required.joined(separator: ",")))
        }
        for column in required where !header.contains(column) {
            throw Failure(.badData, CommonWords.line(1, FileWords.columnMissing(column)))
        }
        for column in header where !(required + optional).contains(column) {
            throw Failure(.badData, CommonWords.line(1, FileWords.columnUnknown(column)))
        }
        var rows: [Row] = []
        while let record = records.next() {
            guard let fields = record.fields, fields.count == header.count else {
                throw Failure(.badData, CommonWords.line(record.line, FileWords.mustHave(header.count)))
            }
            let pairs = zip(header, fields.map(Self.trimmed))
            rows.append(Row(fields: Dictionary(pairs) { first, _ in first }, line: record.line))
        }
        guard !rows.isEmpty else { throw Failure(.badData, FileWords.noLines) }
        self.rows = rows
    }

    private static func trimmed(_ text: String) -> String {
        let spaces: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(text.drop(while: spaces).reversed().drop(while: spaces).reversed())
    }
}
