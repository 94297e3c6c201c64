package import Complaints
package import Postgres

/// Table `open_question`: by whom and on what channel an answer is expected, so that intake knows it when it comes.
package enum OpenQuestions {
    /// Nobody expects an answer to the questions of these cases any more.
    ///
    /// - Throws: `PostgresError`.
    package static func end(_ ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) {
        guard !ids.isEmpty else { return }
        try connection.execute(
            "end questions", "DELETE FROM open_question WHERE complaint_id = ANY ($1)", [.array(BinaryArray(ids: ids))])
    }

    /// The reporters of these cases owe an answer, on each channel on which it may come.
    ///
    /// - Throws: `PostgresError`.
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
