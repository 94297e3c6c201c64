import Complaints
import Contract
import Foundation
import Postgres
import Store

/// A store that was created for rehearsal, as a scenario's player sees it.
package struct RehearsalStore: ~Copyable {
    private var database: PostgresConnection
    private static let pause: UInt32 = 5_000

    /// - Throws: `PostgresError`; `Failure` `configuration` when the store is not for rehearsal.
    package init(url: String) throws {
        var database = try PostgresConnection(to: url)
        guard try StoreClock.scenarioTime(&database) != nil else {
            throw Failure(
                .configuration,
                "this store was not created for rehearsal: make an empty database and run 'lapor migrate --rehearsal'")
        }
        self.database = database
    }

    /// Makes an empty store one for rehearsal: it lives by the scenario's time, and its ids and codes are always the same.
    ///
    /// - Throws: `PostgresError`; `Failure` `configuration` when the store has complaints.
    package static func create(url: String) throws {
        var database = try PostgresConnection(to: url)
        guard try StoreClock.scenarioTime(&database) == nil else { return }
        let used = try database.execute("is used", "SELECT EXISTS (SELECT 1 FROM submission)").boolean(0, 0)
        guard !used else {
            throw Failure(.configuration, "this store has complaints: a rehearsal needs an empty one")
        }
        try database.transaction { connection throws(PostgresError) in
            try connection.run("INSERT INTO deployment VALUES ('rehearsal_clock', '1970-01-01T00:00:00Z')")
            try connection.run("UPDATE deployment SET value = repeat('0', 32) WHERE name = 'code_key'")
        }
    }

    /// The scenario's time.
    mutating func time() throws -> Instant {
        try StoreClock.scenarioTime(&database) ?? Instant(microseconds: 0)
    }

    mutating func setTime(_ time: Instant) throws { try StoreClock.setScenarioTime(time, &database) }

    /// When clocks speak next, up to `end`.
    mutating func nextDeadline(upTo end: Instant) throws -> Instant? {
        let rows = try database.execute(
            "next deadline", "SELECT min(next_at) FROM agenda WHERE next_at <= $1",
            [.instant(end)])
        return rows.isNull(0, 0) ? nil : Instant(microseconds: rows.microseconds(0, 0))
    }

    /// Waits until nothing is due any more.
    ///
    /// - Throws: `PostgresError`; `Failure` `notYet`.
    mutating func waitForClocks(at time: Instant) throws {
        try wait("ClockWorker has not done what is due at \(time.rfc3339)") { database throws(PostgresError) in
            try database.execute(
                "due now", "SELECT EXISTS (SELECT 1 FROM agenda WHERE next_at <= $1)",
                [.instant(time)]
            ).boolean(0, 0) ? nil : true
        }
    }

    /// Waits until a submission is stored and routed; its tracking code, and whether it became words on another's case.
    ///
    /// - Throws: `PostgresError`; `Failure` `notYet`.
    mutating func waitForSubmission(channel: String, externalID: String) throws -> String {
        let id = try wait("\(channel) \(externalID) is not stored") { database throws(PostgresError) in
            let rows = try database.execute(
                "stored", "SELECT complaint_id FROM submission WHERE channel = $1 AND external_id = $2",
                [.text(channel), .text(externalID)])
            return rows.count == 1 ? rows.complaintID(0, 0) : nil
        }
        return try waitForRouting(of: id)
    }

    /// Waits until no routing is due for a case and no words of its reporter wait to be taken up; its tracking code.
    ///
    /// - Throws: `PostgresError`; `Failure` `notYet`.
    @discardableResult mutating func waitForRouting(of id: ComplaintID) throws -> String {
        try wait("\(id) is not routed") { database throws(PostgresError) in
            let rows = try database.execute(
                "routed",
                """
                SELECT c.code FROM complaint c JOIN journal j ON j.complaint_id = c.id AND j.version = c.version
                WHERE c.id = $1 AND j.event NOT IN ('registered', 'refused', 'answered')
                    AND NOT EXISTS (SELECT 1 FROM correspondence k WHERE k.complaint_id = c.id AND k.version IS NULL)
                """, [.id(id)])
            return rows.count == 1 ? rows.text(0, 0) : nil
        }
    }

    /// Waits for what became of a command, and of its case afterwards.
    ///
    /// - Throws: `PostgresError`; `Failure` `notYet`.
    mutating func waitForOutcome(of command: CaseCommand) throws -> CommandOutcome {
        let outcome = try CommandSender.waitForOutcome(of: command, seconds: 60, &database)
        if outcome.refusal == nil, case .code(let code) = command.target,
            let id = try CaseTable.ids(ofCodes: [code], &database)[code]
        {
            try waitForRouting(of: id)
        }
        return outcome
    }

    /// Number of journal rows and a digest of all of them: two rehearsals with the same digest were the same.
    package mutating func journalDigest() throws -> (events: Int, sha256: String) {
        let rows = try database.execute(
            "journal digest",
            """
            SELECT count(*), encode(sha256(convert_to(COALESCE(string_agg(concat_ws(' ', complaint_id, version, event,
                extract(epoch FROM at), actor, data), E'\\n' ORDER BY complaint_id, version), ''), 'UTF8')), 'hex')
            FROM journal
            """)
        return (Int(rows.integer(0, 0)), rows.text(0, 1))
    }

    /// Workers of this store that run.
    package mutating func runningWorkers() throws -> Set<String> {
        let rows = try database.execute(
            "workers", "SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()")
        return Set((0..<rows.count).map { rows.text($0, 0) })
    }

    @discardableResult private mutating func wait<Found>(
        _ complaint: String, seconds: Int = 60,
        for look: (inout PostgresConnection) throws(PostgresError) -> Found?
    ) throws -> Found {
        for _ in 0..<seconds * 1_000_000 / Int(Self.pause) {
            if let found = try look(&database) { return found }
            usleep(Self.pause)
        }
        throw Failure(.notYet, "\(complaint) after \(seconds) s; do all workers run?")
    }
}
