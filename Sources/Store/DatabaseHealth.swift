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

    /// The server's own time, to be compared with the machine's.
    package static func time(_ connection: inout PostgresConnection) throws(PostgresError) -> Instant {
        try connection.execute("clock", "SELECT clock_timestamp() AS now")[0].instant("now")
    }

    package static func programs(_ connection: inout PostgresConnection) throws(PostgresError) -> Set<String> {
        let rows = try connection.execute(
            "workers",
            "SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()")
        return Set(rows.map { $0.text("application_name") })
    }
}
