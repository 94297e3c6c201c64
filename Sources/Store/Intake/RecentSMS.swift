package import Complaints
import Contract
package import Postgres

/// Table `recent_sms`: which reports came by SMS just now, so that the same words from the same number are one.
package enum RecentSMS {
    /// Seconds after the last of them in which the same words are the same report: later somebody means what they write again.
    package static let seconds: Int64 = 600
    /// Seconds for which a row stands there.
    package static let keptSeconds: Int64 = 86_400

    /// Takes note of reports that nobody has claimed, and finds those that repeat one.
    ///
    /// - Returns: the report that each repeats, by its own id; two who ask at once get the same answer.
    package static func fold(
        _ complaints: [NewComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ComplaintID] {
        // In order, so that two workers with the same words wait for each other instead of blocking each other.
        var left = Dictionary(grouping: complaints.filter(\.isFoldable), by: \.said).sorted { $0.key < $1.key }.map {
            chains(of: $0.value)[...]
        }
        var folded: [ComplaintID: ComplaintID] = [:]
        // One round, nearly always: what was sent long ago may come at once.
        while !left.isEmpty {
            let round = left.compactMap(\.first)
            let firsts = try note(round, &connection)
            for chain in round {
                guard let first = chain.first.flatMap({ firsts[$0.said] }) else { continue }
                for complaint in chain where complaint.id != first { folded[complaint.id] = first }
            }
            left = left.map { $0.dropFirst() }.filter { !$0.isEmpty }
        }
        return folded
    }

    /// The same words, the oldest first, cut where somebody means them again.
    private static func chains(of same: [NewComplaint]) -> [[NewComplaint]] {
        same.sorted { ($0.submittedAt, $0.id) < ($1.submittedAt, $1.id) }.reduce(into: []) { chains, complaint in
            if let last = chains.last?.last, complaint.submittedAt <= last.submittedAt.advanced(bySeconds: seconds) {
                chains[chains.count - 1].append(complaint)
            } else {
                chains.append([complaint])
            }
        }
    }

    /// Of each chain, by its words, the first report that said them.
    private static func note(
        _ chains: [[NewComplaint]], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Int64: ComplaintID] {
        let (firsts, lasts) = (chains.compactMap(\.first), chains.compactMap(\.last))
        func near(_ time: String) -> String { "abs(extract(epoch FROM EXCLUDED.\(time) - r.last_at)) <= $5" }
        return try connection.execute(
            "fold SMS",
            """
            INSERT INTO recent_sms AS r (said, complaint_id, first_at, last_at)
            SELECT u.said, u.complaint_id, u.first_at, u.last_at
            FROM unnest($1, $2, $3, $4) AS u (said, complaint_id, first_at, last_at)
            ON CONFLICT (said) DO UPDATE SET last_at = EXCLUDED.last_at, complaint_id =
                CASE WHEN \(near("first_at")) OR \(near("last_at")) THEN r.complaint_id ELSE EXCLUDED.complaint_id END
            RETURNING said, complaint_id
            """,
            [
                .bigints(firsts.map(\.said)), .ids(firsts.map(\.id)), .instants(firsts) { $0.submittedAt },
                .instants(lasts) { $0.submittedAt }, .bigint(seconds),
            ]
        ).reduce(into: [:]) { $0[Int64($1.integer("said"))] = $1.complaintID("complaint_id") }
    }

    /// Rows that nobody needs any more.
    static func count(before end: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "recent SMS", "SELECT count(*) AS rows FROM recent_sms WHERE last_at < $1", [.instant(end)])[0]
            .integer("rows")
    }

    /// Removes them.
    static func forget(before end: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute("forget SMS", "DELETE FROM recent_sms WHERE last_at < $1", [.instant(end)]).affectedRows
    }
}

extension NewComplaint {
    /// Whether it came by SMS, from somebody whom a number tells from others.
    fileprivate var isFoldable: Bool {
        submission.channel == ReplyChannel.sms.rawValue && submission.identity?.phone != nil
    }
}
