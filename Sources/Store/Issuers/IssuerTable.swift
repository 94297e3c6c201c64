package import Complaints
package import Postgres
package import Tokens

/// Tables `issuer` and `issuer_key`: whose word on who gives a command counts, and how far; and `issuer_action`: who said so.
package enum IssuerTable {
    package enum Action: String, Sendable {
        case add, rotate, revoke
    }

    /// Who changes it, when and why.
    package struct Note: Sendable {
        package var actor: String
        package var reason: String?
        package var at: Instant

        package init(actor: String, reason: String? = nil, at: Instant) {
            (self.actor, self.reason, self.at) = (actor, reason, at)
        }
    }

    /// All of them, or those that are called so; with their keys.
    package static func issuers(
        named names: Set<String>? = nil, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Issuer] {
        let rows = try connection.execute(
            "issuers",
            """
            SELECT i.name, array_to_string(i.roles, ' ') AS roles, array_to_string(i.bodies, ' ') AS bodies,
                array_to_string(i.channels, ' ') AS channels, i.revoked_at AS issuer_revoked_at,
                k.kid, k.public_key, k.valid_from, k.valid_until, k.revoked_at
            FROM issuer i JOIN issuer_key k ON k.issuer = i.name
            WHERE $1 OR i.name = ANY ($2) ORDER BY i.name, k.valid_from, k.kid
            """, [.boolean(names == nil), .texts(names?.sorted() ?? [])])
        var issuers: [Issuer] = []
        for row in rows {
            let name = row.text("name")
            if issuers.last?.name != name { issuers.append(Issuer(row)) }
            guard let key = VerificationKey(bytes: row.utf8("public_key")) else { continue }
            issuers[issuers.count - 1].keys.append(
                Issuer.Key(
                    row.text("kid"), key, from: row.instant("valid_from"), until: row.optionalInstant("valid_until"),
                    revokedAt: row.optionalInstant("revoked_at")))
        }
        return issuers
    }

    /// How many issuers have a key that holds, and when the word of one of them counts no more; nil: that of none ends.
    package static func outlook(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (holding: Int, firstEnd: Instant?) {
        let validities = try issuers(&connection).map { $0.validity(at: now) }
        return (validities.count(where: \.holds), validities.compactMap(\.end).min())
    }

    /// Who has this key, and what it is called there; nil when nobody has.
    package static func owner(
        of key: VerificationKey, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (issuer: String, kid: String)? {
        try connection.execute(
            "key owner", "SELECT issuer, kid FROM issuer_key WHERE public_key = decode($1, 'hex')",
            [.text(Hexadecimal.text(of: key.bytes))]
        ).first.map { ($0.text("issuer"), $0.text("kid")) }
    }

    /// Registers an issuer with its keys.
    package static func add(
        _ issuer: Issuer, by note: Note, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.transaction { connection throws(PostgresError) in
            try connection.execute(
                "add issuer",
                "INSERT INTO issuer (name, roles, bodies, channels, added_at) VALUES ($1, $2, $3, $4, $5)",
                [
                    .text(issuer.name), .texts(issuer.roles.map(\.rawValue).sorted()), .texts(issuer.bodies.sorted()),
                    .texts(issuer.channels.sorted()), .instant(note.at),
                ])
            for key in issuer.keys { try add(key, to: issuer.name, .add, note, &connection) }
        }
    }

    /// Gives an issuer another key; those that it has hold until `end` at the latest.
    package static func rotate(
        _ issuer: String, to key: Issuer.Key, endingOthers end: Instant, by note: Note,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.transaction { connection throws(PostgresError) in
            try connection.execute(
                "end keys",
                """
                UPDATE issuer_key SET valid_until = greatest($2, valid_from + interval '1 second')
                WHERE issuer = $1 AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until > $2)
                """, [.text(issuer), .instant(end)])
            try add(key, to: issuer, .rotate, note, &connection)
        }
    }

    /// Revokes one key of an issuer, or the issuer with all its keys. It counts with the next command.
    ///
    /// - Returns: whether there was something to revoke.
    package static func revoke(
        _ issuer: String, key kid: String?, by note: Note, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.transaction { connection throws(PostgresError) in
            let found: Int
            if let kid {
                found = try connection.execute(
                    "revoke key",
                    "UPDATE issuer_key SET revoked_at = $3 WHERE issuer = $1 AND kid = $2 AND revoked_at IS NULL",
                    [.text(issuer), .text(kid), .instant(note.at)]
                ).affectedRows
            } else {
                found = try connection.execute(
                    "revoke issuer", "UPDATE issuer SET revoked_at = $2 WHERE name = $1 AND revoked_at IS NULL",
                    [.text(issuer), .instant(note.at)]
                ).affectedRows
            }
            guard found > 0 else { return false }
            try record(.revoke, issuer, kid, note, &connection)
            return true
        }
    }

    private static func add(
        _ key: Issuer.Key, to issuer: String, _ action: Action, _ note: Note, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "add key",
            """
            INSERT INTO issuer_key (issuer, kid, public_key, valid_from, valid_until)
            VALUES ($1, $2, decode($3, 'hex'), $4, $5::text::timestamptz)
            """,
            [
                .text(issuer), .text(key.id), .text(Hexadecimal.text(of: key.key.bytes)), .instant(key.from),
                .text(key.until?.rfc3339),
            ])
        try record(action, issuer, key.id, note, &connection)
    }

    private static func record(
        _ action: Action, _ issuer: String, _ kid: String?, _ note: Note, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "record issuer action",
            "INSERT INTO issuer_action (at, action, issuer, kid, actor, reason) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                .instant(note.at), .text(action.rawValue), .text(issuer), .text(kid), .text(note.actor),
                .text(note.reason),
            ])
    }
}

extension Issuer {
    fileprivate init(_ row: Row) {
        func words(_ name: StaticString) -> Set<String> { Set(row.text(name).split(separator: " ").map(String.init)) }
        self.init(
            row.text("name"), roles: Set(words("roles").compactMap { CaseRole(rawValue: $0) }),
            bodies: words("bodies"), channels: words("channels"), revokedAt: row.optionalInstant("issuer_revoked_at"),
            keys: [])
    }
}
