import Complaints
import Contract
import Postgres
import Shared
import Store

/// Intake's tables: `submission`, `complaint`, `reporter`, `journal`.
struct PostgresIntakeStore: IntakeStore, ~Copyable {
    let codeKey: SipHashKey
    private var session: DatabaseSession

    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    init(url: String) throws(StageFailure) {
        var session = try DatabaseSession(url: url, name: "IntakeWorker")
        codeKey = try session.codeKey()
        self.session = session
    }

    mutating func reopen() throws(StageFailure) { try session.reopen() }

    mutating func check(at now: Instant) throws(StageFailure) { try session.check(at: now) }

    mutating func mark(_ marks: OutboxMarks) throws(StageFailure) {
        try session.transaction { connection throws(PostgresError) in
            try marks.store(&connection, at: .now)
        }
    }

    mutating func register(
        _ candidates: [Candidate], marking marks: OutboxMarks
    ) throws(StageFailure) -> [Registration] {
        let codeKey = codeKey
        return try session.transaction { connection throws(PostgresError) in
            try marks.store(&connection, at: .now)
            let answers = try IncomingAnswers.find(candidates, key: codeKey, &connection)
            let fresh = try Self.claimKeys(candidates, answers, &connection)
            let new = candidates.filter { fresh.contains($0.id) }
            try Self.copy(new.filter { answers[$0.id] == nil }, &connection)
            try IncomingAnswers.store(new, answers, &connection)
            if fresh.count == candidates.count, answers.isEmpty { return candidates.map { _ in .new } }
            let known = try Self.findKnown(candidates.filter { !fresh.contains($0.id) }, &connection)
            return try candidates.map { candidate throws(PostgresError) in
                if fresh.contains(candidate.id) { return answers[candidate.id].map { .answer(to: $0) } ?? .new }
                // Announcing what is stored nowhere would lose it.
                guard let complaint = known[candidate.key] else {
                    throw PostgresError(
                        .abandoned(.fault), in: "find known", "a submission is known but its complaint is not")
                }
                return .duplicate(complaint)
            }
        }
    }

    /// Claims the keys that nobody has claimed; returns the ids of those. Sorted, so that two workers with the same keys
    /// wait for each other instead of blocking each other.
    private static func claimKeys(
        _ candidates: [Candidate], _ answers: [ComplaintID: ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<ComplaintID> {
        var channels = BinaryArray(.text)
        var externalIDs = BinaryArray(.text)
        var ids = BinaryArray(.uuid)
        for candidate in candidates.sorted(by: { $0.key < $1.key }) {
            channels.append(candidate.item.submission.channel)
            externalIDs.append(candidate.item.submission.externalID)
            let id = answers[candidate.id] ?? candidate.id
            ids.append(id)
        }
        let rows = try connection.execute(
            "claim submissions",
            """
            INSERT INTO submission (channel, external_id, complaint_id)
            SELECT * FROM unnest($1, $2, $3) ON CONFLICT DO NOTHING RETURNING channel, external_id
            """,
            [.array(channels), .array(externalIDs), .array(ids)])
        let claimed = Set(
            (0..<rows.count).map { SubmissionKey(channel: rows.text($0, 0), externalID: rows.text($0, 1)) })
        return Set(candidates.filter { claimed.contains($0.key) }.map(\.id))
    }

    /// What is known of submissions whose keys were claimed before. A second statement, because what another
    /// transaction has just committed is visible only to the next one.
    private static func findKnown(
        _ candidates: [Candidate], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [SubmissionKey: KnownComplaint] {
        guard !candidates.isEmpty else { return [:] }
        var channels = BinaryArray(.text)
        var externalIDs = BinaryArray(.text)
        for candidate in candidates {
            channels.append(candidate.item.submission.channel)
            externalIDs.append(candidate.item.submission.externalID)
        }
        let rows = try connection.execute(
            "find known",
            """
            SELECT k.position, c.id, c.version, c.next_published_at IS NOT NULL, j.at, j.data::text, s.correspondence_id
            FROM unnest($1, $2) WITH ORDINALITY AS k (channel, external_id, position)
            JOIN submission s ON s.channel = k.channel AND s.external_id = k.external_id
            JOIN complaint c ON c.id = s.complaint_id
            JOIN journal j ON j.complaint_id = s.complaint_id AND j.version = 1
            """,
            [.array(channels), .array(externalIDs)])
        var known: [SubmissionKey: KnownComplaint] = [:]
        for row in 0..<rows.count {
            let candidate = candidates[Int(rows.integer(row, 0)) - 1]
            known[candidate.key] = KnownComplaint(
                id: rows.complaintID(row, 1), answer: rows.isNull(row, 6) ? nil : rows.complaintID(row, 6),
                version: Int(rows.integer(row, 2)), isPublished: rows.boolean(row, 3),
                registeredAt: Instant(microseconds: rows.microseconds(row, 4)),
                eventData: Array(rows.text(row, 5).utf8))
        }
        return known
    }

    private static func copy(
        _ candidates: [Candidate], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var rows = IntakeRows()
        for candidate in candidates { rows.add(candidate) }
        try connection.copy(into: IntakeRows.complaintColumns, rows.complaints)
        try connection.copy(into: IntakeRows.reporterColumns, rows.reporters)
        try connection.copy(into: JournalRows.columns, rows.journal.rows)
    }
}

extension Candidate {
    var key: SubmissionKey { SubmissionKey(item.submission) }
}
