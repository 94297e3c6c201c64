import Complaints
import Contract
import Store

/// One case as its operators see it: where it stands and how it came there. The citizen's words and name stay where
/// they are.
package struct CaseFile: CommandResult {
    /// A legal clock that runs, or stands still.
    struct Clock: Encodable {
        var clock: String
        /// Nil while it stands still.
        var due: Instant?
        /// Working days that are left, while it stands still.
        var daysLeft: Int?
        /// How far its warnings have come.
        var step: String
        var next: Instant?
    }

    var code: String
    var complaintId: String
    var status: String
    var kind: String
    var channel: String
    var anonymous: Bool
    var confidential: Bool
    var category: String?
    var body: String?
    var region: String?
    var zone: String
    var hops: Int
    var submittedAt: Instant
    var receivedAt: Instant
    var verifyDue: Instant?
    var firstReplyDue: Instant?
    /// The body above that holds the case, because its own cannot act.
    var heldAt: String?
    var clocks: [Clock]
    /// The case on which the reporter was being asked something when this report came.
    var asked: AsideReports.Listed?
    /// Reports of their own that came from the reporter while they were being asked something on this case.
    var aside: [AsideReports.Listed]
    /// Another case that the report names.
    var names: String?
    /// Why the report is one of its own, though it was sent as words on a case.
    var unmatched: String?
    /// Fields that intake could not read.
    var unread: [UnreadFieldNote]
    /// Who looked at the reporter's contact or changed it.
    var contactActions: [ContactTable.Listed]
    /// When who reported and what they wrote was erased, by whom and why.
    var erasures: [ErasureTable.Listed]
    /// Why it stays although its time is over, or need not any more; nil: nobody has said.
    var hold: HeldCases.Row?
    var history: [JournalTable.Step]
    /// What files of history say of it, the oldest first.
    var stated: [StatedCase]
    var notices: [NotificationTable.Listed]
}

extension CaseFile {
    /// The cases with the code, as it was typed: one, in all likelihood.
    ///
    /// - Throws: `Failure` when there is none.
    package static func read(_ text: String) throws -> [CaseFile] {
        let code = try TrackingCode(typed: text)
        var database = try Connections.database()
        let found = try CaseTable.facts(ofCode: code, &database)
        guard !found.isEmpty else { throw Failure(.notFound, CommonWords.noCase(code.grouped)) }
        return try found.map { try CaseFile($0, code, &database) }
    }

    private init(_ facts: CaseTable.Facts, _ code: TrackingCode, _ database: inout Database) throws {
        let state = try CaseTable.read([facts.id], &database)[facts.id].flatMap { try? $0.get() }
        self.code = code.grouped
        complaintId = facts.id.description
        (status, kind, channel) = (facts.status, facts.kind, facts.channel)
        (anonymous, confidential) = (facts.isAnonymous, facts.isConfidential)
        (category, body, region, zone, hops) = (facts.category, facts.body, facts.region, facts.zone, facts.hops)
        (submittedAt, receivedAt) = (facts.submittedAt, facts.receivedAt)
        (verifyDue, firstReplyDue) = (facts.verifyDue, facts.firstReplyDue)
        heldAt = state?.heldAt
        clocks = (state?.clocks ?? []).map(Clock.init)
        asked = try AsideReports.asked(of: facts.id, &database).map(Self.grouped)
        aside = try AsideReports.beside(facts.id, &database).map(Self.grouped)
        let registered = (try? CaseTable.journal(of: facts.id, &database))?.first?.details
        names = registered?.names.map(TrackingCode.grouped)
        unmatched = registered?.unmatched?.rawValue
        unread = try UnreadFieldTable.fields(of: facts.id, &database).map(UnreadFieldNote.init)
        contactActions = try ContactTable.actions(on: facts.id, &database)
        erasures = try ErasureTable.erasures(of: facts.id, &database)
        hold = try RetentionHoldTable.newest(of: [facts.id], &database)[facts.id]
            .map { HeldCases.Row(code.description, $0) }
        history = try JournalTable.steps(of: facts.id, &database)
        stated = try HistoryTables.statements(about: facts.id, channel: facts.channel, &database)
        notices = try NotificationTable.notices(about: facts.id, &database)
    }
}

extension CaseFile {
    private static func grouped(_ listed: AsideReports.Listed) -> AsideReports.Listed {
        AsideReports.Listed(code: TrackingCode.grouped(listed.code), at: listed.at, isOpen: listed.isOpen)
    }
}

extension CaseFile.Clock {
    init(_ clock: RunningClock) {
        self.init(
            clock: clock.clock.rawValue, due: clock.due, daysLeft: clock.isPaused ? clock.days : nil,
            step: clock.step.rawValue, next: clock.next)
    }
}

