package import Complaints
package import Postgres

/// Table `unreachable_address`, and notices that came back.
package enum UnreachableAddresses {
    /// Days after which an address is tried again: mailboxes come back, and their numbers are given to others.
    static let keptDays = 90

    /// Notes that a notice came back: it was not told, whatever its provider said. Twice the same changes nothing.
    ///
    /// - Parameters:
    ///   - status: RFC 3463, such as `5.1.1`.
    ///   - isDead: whether nobody has the address of its reporter any more.
    /// - Returns: false when there is no such notice, or it is on its way still.
    package static func note(
        _ notice: ComplaintID, status: String, isDead: Bool, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.transaction { connection throws(PostgresError) in
            guard let row = try NotificationTable.cameBack(notice, status: status, at: now, &connection) else {
                return false
            }
            guard isDead, let reporter = reporter(row) else { return true }
            try connection.execute(
                "address unreachable",
                """
                INSERT INTO unreachable_address AS u (email_hash, status, at)
                SELECT email_hash, $2, $3 FROM reporter WHERE complaint_id = $1 AND email_hash IS NOT NULL
                ON CONFLICT (email_hash) DO UPDATE SET status = EXCLUDED.status, at = EXCLUDED.at
                WHERE u.at < EXCLUDED.at - $4 * interval '1 day'
                """, [.id(reporter), .text(status), .instant(now), .integer(Int32(keptDays))])
            return true
        }
    }

    /// Of which case the recipient is the reporter; nil: they are an officer.
    private static func reporter(_ row: Row) -> ComplaintID? {
        let recipient = row.text("recipient")
        if recipient == NoticeRole.reporter.rawValue { return row.complaintID("complaint_id") }
        let follower = "\(NoticeRole.follower.rawValue):"
        return recipient.hasPrefix(follower) ? ComplaintID(recipient.dropFirst(follower.count)) : nil
    }

    /// Those of the cases whose reporters' addresses nobody has, with what a mail server said.
    package static func among(
        _ cases: Set<ComplaintID>, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: String] {
        guard !cases.isEmpty else { return [:] }
        return try connection.execute(
            "unreachable",
            """
            SELECT r.complaint_id, u.status FROM reporter r JOIN unreachable_address u ON u.email_hash = r.email_hash
            WHERE r.complaint_id = ANY ($1) AND u.at > $2::timestamptz - $3 * interval '1 day'
            """, [.ids(cases), .instant(now), .integer(Int32(keptDays))]
        ).reduce(into: [:]) { $0[$1.complaintID("complaint_id")] = $1.text("status") }
    }

    static func count(before end: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "unreachable addresses", "SELECT count(*) AS rows FROM unreachable_address WHERE at < $1", [.instant(end)])[
                0
            ].integer("rows")
    }

    static func forget(before end: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "forget unreachable", "DELETE FROM unreachable_address WHERE at < $1", [.instant(end)]
        ).affectedRows
    }
}
