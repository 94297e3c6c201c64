package import Complaints
package import Postgres

/// Table `nightly_run`: which night's work was done.
package enum NightlyRuns {
    /// Held by the copy that works; the database forgets it when the session ends.
    private static let lock: Int64 = 0x6c61_706f_7202

    /// A session for statements that may take an hour.
    package static func session(_ url: String) throws(PostgresError) -> PostgresConnection {
        let connection = try PostgresConnection(at: url, name: "ClockWorker", seconds: 3600)
        try connection.run(
            "\(PostgresConnection.planning); \(PostgresConnection.keepalives); SET lock_timeout = '10s'")
        return connection
    }

    package static func isMyTurn(_ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.execute("my night", "SELECT pg_try_advisory_lock($1) AS mine", [.bigint(lock)])[0]
            .boolean("mine")
    }

    /// Whether nobody has done `work` of that night, or of a later one.
    package static func isOpen(
        _ work: String, of night: CivilDate, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.execute(
            "nights", "SELECT 1 FROM nightly_run WHERE work = $1 AND night >= $2::text::date",
            [.text(work), .text(night.description)]
        ).isEmpty
    }

    /// The last night whose `work` was done; nil: none was.
    package static func last(
        _ work: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> CivilDate? {
        try connection.execute(
            "last night", "SELECT night FROM nightly_run WHERE work = $1 ORDER BY night DESC LIMIT 1", [.text(work)]
        ).first?.date("night")
    }

    /// So long it is told which nights' work was done.
    static let keptDays: Int64 = 400

    static func count(before moment: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "old nights", "SELECT count(*) AS old FROM nightly_run WHERE finished_at < $1", [.instant(moment)])[0]
            .integer("old")
    }

    /// - Returns: how many.
    static func forget(before moment: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "forget nights", "DELETE FROM nightly_run WHERE finished_at < $1", [.instant(moment)]
        ).affectedRows
    }

    package static func add(
        _ work: String, of night: CivilDate, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "note night", "INSERT INTO nightly_run VALUES ($1, $2::text::date, $3)",
            [.text(work), .text(night.description), .instant(now)])
    }
}
