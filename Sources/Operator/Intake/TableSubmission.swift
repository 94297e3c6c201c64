import Complaints
import Contract
import Foundation
import Store

/// How the rows of a table are to be read.
struct TableReading {
    let columns: TableColumns
    /// The order of day and month, by column.
    var orders: [ColumnMeaning: DateOrder] = [:]
    /// Seconds east of UTC, of times that say no zone.
    var zone: Int
    /// No year of two digits makes a day later than that; nil: nobody knows.
    var latest: CivilDate?
    /// The channel of rows that name none.
    var channel: String
    /// Which cases are over.
    var statuses = StatusDecisions()

    /// A row as the intake contract has it. What is said in a form that the contract does not know is passed on as it
    /// stands: the contract says what becomes of it.
    func submission(_ row: TableRow) -> TableSubmission {
        var made = TableSubmission(
            submission: Submission(
                channel: channel(row), externalID: id(row), text: row[.text] ?? row[.editedText] ?? ""),
            kept: row.kept, unknown: row.unknown)
        made.submission.title = row[.title]
        made.submission.category = row[.category]
        made.submission.agency = row[.agency] ?? row[.parentAgency]
        let moment = moment(row)
        made.submission.submittedAt = moment.text
        if let cell = moment.unread { keepUnread(row, cell, &made) }
        made.submission.incidentDate = row[.incidentDate].map { text in
            WrittenMoment(text, until: latest).day(orders[.incidentDate])?.description ?? text
        }
        made.submission.reporter = reporter(row)
        fillKind(row, &made)
        fillPlace(row, &made)
        fillPicture(row, &made)
        return made
    }

    func id(_ row: TableRow) -> String { SpreadsheetNumber.withoutDecimals(row[.id] ?? "") }

    func channel(_ row: TableRow) -> String { SP4NExport.channel(row[.source], or: channel) }

    /// RFC 3339, or what stands there when it is no moment. Of a day that is certain with a time that cannot be read, the
    /// beginning, and the cell that holds the time.
    func moment(_ row: TableRow) -> (text: String?, unread: ColumnMeaning?) {
        guard let date = row[.date] else { return (nil, nil) }
        let order = orders[.date]
        // A dash for a time tells none.
        let time = row[.time].flatMap { Self.isNone($0) ? nil : $0 }
        guard let found = WrittenMoment(date, time, until: latest).certain(order, zone: zone) else {
            return (time.map { "\(date) \($0)" } ?? date, nil)
        }
        return (found.moment, found.isWhole ? nil : time == nil ? .date : .time)
    }

    /// Whether a cell says that there is nothing to say.
    static func isNone(_ text: String) -> Bool { text.allSatisfy { " -–—_.".contains($0) } }

    private func reporter(_ row: TableRow) -> Submission.Reporter {
        let (anonymous, confidential) = hidden(row)
        let names = [row[.firstName], row[.lastName]].compactMap(\.self).joined(separator: " ")
        return Submission.Reporter(
            name: row[.name] ?? (names.isEmpty ? nil : names),
            phone: row[.phone].map(SpreadsheetNumber.withoutDecimals), email: row[.email],
            anonymous: anonymous, confidential: confidential)
    }

    /// Who is to be hidden, and from whom. One column for both may say either, neither, or what nobody can tell: that hides both.
    private func hidden(_ row: TableRow) -> (anonymous: Bool, confidential: Bool) {
        let flags = row[.flags]?.lowercased() ?? ""
        var (anonymous, confidential) = (flags.contains("anonim"), flags.contains("rahasia"))
        if !anonymous, !confidential, !SP4NExport.isNo(flags) { (anonymous, confidential) = (true, true) }
        if SP4NExport.isNo(flags) { (anonymous, confidential) = (false, false) }
        return (
            anonymous || row[.anonymous].map { !SP4NExport.isNo($0) } ?? false,
            confidential || row[.confidential].map { !SP4NExport.isNo($0) } ?? false
        )
    }

    /// What an office calls kind may be another thing: only official words and the contract's go there.
    private func fillKind(_ row: TableRow, _ made: inout TableSubmission) {
        guard let text = row[.kind] else { return }
        let kind = ReportKind(spelled: text)?.rawValue ?? SP4NExport.kind(text)
        if isTold(.kind, by: ["klasifikasilaporan", "kind"]) || ReportKind(rawValue: kind) != nil {
            made.submission.kind = kind
        } else {
            keep(row, .kind, &made)
        }
    }

