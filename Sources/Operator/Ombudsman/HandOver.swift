package import Complaints
import Contract
import Store

/// What the Ombudsman gets about a case: its facts, its way, the deadlines that were missed, and what was written. It holds
/// the citizen's words, so it exists with their consent alone; who they are stands in it unless they reported anonymously.
package struct HandOver: CommandResult {
    struct Report: Encodable {
        var title: String?
        var text: String
        var location: String?
        var incidentDate: String?
    }

    struct Step: Encodable {
        var at: Instant
        var event: String
        var actor: String
        var body: String?
        var reason: String?
        var detail: String?
    }

    struct Missed: Encodable {
        var clock: String
        var due: Instant
        var notedAt: Instant
    }

    var code: String
    var complaintId: String
    var status: String
    var kind: String
    var supervised: Bool
    var channel: String
    var region: String?
    var body: String?
    var zone: String
    var submittedAt: Instant
    var ripeAt: Instant?
    var consentAt: Instant?
    var anonymous: Bool
    var confidential: Bool
    /// Absent when the report is anonymous.
    var reporter: HandOverTables.Reporter?
    var report: Report
    var refusedBy: [String]
    var missedDeadlines: [Missed]
    var timeline: [Step]
    var correspondence: [HandOverTables.Letter]

    /// Whether a case may be handed over, in words for people; nil when it may.
    static func obstacle(_ state: CaseState) -> Failure? {
        let code = TrackingCode.grouped(state.code)
        guard state.hasConsent else {
            return Failure(.notPermitted, OmbudsmanWords.noConsent(code))
        }
        guard state.ombudsmanAt != nil else {
            return Failure(.notYet, OmbudsmanWords.notRipe(code))
        }
        return nil
    }
}

extension HandOver {
    /// Seconds that one statement may take: some go over the whole journal.
    static let seconds = 300

    /// The file about a case.
    ///
    /// - Parameters:
    ///   - text: the tracking code as it was typed.
    ///   - reader: who gets it, which is written down before they do.
    /// - Throws: `Failure` without consent or before the time.
    package init(of text: String, for reader: Reader) throws {
        let code = try TrackingCode(typed: text)
        var database = try Connections.database(seconds: Self.seconds)
        guard let id = try CaseTable.ids(ofCodes: [code.description], &database)[code.description] else {
            throw Failure(.notFound, CommonWords.noCase(code.grouped))
        }
        try self.init(of: id, bodyNames: try BodyTable.names(&database), for: reader, &database)
    }

    init(
        of id: ComplaintID, bodyNames: [String: String], for reader: Reader, _ database: inout Database
    ) throws {
        let journal = try CaseTable.journal(of: id, &database)
        let state = try CaseState(replaying: journal)
        if let obstacle = Self.obstacle(state) { throw obstacle }
        try ReadingTable.note(.file, of: [id], by: reader, at: try StoreClock.now(&database), &database)
        self.init(state, journal, try HandOverRecord(of: id, bodyNames: bodyNames, &database))
    }

    /// The facts and the way of a case as its journal tells them.
    private init(_ state: CaseState, _ journal: [JournalEntry], _ record: HandOverRecord) {
        let name = { (code: String) in record.bodyNames[code] ?? code }
        code = TrackingCode.grouped(state.code)
        complaintId = state.id.description
        status = state.status.rawValue
        kind = state.kind.rawValue
        supervised = state.isMisconduct
        channel = state.channel
        region = record.region
        body = (state.body ?? state.desk).map(name)
        zone = state.zone.name
        submittedAt = state.submittedAt
        ripeAt = state.ombudsmanAt
        consentAt = journal.last { $0.details.consent == true }?.at
        anonymous = record.isAnonymous
        confidential = record.isConfidential
        reporter = record.isAnonymous ? nil : record.reporter
        report = record.report
        refusedBy = state.refusals.map(name)
        missedDeadlines = state.missed.map {
            Missed(clock: $0.clock.rawValue, due: $0.due, notedAt: $0.notedAt)
        }
        timeline = journal.map { Step($0, name) }
        correspondence = record.letters
    }
}

