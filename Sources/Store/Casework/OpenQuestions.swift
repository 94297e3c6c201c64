package import Complaints
package import Postgres
import Sealing

/// Table `open_question`: by whom and on what channel an answer is expected, so that intake knows it when it comes. What was
/// answered stays a while: people send an answer in several messages.
package enum OpenQuestions {
    /// By whom an answer is known.
    package struct Sender: Sendable, Hashable {
        package var channel: ReplyChannel
        /// Of number or address: as it is stored now, then as it may stand there from before.
        package var hashes: [Int64]

        package init(_ channel: ReplyChannel, _ address: String, _ hashes: PersonalHashes) {
            self.channel = channel
            self.hashes = hashes.asked(on: channel, address)
        }
    }

    /// What somebody was asked.
    package struct Question: Sendable, Equatable {
        package var complaint: ComplaintID
        /// Whether it was answered already; further words of the sender may belong to the answer.
        package var isAnswered: Bool

        package init(of complaint: ComplaintID, isAnswered: Bool = false) {
            self.complaint = complaint
            self.isAnswered = isAnswered
        }
    }

    /// How long after an answer rows of answered questions are kept, in seconds: the longest that the setting may say.
    private static let longest: Int64 = 86_400
    /// On these an answer comes in several messages.
    private static let chatty: [ReplyChannel] = [.sms, .whatsapp]

    /// The questions to these senders: of each the latest that is open, or else the latest that was answered after `since`.
    /// Questions are few, so nearly always one look into a small table is all it costs.
    package static func questions(
        to senders: [Sender], answeredSince since: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Sender: Question] {
        let asked: [(sender: Sender, hash: Int64)] = senders.flatMap { sender in sender.hashes.map { (sender, $0) } }
        let rows = try connection.execute(
            "open questions",
            """
            SELECT DISTINCT ON (u.sender) u.sender, q.complaint_id, q.answered_at IS NOT NULL AS answered
            FROM unnest($1, $2, $5) AS u (channel, address, sender)
            JOIN open_question q ON q.channel = u.channel AND q.address = u.address
            WHERE q.answered_at IS NULL OR q.answered_at > $3 AND q.channel = ANY ($4)
            ORDER BY u.sender, q.answered_at IS NULL DESC, q.answered_at DESC, q.asked_at DESC
            """,
            [
                .texts(asked) { $0.sender.channel.rawValue }, .bigints(asked.map(\.hash)), .instant(since),
                .texts(chatty) { $0.rawValue }, .bigints(asked.map { $0.sender.hashes[0] }),
            ])
        let known: [Int64: Question] = rows.reduce(into: [:]) { known, row in
            known[Int64(row.integer("sender"))] = Question(
                of: row.complaintID("complaint_id"), isAnswered: row.boolean("answered"))
        }
        return senders.reduce(into: [:]) { $0[$1] = known[$1.hashes[0]] }
    }

    /// The reporters of these cases have answered.
    package static func answer(
        _ ids: [ComplaintID], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !ids.isEmpty else { return }
        try connection.execute(
            "answer questions",
            """
            WITH gone AS (DELETE FROM open_question WHERE answered_at < $3)
            UPDATE open_question SET answered_at = $2 WHERE complaint_id = ANY ($1)
            """, [.ids(ids), .instant(now), .instant(now.advanced(bySeconds: -longest))])
    }

    /// A day more than anybody reads them.
    static let keptSeconds = longest + 86_400

    /// How many were answered before `moment`.
    static func answered(
        before moment: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "old questions", "SELECT count(*) AS old FROM open_question WHERE answered_at < $1", [.instant(moment)])[0]
            .integer("old")
    }

    /// - Returns: how many.
    static func forget(
        answeredBefore moment: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "forget questions", "DELETE FROM open_question WHERE answered_at < $1", [.instant(moment)]
        ).affectedRows
    }

    /// Takes away by whom the reporters of these cases would be known.
    static func forget(of ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute(
            "forget senders", "DELETE FROM open_question WHERE complaint_id = ANY ($1)", [.ids(ids)])
    }

    /// Nobody expects an answer to the questions of these cases any more.
    package static func end(_ ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) {
        guard !ids.isEmpty else { return }
        try connection.execute(
            "end questions", "DELETE FROM open_question WHERE complaint_id = ANY ($1) AND answered_at IS NULL",
            [.ids(ids)])
    }

    /// An open question of a case is answered from the reporter's present contact, and no longer from an earlier one.
    static func move(_ id: ComplaintID, _ connection: inout PostgresConnection) throws(PostgresError) {
        let ended = try connection.execute(
            "end old question",
            "DELETE FROM open_question WHERE complaint_id = $1 AND answered_at IS NULL RETURNING asked_at", [.id(id)])
        guard let asked = ended.first?.instant("asked_at"),
            let state = try? CaseTable.read([id], &connection)[id]?.get()
        else { return }
        try ask([state], at: asked, try DeploymentTable.hashes(&connection), &connection)
    }

    /// The reporters of these cases owe an answer, on each channel on which it may come.
    package static func ask(
        _ cases: [CaseState], at now: Instant, _ hashes: PersonalHashes, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let contacts = try ReporterContacts.of(cases.map(\.id), &connection)
        for state in cases {
            for (channel, address) in contacts[state.id]?.answers(to: state.channel) ?? [:] {
                try expect(state.id, from: Sender(channel, address, hashes), hashes, asked: now, &connection)
            }
        }
    }

    /// The reporters of these cases hear something by chat just now: what they say next may be about it.
    package static func awaitWords(
        on cases: [CaseState], at now: Instant, _ hashes: PersonalHashes, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let contacts = try ReporterContacts.of(cases.map(\.id), &connection)
        for state in cases {
            let ways = contacts[state.id]?.answers(to: state.channel) ?? [:]
            for (channel, address) in ways where chatty.contains(channel) {
                try expect(
                    state.id, from: Sender(channel, address, hashes), hashes, asked: now, answered: now, &connection)
            }
        }
    }

    private static func expect(
        _ id: ComplaintID, from sender: Sender, _ hashes: PersonalHashes, asked: Instant, answered: Instant? = nil,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "ask",
            """
            INSERT INTO open_question (channel, address, complaint_id, asked_at, answered_at, keyed)
            VALUES ($1, $2, $3, $4, $5::timestamptz, $6)
            ON CONFLICT (channel, address, complaint_id)
                DO UPDATE SET asked_at = excluded.asked_at, answered_at = excluded.answered_at
            """,
            [
                .text(sender.channel.rawValue), .bigint(sender.hashes[0]), .id(id), .instant(asked),
                .text(answered?.rfc3339), .boolean(hashes.areKeyed),
            ])
    }

    /// Questions from before are asked as those of now, of whom their cases name.
    static func seal(limit: Int, _ connection: inout PostgresConnection) throws(PostgresError) -> ClearRows.Step {
        let open = CaseKeyTable.isOpen(.identity, of: "open_question.complaint_id", known: "$2")
        let condition = "\(ClearRows.openQuestion.condition) AND \(open)"
        let ids = try connection.execute(
            "cases of old questions", "SELECT DISTINCT complaint_id FROM open_question WHERE \(condition) LIMIT $1",
            [.bigint(Int64(limit)), CaseKeyTable.knownIDs(.identity, connection.keys)]
        ).map { $0.complaintID("complaint_id") }
        // Whoever takes an answer in has the case, and changes the row that is there then.
        _ = try CaseTable.lock(ids, &connection)
        let rows = try connection.execute(
            "questions of before",
            """
            DELETE FROM open_question WHERE complaint_id = ANY ($1) AND \(condition)
            RETURNING channel, complaint_id, asked_at, answered_at
            """, [.ids(ids), CaseKeyTable.knownIDs(.identity, connection.keys)])
        let hashes = try DeploymentTable.hashes(&connection)
        let contacts = try ReporterContacts.of(ids, &connection)
        for row in rows {
            let id = row.complaintID("complaint_id")
            guard let channel = ReplyChannel(rawValue: row.text("channel")),
                let address = contacts[id].flatMap({ channel == .email ? $0.email : $0.phone })
            else { continue }
            try expect(
                id, from: Sender(channel, address, hashes), hashes, asked: row.instant("asked_at"),
                answered: row.optionalInstant("answered_at"), &connection)
        }
        return ClearRows.Step(sealed: rows.count, next: ids.count < limit ? nil : ComplaintID(high: 0, low: 0))
    }
}
