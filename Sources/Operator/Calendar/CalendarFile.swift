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
                throw row.failure("\(day.date) \(day.name) stands in the file twice")
            }
            days.append(day)
        }
        self.days = days
    }

    private static func day(_ row: CSVTable.Row, _ regions: Set<String>) throws(Failure) -> Holiday {
        let date = try row.date("date")
        guard 2000...2100 ~= date.year else { throw row.failure("the year \(date.year) cannot be meant") }
        let name = row["name"]
        guard 1...100 ~= name.utf8.count else { throw row.failure("name must have 1 to 100 characters") }
        guard let kind = Holiday.Kind(rawValue: row["kind"]) else {
            throw row.failure("kind must be libur_nasional or cuti_bersama, not '\(row["kind"])'")
        }
        let region = row["region_code"]
        guard region.isEmpty || regions.contains(region) else { throw row.failure("there is no region '\(region)'") }
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
        func failure(_ reason: String) -> Failure { Failure(.badData, "line \(line): \(reason)") }

        /// A day.
        ///
        /// - Throws: `Failure` `badData`.
        func date(_ column: String) throws(Failure) -> CivilDate {
            guard let date = CivilDate(iso: self[column]) else {
                throw failure("\(column) must be a day such as 2025-08-18, not '\(self[column])'")
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
            throw Failure(.badData, "the file is empty; its first line must be \(required.joined(separator: ","))")
        }
        for column in required where !header.contains(column) {
            throw Failure(.badData, "line 1: the column \(column) is missing")
        }
        for column in header where !(required + optional).contains(column) {
            throw Failure(.badData, "line 1: the column '\(column)' is not known here")
        }
        var rows: [Row] = []
        while let record = records.next() {
            guard let fields = record.fields, fields.count == header.count else {
                throw Failure(.badData, "line \(record.line): it must have \(header.count) fields")
            }
            let pairs = zip(header, fields.map(Self.trimmed))
            rows.append(Row(fields: Dictionary(pairs) { first, _ in first }, line: record.line))
        }
        guard !rows.isEmpty else { throw Failure(.badData, "the file has no line below its header") }
        self.rows = rows
    }

    private static func trimmed(_ text: String) -> String {
        let spaces: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(text.drop(while: spaces).reversed().drop(while: spaces).reversed())
    }
}
