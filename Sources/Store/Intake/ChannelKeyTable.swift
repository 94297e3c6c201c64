package import Complaints
package import Postgres
package import Tokens

/// A key of a channel as it is kept.
package struct KeptKey: Sendable, Equatable {
    /// What lists and logs call it.
    package var id: String
    package var channel: String
    package var scopes: Set<ChannelScope>
    /// SHA-256 of the key.
    package var digest: [UInt8]
    /// From when on it holds no more; nil: until further notice.
    package var endsAt: Instant?

    package init(id: String, channel: String, scopes: Set<ChannelScope>, digest: [UInt8], endsAt: Instant? = nil) {
        (self.id, self.channel, self.scopes, self.digest, self.endsAt) = (id, channel, scopes, digest, endsAt)
    }

    package func holds(at now: Instant) -> Bool { endsAt.map { now < $0 } ?? true }
}

/// Tables `channel_key`: by which keys channels send over HTTP; and `channel_key_action`: who said so.
package enum ChannelKeyTable {
    /// Keys that a channel may have at a time: one in use, and the one that follows it.
    package static let most = 2

    /// A key with its past.
    package struct Listed: Sendable {
        package var key: KeptKey
        package var addedAt: Instant
        package var revokedAt: Instant?
    }

    /// Why no key was given or taken.
    package enum Fault: Error, Sendable, Equatable {
        /// The channel has as many as it may have.
        case tooMany(channel: String)
        /// There is no key of that name that holds.
        case unknown(id: String)
    }

    private enum Action: String { case add, rotate, revoke }

    /// Those that are not revoked, ended ones too: who reads them knows the time better.
    package static func kept(_ connection: inout PostgresConnection) throws(PostgresError) -> [KeptKey] {
        try connection.execute(
            "channel keys",
            """
            SELECT id, channel, array_to_string(scopes, ' ') AS scopes, digest, ends_at
            FROM channel_key WHERE revoked_at IS NULL ORDER BY id
            """
        ).map(KeptKey.init)
    }

    /// All that there ever were, of one channel or of all.
    package static func all(
        of channel: String?, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Listed] {
        try connection.execute(
            "listed channel keys",
            """
            SELECT id, channel, array_to_string(scopes, ' ') AS scopes, digest, added_at, ends_at, revoked_at
            FROM channel_key WHERE $1::text IS NULL OR channel = $1 ORDER BY channel, added_at, id
            """, [.text(channel)]
        ).map { Listed(key: KeptKey($0), addedAt: $0.instant("added_at"), revokedAt: $0.optionalInstant("revoked_at")) }
    }

    /// Keeps a new key.
    ///
    /// - Returns: `tooMany` when the channel has as many as it may have.
    package static func add(
        _ key: KeptKey, by actor: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Result<KeptKey, Fault> {
        try connection.transaction { connection throws(PostgresError) in
            let holding = try holding(at: now, &connection)
            guard hasRoom(key.channel, holding) else { return .failure(.tooMany(channel: key.channel)) }
            try insert(key, .add, actor, now, &connection)
            return .success(key)
        }
    }

    /// Keeps a new key in the place of another of its channel, which holds until `end` at the latest; with its scopes.
    ///
    /// - Returns: the new key as it is kept; `unknown`, or `tooMany` when it has a successor already.
    package static func rotate(
        _ id: String, to new: ChannelKey, endingAt end: Instant, by actor: String, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Result<KeptKey, Fault> {
        try connection.transaction { connection throws(PostgresError) in
            let holding = try holding(at: now, &connection)
            guard var key = holding.first(where: { $0.id == id }) else { return .failure(.unknown(id: id)) }
            guard hasRoom(key.channel, holding) else { return .failure(.tooMany(channel: key.channel)) }
            try connection.execute(
                "end channel key",
                "UPDATE channel_key SET ends_at = least(ends_at, $2) WHERE id = $1", [.text(id), .instant(end)])
            (key.id, key.digest, key.endsAt) = (new.id, new.digest, nil)
            try insert(key, .rotate, actor, now, &connection)
            return .success(key)
        }
    }

    /// Takes a key away.
    ///
    /// - Returns: its channel, or `unknown`.
    package static func revoke(
        _ id: String, by actor: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Result<String, Fault> {
        try connection.transaction { connection throws(PostgresError) in
            let rows = try connection.execute(
                "revoke channel key",
                "UPDATE channel_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING channel",
                [.text(id), .instant(now)])
            guard let channel = rows.first?.text("channel") else { return .failure(.unknown(id: id)) }
            try record(.revoke, id, channel, actor, now, &connection)
            return .success(channel)
        }
    }

    /// Those that hold; nobody else changes keys until the transaction ends.
    private static func holding(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [KeptKey] {
        try connection.run("LOCK TABLE channel_key IN SHARE ROW EXCLUSIVE MODE")
        return try kept(&connection).filter { $0.holds(at: now) }
    }

    private static func hasRoom(_ channel: String, _ holding: [KeptKey]) -> Bool {
        holding.count { $0.channel == channel } < most
    }

    private static func insert(
        _ key: KeptKey, _ action: Action, _ actor: String, _ now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "add channel key",
            """
            INSERT INTO channel_key (id, channel, scopes, digest, added_at) VALUES ($1, $2, $3, decode($4, 'hex'), $5)
            """,
            [
                .text(key.id), .text(key.channel), .texts(key.scopes.map(\.rawValue).sorted()),
                .text(Hexadecimal.text(of: key.digest)), .instant(now),
            ])
        try record(action, key.id, key.channel, actor, now, &connection)
    }

    private static func record(
        _ action: Action, _ id: String, _ channel: String, _ actor: String, _ now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "record channel key",
            "INSERT INTO channel_key_action (at, action, channel, key, actor) VALUES ($1, $2, $3, $4, $5)",
            [.instant(now), .text(action.rawValue), .text(channel), .text(id), .text(actor)])
    }
}

extension KeptKey {
    fileprivate init(_ row: Row) {
        self.init(
            id: row.text("id"), channel: row.text("channel"),
            scopes: Set(row.text("scopes").split(separator: " ").compactMap { ChannelScope(rawValue: String($0)) }),
            digest: row.utf8("digest"), endsAt: row.optionalInstant("ends_at"))
    }
}
