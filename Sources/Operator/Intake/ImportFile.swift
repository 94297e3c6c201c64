import Complaints
import Contract
import Foundation

/// How a file is to be read, where it does not say so itself.
package struct ImportReading: Sendable {
    /// The order of day and month in days that can be read both ways.
    var dates: DateOrder?
    /// Seconds east of UTC, of times that say no zone; nil: what the file is tells it.
    var zone: Int?
    /// Whether cases that are over are to begin anew here.
    var asNew: Bool
    /// The channel of rows that name none; nil: what the file is tells it.
    var channel: String?

    package init(dates: DateOrder? = nil, zone: Int? = nil, asNew: Bool = false, channel: String? = nil) {
        (self.dates, self.zone, self.asNew, self.channel) = (dates, zone, asNew, channel)
    }
}

/// The zone of times that say none.
package enum ImportZone: String, CaseIterable, Sendable {
    case wib, wita, wit, utc

    /// Seconds east of UTC.
    package var offsetSeconds: Int { IndonesianZone(rawValue: rawValue)?.offsetSeconds ?? 0 }
}

/// What a file was recognised as.
struct ImportForm: Encodable {
    enum Kind: String, Encodable {
        case lines = "json_lines"
        case json, table
    }

    var kind: Kind
    var encoding: FileText.Encoding
    /// What stands between the fields of a table.
    var separator: String?
    /// Columns that are not known here, in order.
    var unknownColumns: [String] = []
    /// Whether it is the official export, whose clock is UTC.
    var isOfficial = false

    mutating func note(unknown columns: [String]) {
        unknownColumns += columns.filter { !unknownColumns.contains($0) }
    }

    var phrase: Phrase {
        let name =
            switch kind {
            case .lines: FormWords.lines
            case .json: FormWords.values
            case .table: FormWords.table(separator == "\t" ? "TAB" : separator ?? "")
            }
        return FormWords.form(name, encoding.rawValue)
    }
}

/// A file of complaints: messages of the contract as JSON, a table, or an answer of another system.
struct ImportFile {
    let bytes: [UInt8]
    private(set) var form: ImportForm
    private let options: ImportReading
    private var table: (records: CSVRecords, reading: TableReading)?
    private var values: JSONValues
    /// How to read objects, by the names of their members.
    private var objects: [[String]: TableReading?] = [:]
    private var orders: [ColumnMeaning: DateOrder] = [:]

    private enum Item {
        case record(ImportRecord)
        case row(TableRow, TableReading)
    }

    /// A file of `bytes`. What begins like JSON is JSON, everything else a table.
    ///
    /// - Throws: `Failure` when it is neither, lacks columns that are needed, or has days that can be read both ways.
    init(_ file: [UInt8], _ options: ImportReading = ImportReading()) throws(Failure) {
        let text = try FileText(file)
        bytes = text.bytes
        self.options = options
        values = JSONValues(bytes)
        form = ImportForm(kind: values.isLines ? .lines : .json, encoding: text.encoding)
        guard let first = bytes.first(where: { $0 > 0x20 }), first != UInt8(ascii: "{"), first != UInt8(ascii: "[")
        else {
            try settleDates()
            return
        }
        var records = CSVRecords(bytes)
        do throws(Failure) {
            let first = records.next()
            if let first, let open = first.openQuote {
                throw Failure(.badData, CommonWords.line(open, IntakeWords.unclosed(first.lastLine - open)))
            }
            let header = (first?.fields ?? []).map(\.trimmed)
            let reading = reading(try TableColumns(header: header))
            table = (records, reading)
            form.kind = .table
            form.separator = String(decoding: [records.separator], as: UTF8.self)
            form.isOfficial = reading.columns.isOfficial
            form.note(unknown: reading.columns.unknown)
        } catch {
            // One line of rubbish before lines of JSON is a bad line, and no table.
            let lines = bytes.split(maxSplits: 20) { $0 == 0x0A || $0 == 0x0D }.dropFirst()
            guard lines.contains(where: { $0.first == UInt8(ascii: "{") }) else { throw error }
        }
        try settleDates()
    }

    var isTable: Bool { table != nil }

    private func reading(_ columns: TableColumns) -> TableReading {
        let usual: String =
            switch columns.name(of: .id).map(ColumnMeaning.folded) {
            case "trackingid": "sp4n"
            case "servicerequestid": "open311"
            default: "impor"
            }
        let zone = options.zone ?? (columns.isOfficial ? SP4NExport.clock : IndonesianZone.wib.offsetSeconds)
        return TableReading(columns: columns, orders: orders, zone: zone, channel: options.channel ?? usual)
    }

    /// Looks through all days before the first is read, when days can be read both ways.
    private mutating func settleDates() throws(Failure) {
        var probe = self
        var found: [ColumnMeaning: DateEvidence] = [:]
        while let item = probe.nextItem() {
            // Messages of the contract have no such days, and a file has nothing else then.
            guard case .row(let row, let reading) = item else { if isTable { continue } else { break } }
            for meaning in [ColumnMeaning.date, .incidentDate] {
                guard let text = row[meaning] else { continue }
                found[meaning, default: DateEvidence(column: reading.columns.name(of: meaning) ?? "")].add(
                    text, line: row.line)
            }
        }
        for (meaning, evidence) in found.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            orders[meaning] = options.dates
            if options.dates == nil { orders[meaning] = try evidence.order }
        }
        table?.reading.orders = orders
        objects = [:]
    }

    /// The next record; nil at the end.
    mutating func next() -> ImportRecord? {
        switch nextItem() {
        case nil: nil
        case .record(let record)?: record
        case .row(let row, let reading)?: ImportRecord(row: row, reading, asNew: options.asNew)
        }
    }

    private mutating func nextItem() -> Item? { isTable ? nextRow() : nextValue() }

    private mutating func nextRow() -> Item? {
        guard let record = table?.records.next(), let reading = table?.reading else { return nil }
        let end = record.range.upperBound
        if let open = record.openQuote {
            return .record(ImportRecord(unclosedAt: open, linesBehind: record.lastLine - open, end: end))
        }
        guard let row = record.fields.flatMap({ reading.columns.row($0, line: record.line, end: end) }) else {
            return .record(ImportRecord(strange: Array(bytes[record.range]), line: record.line, end: end))
        }
        return .row(row, reading)
    }

    private mutating func nextValue() -> Item? {
        guard let value = values.next() else { return nil }
        if let unread = value.linesUnread {
            return .record(ImportRecord(unclosedAt: value.line, linesBehind: unread, end: bytes.count))
        }
        let end = value.range.upperBound
        let body = Array(bytes[value.range])
        if !values.isContract(value.range), let (row, reading) = foreignRow(body, value.line, end) {
            return .row(row, reading)
        }
        return .record(ImportRecord(message: body, line: value.line, end: end))
    }

    /// Of an object that another system has written; nil when it has not what a complaint needs.
    private mutating func foreignRow(_ body: [UInt8], _ line: Int, _ end: Int) -> (TableRow, TableReading)? {
        guard let fields = ForeignObject.fields(of: body) else { return nil }
        let header = fields.map(\.name)
        if objects[header] == nil {
            objects[header] = .some((try? TableColumns(header: header)).map(reading))
        }
        guard let known = objects[header], let reading = known else { return nil }
        form.note(unknown: reading.columns.unknown)
        return reading.columns.row(fields.map(\.text), line: line, end: end).map { ($0, reading) }
    }
}
