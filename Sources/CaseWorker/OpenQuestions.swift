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
            guard let channel = ReplyChannel(one.after.channel), let address = addresses[one.after.id]?.on(channel)
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

    /// Those of the cases whose reporters left nothing by which they could be asked, or their answers known.
    static func unreachable(
        _ channels: [ComplaintID: ReplyChannel], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<ComplaintID> {
        guard !channels.isEmpty else { return [] }
        let addresses = try addresses(of: Array(channels.keys), &connection)
        return Set(channels.filter { addresses[$0.key]?.on($0.value) == nil }.keys)
    }

    private struct Addresses {
        var phone: String?
        var email: String?

        func on(_ channel: ReplyChannel) -> String? { channel == .email ? email : phone }
    }

    private static func addresses(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Addresses] {
        let rows = try connection.execute(
            "addresses", "SELECT complaint_id, phone, email FROM reporter WHERE complaint_id = ANY ($1)",
            [.array(BinaryArray(ids: ids))])
        var addresses: [ComplaintID: Addresses] = [:]
        for row in 0..<rows.count {
            addresses[rows.complaintID(row, 0)] = Addresses(
                phone: rows.optionalText(row, 1), email: rows.optionalText(row, 2))
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
