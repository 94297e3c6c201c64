import Complaints
import Postgres
import Store

/// Table `open_question`: by whom and on what channel an answer is expected, so that intake knows it when it comes.
enum OpenQuestions {
    /// A question ends when its case no longer waits for the answer, however many commands of the batch spoke of it.
    static func store(
        _ applied: [AppliedCommand], at now: Instant, key: SipHashKey, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let last = Dictionary(applied.map { ($0.after.id, $0.after) }) { _, later in later }.values
        let ended = last.filter { $0.questions > 0 && $0.status != .tunda }
        if !ended.isEmpty {
            try connection.execute(
                "end questions", "DELETE FROM open_question WHERE complaint_id = ANY ($1)",
                [.array(BinaryArray(ids: ended.map(\.id)))])
        }
        let asking = Set(applied.filter(\.asks).map(\.after.id))
        try ask(last.filter { asking.contains($0.id) && $0.status == .tunda }, at: now, key: key, &connection)
    }

    private static func ask(
        _ cases: [CaseState], at now: Instant, key: SipHashKey, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !cases.isEmpty else { return }
        let contacts = try contacts(of: cases.map(\.id), &connection)
        for state in cases {
            for (channel, address) in contacts[state.id]?.answers(to: state.channel) ?? [:] {
                try connection.execute(
                    "ask", "INSERT INTO open_question VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                    [
                        .text(channel.rawValue), .bigint(channel.hash(of: address, key: key)),
                        .id(state.id), .instant(now),
                    ])
            }
        }
    }

    /// How questions get to the reporters of these cases, which came by these channels.
    static func ways(
        _ channels: [ComplaintID: String], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: QuestionWay] {
        guard !channels.isEmpty else { return [:] }
        let contacts = try contacts(of: Array(channels.keys), &connection)
        return Dictionary(
            uniqueKeysWithValues: channels.map { ($0.key, QuestionWay(from: $0.value, to: contacts[$0.key])) })
    }

    private static func contacts(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ReporterContact] {
        let rows = try connection.execute(
            "addresses", "SELECT complaint_id, phone, email FROM reporter WHERE complaint_id = ANY ($1)",
            [.array(BinaryArray(ids: ids))])
        var contacts: [ComplaintID: ReporterContact] = [:]
        for row in 0..<rows.count {
            contacts[rows.complaintID(row, 0)] = ReporterContact(
                phone: rows.optionalText(row, 1), email: rows.optionalText(row, 2))
        }
        return contacts
    }
}

extension AppliedCommand {
    /// Whether its reporter owes an answer from now on: they were asked, or their case no longer follows another.
    fileprivate var asks: Bool {
        after.status == .tunda && (entry.event == .asked || entry.event == .unmerged)
    }
}
