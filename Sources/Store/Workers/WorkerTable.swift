package import Complaints
package import Postgres

/// Table `worker`: each process of a worker proves there every few seconds that it lives. Times are the server's own, so that
/// no machine's clock can make a worker look alive or dead.
package enum WorkerTable {
    /// Which process it is.
    package struct Identity: Sendable {
        /// By lot, new with each start.
        package var instance: String
        /// Such as `IntakeWorker`.
        package var kind: String
        package var host: String
        package var pid: Int32
        package var version: String
        /// Channels without a provider, whose notices go to files.
        package var filed: [String]

        package init(
            instance: String, kind: String, host: String, pid: Int32, version: String, filed: [String]
        ) {
            self.instance = instance
            self.kind = kind
            self.host = host
            self.pid = pid
            self.version = version
            self.filed = filed
        }
    }

    /// What a process tells of itself at one moment.
    package struct Beat: Sendable {
        /// Lanes that it has, and of these those that get work done.
        package var lanes = 0
        package var ready = 0
        /// Seconds since the lane that is longest silent last got on.
        package var silentSeconds = 0.0
        /// Seconds since work was last done, and a message last parked; nil: not since the start.
        package var idleSeconds: Double?
        package var unparkedSeconds: Double?
        /// Messages parked since the start.
        package var parked = 0
        /// On the disk that it writes files to; nil: it writes none.
        package var freeBytes: Int64?
        /// Keys that it has loaded; nil: it is of a version that does not say.
        package var keys: [LoadedKey]? = []

        package init() {}
    }

    /// A process as the table has it.
    package struct Listed: Sendable {
        package var identity: Identity
        package var beat: Beat
        package var startedAt: Instant
        package var turnedAt: Instant
        package var workedAt: Instant?
        /// Seconds since it last proved its life, by the server's clock.
        package var beatSeconds: Double
    }

    /// Seconds without a sign after which a process counts as gone: four of its proofs.
    package static let lifeSeconds = 20.0
    /// Seconds after which the row of a process that ended without a word is removed.
    static let keptSeconds = 600

    /// A session for proofs: none waits for a disk or a standby, and none holds up the end of its process.
    package static func session(_ url: String, _ name: String) throws(PostgresError) -> PostgresConnection {
        let connection = try PostgresConnection(at: url, name: "\(name) heartbeat", seconds: 4)
        try connection.run("SET synchronous_commit = off; \(PostgresConnection.keepalives)")
        return connection
    }

    /// Proves that a process lives, and removes the rows of those that have been silent for long.
    package static func prove(
        _ process: Identity, _ beat: Beat, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "beat",
            """
            INSERT INTO worker (instance, kind, host, pid, version, lanes, filed, ready, turned_at, worked_at, parked_at,
                parked, free_bytes, keys, started_at, beat_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, now - $9 * s, now - $10::float8 * s, now - $11::float8 * s, $12, $13::bigint,
                $14, now, now
            FROM (SELECT clock_timestamp() AS now, interval '1 millisecond' AS s) AS clock
            ON CONFLICT (instance) DO UPDATE SET lanes = EXCLUDED.lanes, ready = EXCLUDED.ready, turned_at = EXCLUDED.turned_at,
                worked_at = EXCLUDED.worked_at, parked_at = EXCLUDED.parked_at, parked = EXCLUDED.parked,
                free_bytes = EXCLUDED.free_bytes, keys = EXCLUDED.keys, beat_at = EXCLUDED.beat_at
            """,
            [
                .text(process.instance), .text(process.kind), .text(process.host), .integer(process.pid),
                .text(process.version), .integer(Int32(beat.lanes)), .texts(process.filed),
                .integer(Int32(beat.ready)), .bigint(Int64(beat.silentSeconds * 1000)),
                milliseconds(beat.idleSeconds), milliseconds(beat.unparkedSeconds), .bigint(Int64(beat.parked)),
                .text(beat.freeBytes.map(String.init)), .texts(beat.keys ?? []) { "\($0)" },
            ])
        try connection.execute(
            "age out", "DELETE FROM worker WHERE beat_at < clock_timestamp() - $1 * interval '1 second'",
            [.integer(Int32(keptSeconds))])
    }

    /// A process has ended in order.
    package static func remove(
        _ instance: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute("worker ended", "DELETE FROM worker WHERE instance = $1", [.text(instance)])
    }

    /// All processes, by kind and age.
    package static func all(_ connection: inout PostgresConnection) throws(PostgresError) -> [Listed] {
        try connection.execute(
            "workers",
            """
            SELECT instance, kind, host, pid, version, lanes, array_to_string(filed, ',') AS filed, ready, started_at,
                turned_at, worked_at, parked, free_bytes::text AS free_bytes, array_to_string(keys, ' ') AS keys,
                extract(epoch FROM beat_at - turned_at)::float8 AS silent,
                extract(epoch FROM beat_at - worked_at)::float8 AS idle,
                extract(epoch FROM beat_at - parked_at)::float8 AS unparked,
                extract(epoch FROM clock_timestamp() - beat_at)::float8 AS age
            FROM worker ORDER BY kind, started_at, instance
            """
        ).map(Listed.init)
    }

    private static func milliseconds(_ seconds: Double?) -> Parameter { .text(seconds.map { String($0 * 1000) }) }
}

extension WorkerTable.Listed {
    fileprivate init(_ row: Row) {
        identity = WorkerTable.Identity(
            instance: row.text("instance"), kind: row.text("kind"), host: row.text("host"),
            pid: Int32(row.integer("pid")), version: row.text("version"),
            filed: row.text("filed").split(separator: ",").map(String.init))
        beat = WorkerTable.Beat()
        beat.lanes = row.integer("lanes")
        beat.ready = row.integer("ready")
        beat.silentSeconds = row.double("silent")
        beat.idleSeconds = row.isNull("idle") ? nil : row.double("idle")
        beat.unparkedSeconds = row.isNull("unparked") ? nil : row.double("unparked")
        beat.parked = row.integer("parked")
        beat.freeBytes = row.optionalText("free_bytes").flatMap(Int64.init)
        beat.keys = row.optionalText("keys").map { $0.split(separator: " ").compactMap(LoadedKey.init) }
        startedAt = row.instant("started_at")
        turnedAt = row.instant("turned_at")
        workedAt = row.optionalInstant("worked_at")
        beatSeconds = row.double("age")
    }
}
