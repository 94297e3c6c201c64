package import Complaints
import Crypto
package import Postgres
import Sealing

/// Table `kept_letter`: parked messages that somebody took out of their queue, as they lay there, for a while.
package enum KeptLetterTable {
    /// So long a message can be put back.
    package static let days: Int64 = 90
    /// Held by the one that puts messages back; the database forgets it when the session ends.
    private static let lock: Int64 = 0x6c61_706f_7203

    /// A message that is kept.
    package struct Letter: Sendable {
        package var row: Int
        package var named: ParkedActionTable.Letter
        /// `discard` or `edit`.
        package var action: String
        package var run: Int
        package var actor: String
        package var reason: String?
        package var keptAt: Instant
    }

    /// The bytes of a message that is kept: what a citizen sent.
    package struct Content: Sendable {
        /// The message's AMQP properties, as JSON.
        package var properties: String
        package var body: [UInt8]

        package init(properties: String, body: [UInt8]) { (self.properties, self.body) = (properties, body) }
    }

    /// Keeps a message that is about to be taken out, and writes that down; both are stored when this returns. One that is
    /// kept already counts as taken out by this call.
    package static func keep(
        _ letter: ParkedActionTable.Letter, _ content: Content, _ action: ParkedActionTable.Action, copy: String? = nil,
        at now: Instant, by run: ParkedActionTable.Run, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let kept = try KeptBytes(content.properties, content.body, in: column, connection.keys)
        try connection.transaction { connection throws(PostgresError) in
            try ParkedActionTable.record(action, letter, at: now, by: run, copy: copy, &connection)
            try connection.execute(
                "keep letter",
                """
                INSERT INTO kept_letter (letter_id, stage, code, parked_at, action, run, actor, reason, kept_at,
                    properties, body, sealed, content_hash)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::json, $11, $12, $13)
                ON CONFLICT (letter_id, content_hash) DO UPDATE SET action = excluded.action, run = excluded.run,
                    actor = excluded.actor, reason = excluded.reason, kept_at = excluded.kept_at
                """,
                [
                    .text(letter.id), .text(letter.stage), .text(letter.code), .text(letter.parkedAt),
                    .text(action.rawValue), .bigint(run.number), .text(run.actor), .text(run.reason), .instant(now),
                    .text(kept.properties), .bytea(kept.body), .bytea(kept.sealed),
                    .bigint(hash(of: content.body, connection.keys)),
                ])
        }
    }

    static let column = "kept_letter.sealed"

    /// By what a message is known that is kept already.
    static func hash(of body: [UInt8], _ keys: CaseKeys) -> Int64 {
        keys.search?.hash(message: body) ?? SHA256.hash(data: body).prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// What is kept, the latest first.
    ///
    /// - Parameters:
    ///   - run: only what this call took out.
    ///   - beginning: only those whose id begins so.
    package static func letters(
        run: Int64? = nil, beginning: String? = nil, stages: [String], limit: Int,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Letter] {
        try connection.execute(
            "kept letters",
            """
            SELECT id, letter_id, stage, code, parked_at, action, run, actor, reason, kept_at FROM kept_letter
            WHERE ($1::bigint = 0 OR run = $1) AND ($2::text IS NULL OR starts_with(letter_id, $2))
                AND stage = ANY ($3)
            ORDER BY kept_at DESC, id DESC LIMIT $4
            """, [.bigint(run ?? 0), .text(beginning), .texts(stages), .bigint(Int64(limit))]
        ).map { row in
            Letter(
                row: row.integer("id"),
                named: ParkedActionTable.Letter(
                    id: row.text("letter_id"), stage: row.text("stage"), code: row.text("code"),
                    parkedAt: row.optionalText("parked_at")),
                action: row.text("action"), run: row.integer("run"), actor: row.text("actor"),
                reason: row.optionalText("reason"), keptAt: row.instant("kept_at"))
        }
    }

    /// The bytes of one of them; nil when it has been put back, or its time is over.
    package static func content(
        of letter: Letter, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Content? {
        let keys = connection.keys
        return try connection.execute(
            "kept content", "SELECT properties::text AS properties, body, sealed FROM kept_letter WHERE id = $1",
            [.bigint(Int64(letter.row))]
        ).first.map { row throws(PostgresError) in
            let kept = try KeptBytes.opened(row, in: column, keys)
            return Content(properties: kept.properties, body: kept.body)
        }
    }

    /// What there is of the bytes of one of them.
    package enum Look: Sendable {
        case found(Content)
        /// It has been put back, or its time is over.
        case gone
        /// Its master key is not at hand.
        case locked
    }

    /// The bytes of one of them, as far as there are any that can be read.
    package static func look(
        at letter: Letter, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Look {
        do throws(PostgresError) {
            return try content(of: letter, &connection).map(Look.found) ?? .gone
        } catch {
            guard error.code == .abandoned(.locked) else { throw error }
            return .locked
        }
    }

    /// Forgets one that lies in its queue again, and writes that down.
    package static func putBack(
        _ letter: Letter, at now: Instant, by run: ParkedActionTable.Run, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.transaction { connection throws(PostgresError) in
            try connection.execute(
                "forget letter", "DELETE FROM kept_letter WHERE id = $1", [.bigint(Int64(letter.row))])
            try ParkedActionTable.record(.undo, letter.named, at: now, by: run, &connection)
        }
    }

    /// Takes one away for good.
    package static func erase(_ letter: Letter, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute(
            "erase letter", "DELETE FROM kept_letter WHERE id = $1", [.bigint(Int64(letter.row))])
    }

    /// Whether nobody else puts messages back; then nobody else may until this session ends. Whose program has ended may hold the turn
    /// for a moment longer, and is waited for.
    package static func isMyTurn(_ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.run("SET lock_timeout = '5s'")
        let mine: Bool
        do throws(PostgresError) {
            try connection.execute("my undo", "SELECT pg_advisory_lock($1)", [.bigint(lock)])
            mine = true
        } catch {
            guard error.sqlState == SQLState("55P03") else { throw error }
            mine = false
        }
        try connection.run("SET lock_timeout = 0")
        return mine
    }

    /// How many were kept before `moment`.
    static func count(before moment: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "old letters", "SELECT count(*) AS old FROM kept_letter WHERE kept_at < $1", [.instant(moment)])[0]
            .integer("old")
    }

    /// Removes those whose time is over.
    ///
    /// - Returns: how many.
    package static func expire(at now: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "expire letters",
            """
            WITH gone AS (DELETE FROM kept_letter WHERE kept_at < $1 RETURNING 1) SELECT count(*) AS gone FROM gone
            """, [.instant(now.advanced(bySeconds: -days * 86_400))])[0].integer("gone")
    }
}
