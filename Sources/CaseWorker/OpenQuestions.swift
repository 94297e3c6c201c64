import Postgres
import Shared

/// Table `open_question`: by whom and on what channel an answer is expected, so that intake knows it when it comes.
enum OpenQuestions {
    static func store(
        _ applied: [AppliedCommand], at now: Instant, key: SipHashKey, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let ended = applied.filter { $0.before.questions > 0 && $0.entry.event != .asked }
        let asked = applied.filter { $0.asks && ReplyChannel($0.after.channel) != nil }
        if !ended.isEmpty {
            try connection.execute(
                "end questions", "DELETE FROM open_question WHERE complaint_id = ANY ($1)",
                [.array(BinaryArray(ids: ended.map(\.after.id)))])
        }
        guard !asked.isEmpty else { return }
        let addresses = try addresses(of: asked.map(\.after.id), &connection)
        for one in asked {
            guard let channel = ReplyChannel(one.after.channel), let known = addresses[one.after.id],
                let address = channel == .email ? known.email : known.phone
            else { continue }
            try connection.execute(
                "ask",
                "INSERT INTO open_question VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                [
                    .text(channel.rawValue), .bigint(channel.hash(of: address, key: key)),
                    .uuid(high: one.after.id.high, low: one.after.id.low),
                    .timestamptz(microseconds: now.microseconds),
                ])
        }
    }

    private static func addresses(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: (phone: String?, email: String?)] {
        let rows = try connection.execute(
            "addresses", "SELECT complaint_id, phone, email FROM reporter WHERE complaint_id = ANY ($1)",
            [.array(BinaryArray(ids: ids))])
        var addresses: [ComplaintID: (phone: String?, email: String?)] = [:]
        for row in 0..<rows.count {
            addresses[rows.complaintID(row, 0)] = (rows.optionalText(row, 1), rows.optionalText(row, 2))
        }
        return addresses
    }
}

extension AppliedCommand {
    /// Whether its reporter owes an answer from now on: he was asked, or his case no longer follows another.
    fileprivate var asks: Bool {
        after.status == .tunda && (entry.event == .asked || entry.event == .unmerged)
    }
}