extension CaseFile {
    /// The case on a terminal: its facts, its way, and where the messages about it went.
    package var text: String {
        let reasons = history.compactMap { step in step.reason.map { "\n\(CaseWords.reason(step.event, $0))" } }
        let running = clocks.isEmpty ? "" : "\n\n\(CaseWords.clocks)\n\(clockTable.text)"
        return
            "\(facts)\(kept)\(related)\(running)\(contact)\n\n\(CaseWords.journey)\n\(journey.text)\n\(reasons.joined())\n\n"
            + "\(CaseWords.notices)\n\(noticeTable.text)"
    }

    /// What was erased of it, and whether somebody holds it; nothing where neither is so.
    private var kept: String {
        let gone = erasures.map { RetentionWords.erased($0, on: localZone.day($0.at)) }
        let held = hold.flatMap { $0.held ? RetentionWords.heldBy($0.actor, localZone.day($0.at), $0.reason) : nil }
        return (gone + [held].compactMap(\.self)).map { "\n\($0.text)" }.joined()
    }

    /// The cases with which this one is linked by a question or by its words; nothing where there are none.
    private var related: String {
        let asked = asked.map { "\n" + CaseWords.cameWhenAsked($0.code, isOpen: $0.isOpen == true).text } ?? ""
        let sent = unmatched == nil ? "" : "\n" + CaseWords.wasSentAsWords.text
        let named = names.map { "\n" + CaseWords.namesCase($0).text } ?? ""
        return asked + sent + named
            + aside.map { "\n" + CaseWords.cameAside($0.code, localZone.time($0.at)).text }.joined()
    }

    /// What could not be read, and what was done about the contact; nothing where there is neither.
    private var contact: String {
        var parts: [String] = []
        if !unread.isEmpty {
            parts.append(
                "\(CaseWords.unread)\n\(UnreadFieldNote.table(unread, in: localZone).text)\n\(CaseWords.mendContact(code))"
            )
        }
        if !contactActions.isEmpty {
            let table = TextTable(
                [.time, .action, .field, .actor],
                contactActions.map { action in
                    let what = action.action == "look" ? CaseWords.looked : CaseWords.changed
                    return [localZone.time(action.at), what.text, action.fields.joined(separator: ", "), action.actor]
                })
            parts.append("\(CaseWords.contact)\n\(table.text)")
        }
        return parts.map { "\n\n\($0)" }.joined()
    }

    private var localZone: IndonesianZone { IndonesianZone(name: zone) ?? .wib }

    private var facts: String {
        let flags = [anonymous ? "anonim" : nil, confidential ? "rahasia" : nil].compactMap { $0 }
        let rows = [
            (Phrase.caseNumber, code), (Phrase.status, status),
            (Phrase.kind, ([kind] + flags).joined(separator: ", ")),
            (Phrase.channel, channel), (Phrase.category, category ?? "-"),
            (Phrase.body, (body ?? "-") + (heldAt.map { " \(CaseWords.heldAt($0))" } ?? "")),
            (Phrase.region, region ?? "-"),
            (Phrase.submitted, localZone.time(submittedAt)),
        ]
        return rows.map { $0.padded(to: 18) + $1 }.joined(separator: "\n")
    }

    /// Steps with the time that each took since the complaint had been received, and between them what files of history say.
    private var journey: TextTable {
        var lines: [(day: String, row: [String])] = history.map { step in
            let row = [localZone.time(step.at), Self.after(receivedAt, step.at), step.event, step.actor]
            return (localZone.day(step.at), row)
        }
        lines += stated.map { ($0.on, [$0.on, "-", CaseWords.stated($0.status).text, $0.file]) }
        // What a file says as of a day was so at its end.
        let ordered = lines.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
        return TextTable([.time, .after, .event, .actor], ordered.map(\.element.row))
    }

    private var clockTable: TextTable {
        TextTable(
            [.clock, .until, .step, .next],
            clocks.map { clock in
                let end = clock.daysLeft.map { CaseWords.paused($0).text } ?? localZone.day(clock.due)
                return [clock.clock, end, clock.step, clock.next.map(localZone.time)]
            })
    }

    private var noticeTable: TextTable {
        TextTable(
            [.time, .after, .subject, .recipient, .via, .state, .attempts, .reason],
            notices.map { notice in
                let at = notice.settledAt ?? notice.createdAt
                return [
                    localZone.time(at), Self.after(receivedAt, at), notice.event, notice.recipient, notice.channel,
                    notice.state, notice.attempts, notice.reason.map { Phrase(said: $0).text } ?? "",
                ]
            })
    }

    private static func after(_ start: Instant, _ end: Instant) -> String {
        let milliseconds = (end.microseconds - start.microseconds) / 1000
        return milliseconds < 10_000 ? "\(milliseconds) ms" : "\(milliseconds / 1000) s"
    }
}
