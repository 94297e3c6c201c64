package import Complaints
package import Postgres

/// Table `open_question`: by whom and on what channel an answer is expected, so that intake knows it when it comes.
package enum OpenQuestions {
    /// By whom an answer is known.
    package struct Sender: Sendable, Hashable {
        package var channel: ReplyChannel
        /// Of number or address.
        package var hash: Int64

        package init(channel: ReplyChannel, hash: Int64) {
            self.channel = channel
            self.hash = hash
        }
    }

    /// The cases with open questions to these senders. Questions are few, so nearly always one look into a small table is
    /// all it costs.
    package static func questions(
        to senders: [Sender], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Int64: ComplaintID] {
        let rows = try connection.execute(
            "open questions",
            """
            SELECT DISTINCT ON (q.address) q.address, q.complaint_id
            FROM unnest($1, $2) AS u (channel, address)
            JOIN open_question q ON q.channel = u.channel AND q.address = u.address
            ORDER BY q.address, q.asked_at DESC
            """, [.texts(senders) { $0.channel.rawValue }, .bigints(senders.lazy.map(\.hash))])
        var questions: [Int64: ComplaintID] = [:]
        for row in rows { questions[Int64(row.integer("address"))] = row.complaintID("complaint_id") }
        return questions
    }

    /// Nobody expects an answer to the questions of these cases any more.
    package static func end(_ ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) {
        guard !ids.isEmpty else { return }
        try connection.execute(
            "end questions", "DELETE FROM open_question WHERE complaint_id = ANY ($1)", [.ids(ids)])
    }

    /// An open question of a case is answered from the reporter's present contact, and no longer from an earlier one.
    static func move(_ id: ComplaintID, _ connection: inout PostgresConnection) throws(PostgresError) {
        let ended = try connection.execute(
            "end old question", "DELETE FROM open_question WHERE complaint_id = $1 RETURNING asked_at", [.id(id)])
        guard let asked = ended.first?.instant("asked_at"),
            let state = try? CaseTable.read([id], &connection)[id]?.get()
        else { return }
        try ask([state], at: asked, key: try DeploymentTable.codeKey(&connection), &connection)
    }

    /// The reporters of these cases owe an answer, on each channel on which it may come.
    package static func ask(
        _ cases: [CaseState], at now: Instant, key: SipHashKey, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let contacts = try ReporterContacts.of(cases.map(\.id), &connection)
        for state in cases {
            for (channel, address) in contacts[state.id]?.answers(to: state.channel) ?? [:] {
                try connection.execute(
                    "ask", "INSERT INTO open_question VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                    [
                        .text(channel.rawValue), .bigint(channel.hash(of: address, key: key)), .id(state.id),
                        .instant(now),
                    ])
            }
        }
    }
}
