package import Complaints
package import Postgres

/// What the server says of itself.
package enum DatabaseHealth {
    /// Settings that decide whether what is stored is safe.
    package struct Settings: Sendable {
        /// Such as 150004.
        package var versionNumber: Int
        package var version: String
        package var fsync: String
        package var synchronousCommit: String
        package var fullPageWrites: String
        /// Empty: none.
        package var standbys: String
    }

    package static func settings(_ connection: inout PostgresConnection) throws(PostgresError) -> Settings {
        let row = try connection.execute(
            "settings",
            """
            SELECT current_setting('server_version_num')::integer AS number, current_setting('server_version') AS version,
                current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
                current_setting('full_page_writes') AS full_page_writes,
                current_setting('synchronous_standby_names') AS standbys
            """)[0]
        return Settings(
            versionNumber: row.integer("number"), version: row.text("version"), fsync: row.text("fsync"),
            synchronousCommit: row.text("synchronous_commit"), fullPageWrites: row.text("full_page_writes"),
            standbys: row.text("standbys"))
    }

    /// Why nothing can be stored.
    package enum ReadOnly: Sendable, Equatable {
        /// It follows another server.
        case standby
        /// `default_transaction_read_only`, and where that is set: `database`, `user`, `configuration file` and the like.
        case set(String)
    }

    /// Nil when something can be stored.
    package static func readOnly(_ connection: inout PostgresConnection) throws(PostgresError) -> ReadOnly? {
        let row = try connection.execute(
            "read only",
            """
            SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS refused,
                (SELECT source FROM pg_settings WHERE name = 'default_transaction_read_only') AS source
            """)[0]
        if row.boolean("standby") { return .standby }
        return row.boolean("refused") ? .set(row.text("source")) : nil
    }

    /// The server's own time, to be compared with the machine's.
    package static func time(_ connection: inout PostgresConnection) throws(PostgresError) -> Instant {
        try connection.execute("clock", "SELECT clock_timestamp() AS now")[0].instant("now")
    }

    /// Seconds since the server took up its work: after a start, or after it has recovered from a crash.
    package static func upSeconds(_ connection: inout PostgresConnection) throws(PostgresError) -> Double {
        try connection.execute(
            "up since",
            """
            SELECT extract(epoch FROM clock_timestamp() - greatest(pg_postmaster_start_time(), (
                SELECT max(backend_start) FROM pg_stat_activity WHERE backend_type = 'checkpointer')))::float8 AS up
            """)[0].double("up")
    }

    /// Reference tables that no decision and no message can do without: all that are loaded, and the texts of messages, which come
    /// with the migrations.
    package static let neededTables = ReferenceLoader.Source.reference.map(\.table) + ["template"]

    /// Those of them in which nothing stands.
    package static func emptyTables(_ connection: inout PostgresConnection) throws(PostgresError) -> [String] {
        let counts = neededTables.map { "SELECT '\($0)' AS name WHERE NOT EXISTS (SELECT FROM \($0))" }
        return try connection.execute("empty tables", counts.joined(separator: " UNION ALL "))
            .map { $0.text("name") }
    }

    /// What keeps a worker from writing.
    package struct Rights: Sendable {
        /// A standby, or a database that somebody has made read-only.
        package var isReadOnly: Bool
        /// Tables that the account may not read and add to; of a program's login, each right that it lacks.
        package var locked: [String]
    }

    /// What the account may do with the tables of a worker; those that are not there are the schema's matter.
    package static func rights(
        of kind: WorkerKind, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Rights {
        if let login = try LoginDifference.ofSession(&connection) {
            let readOnly = try readOnly(&connection) != nil
            return Rights(isReadOnly: readOnly, locked: login.missing.map(\.description))
        }
        let rows = try connection.execute(
            "rights",
            """
            SELECT t.name, current_setting('transaction_read_only') = 'on' AS read_only,
                to_regclass(t.name) IS NOT NULL AND NOT (has_table_privilege(to_regclass(t.name), 'SELECT')
                    AND has_table_privilege(to_regclass(t.name), 'INSERT')) AS locked
            FROM unnest($1) AS t (name) ORDER BY t.name
            """, [.texts(kind.tables)])
        return Rights(
            isReadOnly: rows.contains { $0.boolean("read_only") },
            locked: rows.filter { $0.boolean("locked") }.map { $0.text("name") })
    }

    /// Tables of the store with which the account may not do all that commands do, by privilege; of a program's login, what its
    /// program does. Parts of a table need none of
    /// their own, and what others keep beside the store is theirs.
    package static func lackingRights(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: [String]] {
        if let login = try LoginDifference.ofSession(&connection) {
            return login.missing.reduce(into: [:]) { $0[$1.verb, default: []].append($1.thing) }
        }
        return try connection.execute(
            "own rights",
            """
            SELECT p.privilege, c.relname::text AS name
            FROM pg_class c CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p (privilege)
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                AND (c.relnamespace, c.relowner) = (
                    SELECT relnamespace, relowner FROM pg_class WHERE oid = to_regclass('schema_migration'))
                AND NOT has_table_privilege(c.oid, p.privilege)
            ORDER BY 1, 2
            """
        ).reduce(into: [:]) { $0[$1.text("privilege"), default: []].append($1.text("name")) }
    }

    /// Sessions there are, which everybody may count by the users they have, and how many there may be.
    package static func sessions(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (open: Int, most: Int) {
        let row = try connection.execute(
            "sessions",
            """
            SELECT (SELECT count(*) FROM pg_stat_activity WHERE usesysid IS NOT NULL)::integer AS open,
                current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer AS most
            """)[0]
        return (row.integer("open"), row.integer("most"))
    }

    /// When the server's certificate runs out; nil without TLS.
    package static func certificateEnd(_ connection: borrowing PostgresConnection) -> Instant? {
        connection.certificateEnd.map { Instant(microseconds: $0 * 1_000_000) }
    }

    package static func programs(_ connection: inout PostgresConnection) throws(PostgresError) -> Set<String> {
        let rows = try connection.execute(
            "workers",
            "SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()")
        return Set(rows.map { $0.text("application_name") })
    }
}
