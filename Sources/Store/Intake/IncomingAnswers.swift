package import Complaints
import Contract
package import Postgres

/// Submissions that are answers: on some channels a reporter who was asked something simply writes back, and only their
/// number or address tells what they mean.
package enum IncomingAnswers {
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
    ///
    /// - Throws: `PostgresError`.
    package static func questions(
        to senders: [Sender], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Int64: ComplaintID] {
        var channels = BinaryArray(.text), hashes = BinaryArray(.bigint)
        for sender in senders {
            channels.append(sender.channel.rawValue)
            hashes.append(sender.hash)
        }
        let rows = try connection.execute(
            "open questions",
            """
            SELECT DISTINCT ON (q.address) q.address, q.complaint_id
            FROM unnest($1, $2) AS u (channel, address)
            JOIN open_question q ON q.channel = u.channel AND q.address = u.address
            ORDER BY q.address, q.asked_at DESC
            """, [.array(channels), .array(hashes)])
        var questions: [Int64: ComplaintID] = [:]
        for row in rows { questions[Int64(row.integer("address"))] = row.complaintID("complaint_id") }
        return questions
    }

    /// Keeps the words with their cases; CaseWorker takes them up.
    ///
    /// - Parameter answers: the complaint that each answers, by its id.
    /// - Throws: `PostgresError`.
    package static func store(
        _ complaints: [NewComplaint], _ answers: [ComplaintID: ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let words = complaints.filter { answers[$0.id] != nil }
        guard !words.isEmpty else { return }
        var rows = CopyRows(columns: 5)
        for word in words {
            rows.beginRow()
            rows.append(word.id)
            rows.append(answers[word.id])
            rows.append(word.entry.at)
            rows.append(CaseRole.reporter.rawValue)
            rows.append(word.submission.text)
        }
        try connection.copy(into: "correspondence (id, complaint_id, at, role, text)", rows)
        try SubmissionTable.link(words, &connection)
    }
}
