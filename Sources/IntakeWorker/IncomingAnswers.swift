import Complaints
import Contract
import Postgres
import Store

/// Submissions that are answers: on some channels a reporter who was asked something simply writes back, and only their
/// number or address tells what they mean.
enum IncomingAnswers {
    /// The case that each of these candidates answers; those that are reports of their own are left out.
    ///
    /// Questions are few, so nearly always one look into a small table is all it costs.
    static func find(
        _ candidates: [Candidate], key: SipHashKey, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ComplaintID] {
        var senders: [Int64: [ComplaintID]] = [:]
        var channels = BinaryArray(.text)
        var hashes = BinaryArray(.bigint)
        for candidate in candidates {
            guard let (channel, address) = candidate.item.submission.sender else { continue }
            let hash = channel.hash(of: address, key: key)
            senders[hash, default: []].append(candidate.id)
            channels.append(channel.rawValue)
            hashes.append(hash)
        }
        guard !senders.isEmpty else { return [:] }
        let rows = try connection.execute(
            "open questions",
            """
            SELECT DISTINCT ON (q.address) q.address, q.complaint_id
            FROM unnest($1, $2) AS u (channel, address)
            JOIN open_question q ON q.channel = u.channel AND q.address = u.address
            ORDER BY q.address, q.asked_at DESC
            """, [.array(channels), .array(hashes)])
        var answers: [ComplaintID: ComplaintID] = [:]
        for row in 0..<rows.count {
            for candidate in senders[rows.integer(row, 0)] ?? [] { answers[candidate] = rows.complaintID(row, 1) }
        }
        return answers
    }

    /// Keeps the words with their cases; CaseWorker takes them up.
    static func store(
        _ candidates: [Candidate], _ answers: [ComplaintID: ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var rows = CopyRows(columns: 5)
        for candidate in candidates {
            guard let complaint = answers[candidate.id] else { continue }
            rows.beginRow()
            rows.append(candidate.id)
            rows.append(complaint)
            rows.append(candidate.item.receivedAt)
            rows.append(CaseRole.reporter.rawValue)
            rows.append(candidate.item.submission.text)
        }
        guard rows.count > 0 else { return }
        try connection.copy(into: "correspondence (id, complaint_id, at, role, text)", rows)
        try link(candidates.filter { answers[$0.id] != nil }, &connection)
    }

    /// What comes again is known by its submission, and leads to the same words.
    private static func link(
        _ candidates: [Candidate], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var channels = BinaryArray(.text), externalIDs = BinaryArray(.text)
        for candidate in candidates {
            channels.append(candidate.key.channel)
            externalIDs.append(candidate.key.externalID)
        }
        try connection.execute(
            "link answers",
            """
            UPDATE submission s SET correspondence_id = u.id FROM unnest($1, $2, $3) AS u (channel, external_id, id)
            WHERE s.channel = u.channel AND s.external_id = u.external_id
            """, [.array(channels), .array(externalIDs), .array(BinaryArray(ids: candidates.map(\.id)))])
    }
}

extension AcceptedSubmission {
    /// By whom an answer is known on this channel; nil where answers come otherwise, and for reports with a title, which
    /// nobody writes who answers a question.
    fileprivate var sender: (ReplyChannel, String)? {
        guard let channel = ReplyChannel(channel), title == nil || channel == .email, let identity else { return nil }
        return (channel == .email ? identity.email : identity.phone).map { (channel, $0) }
    }
}
