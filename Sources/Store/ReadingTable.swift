package import Complaints
package import Postgres

/// Table `reading`: who looked for a citizen's cases by what identifies the citizen.
package enum ReadingTable {
    /// Those of the cases whose reporter has this telephone number, and that somebody looked for them by it: what is found is
    /// known to nobody before that is stored.
    ///
    /// - Parameters:
    ///   - phone: in E.164.
    ///   - from: only cases submitted from this moment on; nil for all.
    package static func cases(
        ofPhone phone: String, from: Instant?, by actor: String, because reason: String, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        // Who looks is rare, and an index on numbers would be written by each complaint: the table is read.
        let low = from.map { ComplaintID.v7(milliseconds: $0.milliseconds, random: (0, 0)) }
        let found = try connection.execute(
            "cases of a phone",
            "SELECT complaint_id FROM reporter WHERE phone = $1 AND complaint_id >= $2 ORDER BY complaint_id DESC",
            [.text(phone), .id(low ?? ComplaintID(high: 0, low: 0))]
        ).map { $0.complaintID("complaint_id") }
        try connection.execute(
            "note reading", "INSERT INTO reading (at, what, actor, reason, cases) VALUES ($1, 'phone', $2, $3, $4)",
            [.instant(now), .text(actor), .text(reason), .ids(found)])
        return found
    }
}
