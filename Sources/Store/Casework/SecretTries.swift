package import Complaints
package import Postgres

/// A wrong secret that an issuer brought for a case.
package struct SecretTry: Sendable, Hashable {
    package var complaint: ComplaintID
    package var issuer: String

    package init(_ complaint: ComplaintID, by issuer: String) { (self.complaint, self.issuer) = (complaint, issuer) }
}

/// Table `secret_try`: wrong secrets of the last hour. They are counted for each issuer apart, so that nobody is kept out who comes by
/// another application.
package enum SecretTries {
    /// Wrong secrets of a case within an hour after which an issuer's are not looked at any more.
    package static let most = 10
    package static let seconds: Int64 = 3600

    /// How many there were lately.
    static func counts(
        of complaints: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [SecretTry: Int] {
        guard !complaints.isEmpty else { return [:] }
        let rows = try connection.execute(
            "secret tries",
            """
            SELECT complaint_id, issuer, count(*) AS tries FROM secret_try
            WHERE complaint_id = ANY ($1) AND at > store_now() - make_interval(secs => $2::integer) GROUP BY 1, 2
            """, [.ids(complaints), .integer(Int32(seconds))])
        return rows.reduce(into: [:]) {
            $0[SecretTry($1.complaintID("complaint_id"), by: $1.text("issuer"))] = $1.integer("tries")
        }
    }

    /// Notes further ones; forgets those that count no more.
    package static func store(
        _ tries: [SecretTry], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !tries.isEmpty else { return }
        try connection.execute(
            "note secret tries",
            """
            WITH gone AS (DELETE FROM secret_try WHERE at < $4)
            INSERT INTO secret_try (complaint_id, issuer, at) SELECT id, issuer, $3 FROM unnest($1, $2) AS u (id, issuer)
            """,
            [
                .ids(tries) { $0.complaint }, .texts(tries) { $0.issuer }, .instant(now),
                .instant(now.advanced(bySeconds: -seconds)),
            ])
    }
}
