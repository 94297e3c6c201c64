package import Complaints
package import Postgres
package import Shared
import Synchronization

/// The time by which a store lives: the machine's, or, in a store created for rehearsal, the scenario's.
///
/// A store says itself which of the two it is, so no worker can live by another time than its neighbours.
package enum StoreClock {
    /// The time of the store at `url`.
    ///
    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    package static func of(_ url: String) throws(StageFailure) -> @Sendable () -> Instant {
        try opened(at: url).now
    }

    /// The time of the store at `url`, and whether it is a scenario's.
    ///
    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    package static func opened(
        at url: String
    ) throws(StageFailure) -> (now: @Sendable () -> Instant, isRehearsal: Bool) {
        do throws(PostgresError) {
            var connection = try PostgresConnection(to: url)
            guard let start = try scenarioTime(&connection) else { return ({ Instant.now }, false) }
            let clock = ScenarioClock(connection, to: url, at: start)
            return ({ clock.now() }, true)
        } catch {
            throw StageFailure(error)
        }
    }

    /// Whether the store at `url` is one for rehearsal.
    package static func isRehearsal(at url: String) throws(PostgresError) -> Bool {
        var connection = try PostgresConnection(to: url)
        return try scenarioTime(&connection) != nil
    }

    /// The scenario's time; nil when the store is not for rehearsal.
    package static func scenarioTime(_ connection: inout PostgresConnection) throws(PostgresError) -> Instant? {
        try DeploymentTable.value(of: .rehearsalClock, &connection).flatMap { Instant(rfc3339: $0) }
    }

    /// The time by which the store lives, at this moment.
    package static func now(_ connection: inout PostgresConnection) throws(PostgresError) -> Instant {
        try scenarioTime(&connection) ?? .now
    }

    /// Sets the scenario's time.
    ///
    /// - Throws: `PostgresError`, also when the store is not for rehearsal.
    package static func setScenarioTime(
        _ time: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard try scenarioTime(&connection) != nil else {
            throw PostgresError(.abandoned(.fault), in: "rehearsal", "this store was not created for rehearsal")
        }
        try DeploymentTable.set(.rehearsalClock, to: time.rfc3339, &connection)
    }
}

extension StoreClock {
    /// Lets the clocks of a rehearsal speak, or be silent until its player says so: what a line sets off has ended then, and
    /// nothing depends on who is faster.
    package static func letClocks(
        speak: Bool, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try DeploymentTable.set(.rehearsalClocks, to: speak ? "speak" : "silent", &connection)
    }

    /// The scenario's time as the caller's locks see it; nil while its clocks must be silent.
    package static func speakingTime(_ connection: inout PostgresConnection) throws(PostgresError) -> Instant? {
        let isSilent = try DeploymentTable.value(of: .rehearsalClocks, &connection) == "silent"
        return isSilent ? nil : try scenarioTime(&connection)
    }
}

/// Asks the store for the scenario's time whenever somebody wants to know it, by a new connection when the one that it has is
/// lost. When the store does not answer, time stands still.
private final class ScenarioClock: Sendable {
    private let url: String
    private let connection: Mutex<PostgresConnection>
    private let last: Mutex<Instant>

    init(_ connection: consuming sending PostgresConnection, to url: String, at start: Instant) {
        self.url = url
        self.connection = Mutex(connection)
        last = Mutex(start)
    }

    func now() -> Instant {
        let asked = connection.withLock { connection -> Instant? in
            if let time = (try? StoreClock.scenarioTime(&connection)) ?? nil { return time }
            return reopened(&connection)
        }
        return last.withLock { last in
            if let asked { last = asked }
            return last
        }
    }

    private func reopened(_ connection: inout PostgresConnection) -> Instant? {
        do throws(PostgresError) {
            connection = try PostgresConnection(to: url)
            return try StoreClock.scenarioTime(&connection)
        } catch {
            return nil
        }
    }
}