extension HandOver.Step {
    fileprivate init(_ entry: JournalEntry, _ name: (String) -> String) {
        let details = entry.details
        let facts: [(String, String?)] = [
            ("tenggat", details.clock?.rawValue), ("langkah", details.step?.rawValue),
            ("kepada", details.level?.rawValue),
            ("sebab", details.cause), ("hari kerja", details.workingDays.map(String.init)),
        ]
        let detail = facts.compactMap { label, value in value.map { "\(label) \($0)" } }.joined(separator: ", ")
        self.init(
            at: entry.at, event: entry.event.rawValue, actor: entry.actor, body: details.body.map(name),
            reason: details.reason, detail: detail.isEmpty ? nil : detail)
    }
}

/// What a hand-over needs besides the journal: the citizen's words, and names.
struct HandOverRecord {
    var isAnonymous = true
    var isConfidential = false
    var reporter: HandOverTables.Reporter?
    var report = HandOver.Report(text: "")
    var region: String?
    var letters: [HandOverTables.Letter] = []
    let bodyNames: [String: String]

    /// Reads what belongs to a complaint. Who an anonymous reporter is is not even read.
    init(of id: ComplaintID, bodyNames: [String: String], _ database: inout Database) throws {
        self.bodyNames = bodyNames
        guard let found = try HandOverTables.report(id, &database) else { return }
        (isAnonymous, isConfidential, region) = (found.isAnonymous, found.isConfidential, found.region)
        report = HandOver.Report(
            title: found.title, text: found.text, location: found.location, incidentDate: found.incidentDate)
        if !isAnonymous { reporter = try HandOverTables.reporter(id, &database) }
        letters = try HandOverTables.letters(id, &database).map {
            var letter = $0
            letter.body = letter.body.map { bodyNames[$0] ?? $0 }
            return letter
        }
    }
}

extension HandOver {
    package var text: String {
        [
            "BERKAS PENERUSAN KEPADA OMBUDSMAN REPUBLIK INDONESIA", facts,
            section("Laporan", [report.title, report.text].compactMap(\.self).joined(separator: "\n\n")),
            section("Tenggat yang terlewati", missedText), section("Perjalanan", timelineText),
            section("Surat-menyurat", lettersText),
        ].joined(separator: "\n\n") + "\n"
    }

    private func section(_ title: String, _ text: String) -> String { "\(title.uppercased())\n\n\(text)" }

    private var facts: String {
        let identity =
            anonymous
            ? "anonim; identitas tidak disertakan"
            : [reporter?.name, reporter?.phone, reporter?.email].compactMap(\.self).joined(separator: ", ")
        let rows: [(String, String?)] = [
            ("Nomor", code), ("Jenis", kind + (supervised ? " berkadar pengawasan" : "")), ("Status", status),
            ("Kanal", channel), ("Pelapor", identity), ("Sifat", confidential ? "rahasia" : nil),
            ("Wilayah", region), ("Lokasi", report.location), ("Tanggal kejadian", report.incidentDate),
            ("Instansi", body), ("Dikirim", local(submittedAt)), ("Batas terlewati", ripeAt.map(local)),
            ("Persetujuan", consentAt.map(local)),
            ("Menolak", refusedBy.isEmpty ? nil : refusedBy.joined(separator: "; ")),
        ]
        return rows.compactMap { label, value in value.map { label.padded(to: 18) + $0 } }.joined(separator: "\n")
    }

    private var missedText: String {
        let lines = missedDeadlines.map { "\($0.clock): sampai \(local($0.due)), dicatat \(local($0.notedAt))" }
        return lines.isEmpty ? "tidak ada" : lines.joined(separator: "\n")
    }

    private var timelineText: String {
        timeline.map { step in
            let parts = [step.body, step.detail, step.reason.map { "alasan: \($0)" }].compactMap(\.self)
            return "\(local(step.at))  \(step.event) (\(step.actor))" + parts.map { "\n    \($0)" }.joined()
        }.joined(separator: "\n")
    }

    private var lettersText: String {
        let letters = correspondence.map { letter in
            "\(local(letter.at))  \(letter.role)\(letter.body.map { ", \($0)" } ?? "")\n\(letter.text)"
        }
        return letters.isEmpty ? "tidak ada" : letters.joined(separator: "\n\n")
    }

    private func local(_ moment: Instant) -> String { (IndonesianZone(name: zone) ?? .wib).time(moment) }
}
