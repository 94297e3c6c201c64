package import Complaints
import Contract
import Foundation
import Shared

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
    var statuses: StatusDecisions
    /// Whether rows of a table without numbers get them from what they say.
    var idsFromRows: Bool
    /// No year of two digits makes a day later than that: the last one that the contract takes for an incident's.
    let latest: CivilDate

    package init(
        dates: DateOrder? = nil, zone: Int? = nil, asNew: Bool = false, channel: String? = nil,
        statuses: StatusDecisions = StatusDecisions(), idsFromRows: Bool = false,
        today: CivilDate = IndonesianZone.wib.date(at: .now)
    ) {
        latest = SubmissionLimits.latestIncident(today)
        self.idsFromRows = idsFromRows
        (self.dates, self.zone, self.asNew, self.channel) = (dates, zone, asNew, channel)
        self.statuses = statuses
    }

    /// All that is said, as one text: a file that is read otherwise is another one.
    var mark: String {
        [dates?.rawValue, zone.map { "\($0)" }, asNew ? "new" : nil, channel, idsFromRows ? "ids" : nil].compactMap(
            \.self
        ).joined(separator: " ")
            + statuses.mark
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
        case json, table, open311, geojson
    }

    var kind: Kind
    var encoding: FileText.Encoding
    /// What stands between the fields of a table.
    var separator: String?
    /// Columns that are not known here, in order.
    var unknownColumns: [String] = []
    /// Whether it is the official export, whose clock is UTC.
    var isOfficial = false
    /// What was taken for a reporter's address or the place by what stands beside it.
    var address: AddressColumn?
    /// Lines of sums, notes and the like among the rows of a table: they are no reports.
    var asides: [Int] = []

    mutating func note(unknown columns: [String]) {
        unknownColumns += columns.filter { !unknownColumns.contains($0) }
    }

    var phrase: Phrase {
        let name =
            switch kind {
            case .lines: FormWords.lines
            case .json: FormWords.values
            case .open311: FormWords.open311
            case .geojson: FormWords.geoJSON
            case .table: FormWords.table(separator == "\t" ? "TAB" : separator ?? "")
            }
        return FormWords.form(name, encoding.rawValue)
    }
}

/// A file of complaints: messages of the contract as JSON, a table, or an answer of another system.
struct ImportFile {
    let bytes: [UInt8]
    private(set) var form: ImportForm
    /// Whether each line is a JSON value.
    var isLines: Bool { !isTable && values.isLines }
    private let options: ImportReading
    private var table: (records: CSVRecords, reading: TableReading)?
    private var values: JSONValues
    /// How to read objects, by the names of their members.
    private var objects: [[String]: TableReading?] = [:]
    private var orders: [ColumnMeaning: DateOrder] = [:]
    /// Whether what was read last was no report but a sum, a note or the like.
    private var isBelowAside = false

