import Complaints
import Postgres
import Shared
import Store

/// What the doctor looks at in the database: whether it is safe, and whether work is getting done.
package enum DatabaseExam {
    private static let oldestVersion: Int64 = 150_000
    /// Seconds that clocks may differ: deadlines are counted in days, but leases and marks in seconds.
    private static let skew = (warning: 1.0, error: 5.0)

    package static func findings() -> [Finding] {
        do {
            var database = try PostgresConnection(to: try Connections.databaseURL())
            let safety = try settings(&database) + [clock(&database)]
            guard let schema = try schema(&database) else {
                return safety + [.bad(.error, "schema", "there are no tables", do: "run 'lapor migrate'")]
            }
            return safety + [schema]
                + (schema.severity == .good ? try work(&database) + [reconciliation(&database)] : [])
        } catch {
            return [
                .bad(.error, "database", "\(error)", do: "start it, or set LAPOR_DATABASE_URL; queues fill meanwhile")
            ]
        }
    }

    // MARK: Safety

    private static func settings(_ database: inout PostgresConnection) throws(PostgresError) -> [Finding] {
        let rows = try database.execute(
            "settings",
            """
            SELECT current_setting('server_version_num')::integer, current_setting('server_version'),
                current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'),
                current_setting('synchronous_standby_names')
            """)
        var findings: [Finding] = []
        if rows.integer(0, 0) < oldestVersion {
            findings.append(.bad(.error, "database", "PostgreSQL \(rows.text(0, 1)) is too old", do: "run 15 or later"))
        } else {
            findings.append(.good("database", "PostgreSQL \(rows.text(0, 1))"))
        }
        for (column, name) in [(2, "fsync"), (3, "synchronous_commit"), (4, "full_page_writes")] {
            let value = rows.text(0, column)
            findings.append(
                value == "off" || value == "local" && column == 3
                    ? .bad(
                        .error, "database", "\(name) is \(value): a crash loses complaints that were accepted",
                        do: "ALTER SYSTEM SET \(name) = on; SELECT pg_reload_conf()")
                    : .good("database", "\(name) is \(value)"))
        }
        if rows.text(0, 5).isEmpty {
            findings.append(
                .bad(
                    .note, "database", "there is no synchronous standby: losing this machine loses complaints",
                    do: "see 'Durability' in docs/operators.md"))
        }
        return findings
    }

    private static func clock(_ database: inout PostgresConnection) throws(PostgresError) -> Finding {
        let before = Instant.now
        let rows = try database.execute("clock", "SELECT clock_timestamp()")
        let after = Instant.now
        let middle = (before.microseconds + after.microseconds) / 2
        let seconds = Double(rows.microseconds(0, 0) - middle) / 1e6
        let text = "the database's differs from this machine's by \((seconds * 1000).rounded() / 1000) s"
        if abs(seconds) < skew.warning { return .good("clock", text) }
        return .bad(
            abs(seconds) < skew.error ? .warning : .error, "clock", text, do: "run a time service (NTP) on all machines"
        )
    }

    /// Nil when nothing was ever migrated.
    private static func schema(_ database: inout PostgresConnection) throws -> Finding? {
        let isThere = try database.execute("any schema", "SELECT to_regclass('schema_migration') IS NOT NULL")
        guard isThere.boolean(0, 0) else { return nil }
        let rows = try database.execute("applied", "SELECT name FROM schema_migration ORDER BY version")
        let missing = Set(try Migrator().names).subtracting((0..<rows.count).map { rows.text($0, 0) })
        guard missing.isEmpty else {
            let names = missing.sorted().joined(separator: ", ")
            return .bad(.error, "schema", "not applied: \(names)", do: "run 'lapor migrate'")
        }
        return .good("schema", "up to date (\(rows.count) migrations)")
    }

    // MARK: Work

    private static func work(_ database: inout PostgresConnection) throws(PostgresError) -> [Finding] {
        let rows = try database.execute(
            "work",
            """
            SELECT 'complaints that were not routed', count(*), 'look at RoutingWorker''s log and at queue routing'
                FROM complaint c LEFT JOIN assignment a ON a.complaint_id = c.id AND a.hop = c.hop
                WHERE c.body_code IS NULL AND COALESCE(a.refused_at, c.received_at) < now() - interval '1 minute'
            UNION ALL
            SELECT 'events that were not announced', count(*), 'is a ClockWorker running? It announces them'
                FROM complaint c JOIN journal j ON j.complaint_id = c.id AND j.version = c.version
                WHERE c.next_published_at IS NULL AND j.at < now() - interval '1 minute'
            UNION ALL
            SELECT 'notices claimed by a worker that is gone', count(*), 'is a NotifyWorker running? It takes them over'
                FROM notification WHERE state = 'claimed' AND created_at < now() - interval '2 minutes'
                AND id IN (SELECT unnest(ids) FROM notification_claim)
            UNION ALL
            SELECT 'notices that are overdue', count(*), 'is a NotifyWorker running? Look at its log'
                FROM notification_due WHERE due_at < now() - interval '1 minute'
            UNION ALL
            SELECT 'months without a partition', count(*), 'is a ClockWorker running? It makes them'
                FROM generate_series(now(), now() + interval '1 month', interval '1 month') AS month
                WHERE to_regclass('complaint_' || to_char(month, 'YYYY_MM')) IS NULL
            """)
        return (0..<rows.count).map { row in
            let (subject, count) = (rows.text(row, 0), rows.integer(row, 1))
            return count == 0
                ? .good(subject, "none") : .bad(.error, subject, String(count), do: rows.text(row, 2))
        }
    }

    /// Hours after which the last night's proof is missed.
    private static let reconciliationHours: Int64 = 30

    private static func reconciliation(_ database: inout PostgresConnection) throws(PostgresError) -> Finding {
        guard let last = try Reconciliation.last(&database) else {
            return .bad(.note, "reconciliation", "none yet", do: "a ClockWorker does it at night; or 'lapor reconcile'")
        }
        let brief = LastReconciliation(last)
        guard brief.ok else {
            return .bad(
                .error, "reconciliation", "\(brief.at): does not add up: \(brief.failed.joined(separator: ", "))",
                do: "see what: lapor reconcile --last; and whether it still is so: lapor reconcile")
        }
        let now = try StoreClock.scenarioTime(&database) ?? .now
        guard last.at.advanced(bySeconds: reconciliationHours * 3600) > now else {
            return .bad(.warning, "reconciliation", "the last was at \(brief.at)", do: "is a ClockWorker running?")
        }
        return .good("reconciliation", "\(brief.at): everything adds up")
    }
}