    private func fillPlace(_ row: TableRow, _ made: inout TableSubmission) {
        let village = isTold(.village, by: ["desa"]) ? "Desa" : "Kelurahan"
        // Elsewhere a bare name says neither: the router reads whose it is, or leaves it to the province's desk.
        let regency = columns.isOfficial ? row[.regency].map(SP4NExport.regency) : row[.regency]
        let places = [
            row[.place], row[.village].map { Self.named($0, village) },
            row[.district].map { Self.named($0, "Kecamatan") },
            regency, row[.city], row[.province],
        ].compactMap(\.self)
        let (latitude, longitude) = (row[.latitude].flatMap(Self.degrees), row[.longitude].flatMap(Self.degrees))
        let isPoint = latitude != nil && longitude != nil
        if !isPoint {
            keepUnread(row, .latitude, &made)
            keepUnread(row, .longitude, &made)
        }
        guard !places.isEmpty || isPoint || row[.regionCode] != nil else { return }
        made.submission.location = Submission.Location(
            text: places.isEmpty ? nil : places.joined(separator: ", "), regionCode: row[.regionCode],
            lat: isPoint ? latitude : nil, lon: isPoint ? longitude : nil)
    }

    private static func named(_ name: String, _ kind: String) -> String {
        let kinds = ["kelurahan ", "desa ", "kel. ", "ds. ", "kecamatan ", "kec. ", "kec "]
        return kinds.contains { name.lowercased().hasPrefix($0) } ? name : "\(kind) \(name)"
    }

    private static func degrees(_ text: String) -> Double? {
        Double(text.replacing(",", with: ".")).flatMap { $0.isFinite ? $0 : nil }
    }

    private func fillPicture(_ row: TableRow, _ made: inout TableSubmission) {
        guard let text = row[.picture] else { return }
        guard text.lowercased().hasPrefix("http"), !text.contains(where: \.isWhitespace) else {
            return keepUnread(row, .picture, &made)
        }
        made.submission.attachments = [Submission.Attachment(url: text)]
    }

    private func isTold(_ meaning: ColumnMeaning, by names: Set<String>) -> Bool {
        columns.name(of: meaning).map { names.contains(ColumnMeaning.folded($0)) } ?? false
    }

    /// With the identity, in its own words: it went into no field.
    private func keep(_ row: TableRow, _ meaning: ColumnMeaning, _ made: inout TableSubmission) {
        guard let text = row[meaning], let name = columns.name(of: meaning) else { return }
        made.unknown[name] = text
    }

    private func keepUnread(_ row: TableRow, _ meaning: ColumnMeaning, _ made: inout TableSubmission) {
        guard let text = row[meaning], let name = columns.name(of: meaning) else { return }
        made.keep(unread: text, column: name)
    }

    /// The row as the history keeps it.
    func statedCase(_ row: TableRow, _ published: String, _ written: WrittenStatus) -> HistoryCase {
        let isOfficial = isTold(.id, by: ["trackingid"])
        var found = HistoryCase(
            id: isOfficial ? id(row) : "\(channel(row)) \(id(row))", line: row.line, publishedStatus: published)
        found.submittedAt = moment(row).text.flatMap { Instant(rfc3339: $0) }
        found.kind = row[.kind].flatMap { ReportKind(rawValue: SP4NExport.kind($0)) }
        (found.status, found.cause) = written.standing(published)
        (found.category, found.institution) = (row[.category], row[.agency] ?? row[.parentAgency])
        (found.province, found.regency) = (row[.province], row[.regency])
        return found
    }
}

/// A row of a table as the intake contract has it.
struct TableSubmission: Encodable {
    var submission: Submission
    /// Official columns that the contract has no field for; kept with the case as they came.
    var kept: [String: String]
    /// Columns that are not known; kept with the identity.
    var unknown: [String: String]
    /// Columns of a place or a picture that say none that can be read; they are among the unknown ones.
    private(set) var unread: [String] = []

    /// Keeps with the identity what stands in a known column and cannot be read.
    mutating func keep(unread text: String, column: String) {
        unknown[column] = text
        unread.append(column)
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// The bytes to publish.
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    func encode(to encoder: any Encoder) throws {
        var bare = submission
        bare.reporter = nil
        try bare.encode(to: encoder)
        var fields = encoder.container(keyedBy: Key.self)
        if !kept.isEmpty { try fields.encode(kept, forKey: Key(stringValue: OfficialColumns.member)) }
        guard let reporter = submission.reporter else { return }
        var identity = fields.nestedContainer(keyedBy: Key.self, forKey: Key(stringValue: "reporter"))
        for (name, text) in unknown {
            try identity.encode(text, forKey: Key(stringValue: Self.fields.contains(name) ? name + " 2" : name))
        }
        try identity.encodeIfPresent(reporter.name, forKey: Key(stringValue: "name"))
        try identity.encodeIfPresent(reporter.phone, forKey: Key(stringValue: "phone"))
        try identity.encodeIfPresent(reporter.email, forKey: Key(stringValue: "email"))
        try identity.encodeIfPresent(reporter.anonymous, forKey: Key(stringValue: "anonymous"))
        try identity.encodeIfPresent(reporter.confidential, forKey: Key(stringValue: "confidential"))
    }

    private static let fields: Set<String> = ["name", "phone", "email", "anonymous", "confidential"]
}