    private enum Item {
        case record(ImportRecord)
        /// A message of the contract, or what stands in its place.
        case message(JSONValues.Value, end: Int)
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
            if values.isOneList { form.kind = .json }
            try settleDates()
            return
        }
        var records = CSVRecords(bytes)
        do throws(Failure) {
            let first = records.next()
            if let first, let open = first.openQuote {
                throw Failure(.badData, CommonWords.line(open, IntakeWords.unclosed(first.lastLine - open)))
            }
            var header = (first?.fields ?? []).map(\.trimmed)
            if let below = Self.headerBelowTitle(bytes, options.idsFromRows) { (records, header) = below }
            let reading = reading(try TableColumns(header: header, makingIDs: options.idsFromRows))
            table = (records, reading)
            form.kind = .table
            form.separator = String(decoding: [records.separator], as: UTF8.self)
            form.isOfficial = reading.columns.isOfficial
            form.address = reading.columns.address
            form.note(unknown: reading.columns.unknown)
        } catch {
            // One line of rubbish before lines of JSON is a bad line, and no table.
            let lines = bytes.split(maxSplits: 20) { $0 == 0x0A || $0 == 0x0D }.dropFirst()
            guard lines.contains(where: { $0.first == UInt8(ascii: "{") }) else { throw error }
        }
        try settleDates()
    }

    /// The header below a title, and the rows behind it; nil when the first line is the header, or none of the next is one.
    private static func headerBelowTitle(_ bytes: [UInt8], _ makesIDs: Bool) -> (CSVRecords, header: [String])? {
        var (offset, line) = (0, 1)
        while offset < bytes.count, line <= mostTitleLines {
            var records = CSVRecords(bytes, from: (offset, line))
            let header = (records.next()?.fields ?? []).map(\.trimmed)
            if (try? TableColumns(header: header, makingIDs: makesIDs)) != nil {
                return line == 1 ? nil : (records, header)
            }
            guard let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes[offset...].firstIndex(of: 0x0D) else {
                return nil
            }
            (offset, line) = (end + 1, line + 1)
        }
        return nil
    }

    private static let mostTitleLines = 15

    var isTable: Bool { table != nil }

    private func reading(_ columns: TableColumns) -> TableReading {
        let usual: String =
            switch columns.name(of: .id).map(ColumnMeaning.folded) {
            case "trackingid": "sp4n"
            case "servicerequestid": "open311"
            default: "impor"
            }
        let zone = options.zone ?? (columns.isOfficial ? SP4NExport.clock : IndonesianZone.wib.offsetSeconds)
        return TableReading(
            columns: columns, orders: orders, zone: zone, latest: options.latest,
            channel: options.channel ?? usual, statuses: options.statuses)
    }

    /// Looks through all days before the first is read, when days can be read both ways.
    private mutating func settleDates() throws(Failure) {
        var probe = self
        var found: [ColumnMeaning: DateEvidence] = [:]
        while let item = probe.nextItem() {
            switch item {
            case .record: continue
            case .row(let row, let reading):
                for meaning in [ColumnMeaning.date, .incidentDate] {
                    guard let text = row[meaning] else { continue }
                    let column = reading.columns.name(of: meaning) ?? ""
                    found[meaning, default: DateEvidence(column: column, until: options.latest)].add(
                        text, line: row.line)
                }
            case .message(let value, _):
                for date in MessageDates(Array(bytes[value.range])).found {
                    found[date.meaning, default: DateEvidence(column: date.name, until: options.latest)]
                        .add(date.text, line: value.line)
                }
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
        case .message(let value, let end)?: message(value, end)
        case .row(let row, let reading)?: ImportRecord(row: row, reading, asNew: options.asNew)
        }
    }

    private func message(_ value: JSONValues.Value, _ end: Int) -> ImportRecord {
        let dates = MessageDates(Array(bytes[value.range]))
        let zone = options.zone ?? IndonesianZone.wib.offsetSeconds
        let read = dates.message(orders, zone: zone, until: options.latest)
        return ImportRecord(message: read.body, unread: read.unread, line: value.line, end: end)
    }

    private mutating func nextItem() -> Item? { isTable ? nextRow() : nextValue() }

    private mutating func nextRow() -> Item? {
        while let record = table?.records.next(), let reading = table?.reading {
            let end = record.range.upperBound
            if let open = record.openQuote {
                return .record(ImportRecord(unclosedAt: open, linesBehind: record.lastLine - open, end: end))
            }
            guard let fields = record.fields else {
                return .record(ImportRecord(unreadable: Array(bytes[record.range]), line: record.line, end: end))
            }
            // Empty ones as well: spreadsheets write such rows below those that say something.
            if TableColumns.isRule(fields) { continue }
            let isBarred = table?.records.separator == UInt8(ascii: "|")
            // Behind a page's header reports go on.
            let isHeader = reading.columns.isHeader(fields)
            isBelowAside =
                !isHeader && reading.columns.isAside(fields, isBarred: isBarred, isBelowOne: isBelowAside)
            if isHeader || isBelowAside {
                form.asides.append(record.line)
                continue
            }
            if let row = reading.columns.row(fields, line: record.line, end: end) { return .row(row, reading) }
            let fault = ImportRecord.Refusal.tooManyFields(fields.count, columns: reading.columns.header.count)
            return .record(ImportRecord(refused: fault, line: record.line, end: end))
        }
        return nil
    }

    private mutating func nextValue() -> Item? {
        guard let value = values.next() else { return nil }
        if let unread = value.linesUnread {
            return .record(ImportRecord(unclosedAt: value.line, linesBehind: unread, end: bytes.count))
        }
        let end = value.range.upperBound
        if !values.isContract(value.range), let (row, reading) = foreignRow(value, end) { return .row(row, reading) }
        return .message(value, end: end)
    }

    /// Of an object that another system has written; nil when it has not what a complaint needs.
    private mutating func foreignRow(_ value: JSONValues.Value, _ end: Int) -> (TableRow, TableReading)? {
        guard let object = ForeignObject(Array(bytes[value.range])) else { return nil }
        let header = object.fields.map(\.name)
        if objects[header] == nil {
            objects[header] = .some((try? TableColumns(header: header)).map(reading))
        }
        guard let known = objects[header], let reading = known else { return nil }
        if object.isFeature {
            form.kind = .geojson
        } else if reading.columns.name(of: .id).map(ColumnMeaning.folded) == "servicerequestid" {
            form.kind = .open311
        }
        form.address = reading.columns.address ?? form.address
        form.note(unknown: reading.columns.unknown)
        return reading.columns.row(object.fields.map(\.text), line: value.line, end: end).map { ($0, reading) }
    }
}
