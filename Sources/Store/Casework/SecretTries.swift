package import Complaints
package import Postgres

/// A wrong secret that an issuer brought for a case.
package struct SecretTry: Sendable, Hashable {
    package var complaint: ComplaintID
    package var issuer: String
    /// Where the issuer has it from, by a name of its own making; empty: it does not say.
    package var source: String

    package init(_ complaint: ComplaintID, by issuer: String, from source: String = "") {
        (self.complaint, self.issuer, self.source) = (complaint, issuer, source)
    }
}

/// Table `secret_try`: wrong secrets of the last hour. They are counted for each issuer apart, and of an issuer for each place from which it
/// has them, so that nobody is kept out who comes by another application or from elsewhere.
package enum SecretTries {
    /// Wrong secrets of a case within an hour after which those of one place are not looked at any more.
    package static let most = 10
    /// Wrong secrets of all places together from which on each has one try: whoever types their own secret still gets in.
    package static let crowded = 1_000
    /// From which on none is looked at, wherever it comes from: so many guesses an hour find one of 21⁸ secrets in some two hundred years.
    package static let ceiling = 10_000
    package static let seconds: Int64 = 3600

    /// Whether one more of this issuer and place is not looked at.
    package static func areTooMany(_ next: SecretTry, after tries: [SecretTry: Int]) -> Bool {
        let all = tries.reduce(0) { sum, known in
            known.key.complaint == next.complaint && known.key.issuer == next.issuer ? sum + known.value : sum
        }
        return all >= ceiling || tries[next, default: 0] >= (all < crowded ? most : 1)
    }

    /// How many there were lately.
    static func counts(
        of complaints: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [SecretTry: Int] {
        guard !complaints.isEmpty else { return [:] }
        let rows = try connection.execute(
            "secret tries",
            """
            SELECT complaint_id, issuer, source, count(*) AS tries FROM secret_try
            WHERE complaint_id = ANY ($1) AND at > store_now() - make_interval(secs => $2::integer) GROUP BY 1, 2, 3
            """, [.ids(complaints), .integer(Int32(seconds))])
        return rows.reduce(into: [:]) {
            let key = SecretTry($1.complaintID("complaint_id"), by: $1.text("issuer"), from: $1.text("source"))
            $0[key] = $1.integer("tries")
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
            INSERT INTO secret_try (complaint_id, issuer, source, at)
            SELECT id, issuer, source, $3 FROM unnest($1, $2, $5) AS u (id, issuer, source)
            """,
            [
                .ids(tries) { $0.complaint }, .texts(tries) { $0.issuer }, .instant(now),
                .instant(now.advanced(bySeconds: -seconds)), .texts(tries) { $0.source },
            ])
    }
}
