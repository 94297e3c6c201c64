package import Complaints
package import Postgres
package import Tokens

/// Table `used_token`: tokens that were accepted, so that none proves two messages.
package enum UsedTokenTable {
    /// Seconds for which a token is known after it has expired: so long its message may be delivered again.
    static let keptSeconds: Int64 = 86_400

    /// Those of the tokens that were accepted before.
    package static func known(
        _ keys: [UsedToken.Key], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [UsedToken] {
        guard !keys.isEmpty else { return [] }
        return try connection.execute(
            "used tokens",
            """
            SELECT t.issuer, t.jti, t.digest, t.expires_at FROM used_token t
            JOIN unnest($1, $2) AS u (issuer, jti) ON t.issuer = u.issuer AND t.jti = u.jti
            """, [.texts(keys) { $0.issuer }, .texts(keys) { $0.id }]
        ).map { row in
            UsedToken(
                key: UsedToken.Key(issuer: row.text("issuer"), id: row.text("jti")), digest: row.utf8("digest"),
                expiresAt: row.instant("expires_at"))
        }
    }

    /// Notes tokens that are accepted now; forgets those whose time is long over. One that another worker accepts at the same
    /// moment makes the whole batch run again: then it is known.
    package static func accept(
        _ tokens: [UsedToken], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !tokens.isEmpty else { return }
        let sorted = tokens.sorted { ($0.key.issuer, $0.key.id) < ($1.key.issuer, $1.key.id) }
        let stored = try connection.execute(
            "accept tokens",
            """
            WITH gone AS (DELETE FROM used_token WHERE expires_at < $5)
            INSERT INTO used_token (issuer, jti, digest, expires_at)
            SELECT issuer, jti, decode(digest, 'hex'), expires_at FROM unnest($1, $2, $3, $4)
                AS u (issuer, jti, digest, expires_at)
            ON CONFLICT DO NOTHING
            """,
            [
                .texts(sorted) { $0.key.issuer }, .texts(sorted) { $0.key.id },
                .texts(sorted) { Hexadecimal.text(of: $0.digest) }, .instants(sorted) { $0.expiresAt },
                .instant(now.advanced(bySeconds: -keptSeconds)),
            ]
        ).affectedRows
        guard stored == tokens.count else {
            throw PostgresError(.abandoned(.conflict), in: "accept tokens", "another worker has one of them")
        }
    }

    static func count(
        expiredBefore end: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "old tokens", "SELECT count(*) AS old FROM used_token WHERE expires_at < $1", [.instant(end)])[0]
            .integer("old")
    }

    /// - Returns: how many.
    static func forget(
        expiredBefore end: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute("forget tokens", "DELETE FROM used_token WHERE expires_at < $1", [.instant(end)])
            .affectedRows
    }
}
