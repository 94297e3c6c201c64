package import Postgres

/// Transactions that others have begun in this database and not ended.
package enum OpenTransactions {
    /// Their names, which no other transaction gets. One that only reads has one too.
    package static func ofOthers(_ connection: inout PostgresConnection) throws(PostgresError) -> Set<String> {
        let rows = try connection.execute(
            "open transactions",
            """
            SELECT DISTINCT l.virtualtransaction AS name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'virtualxid' AND a.datname = current_database() AND a.usesysid IS NOT NULL
                AND l.pid <> pg_backend_pid()
            """)
        return Set(rows.map { $0.text("name") })
    }
}
