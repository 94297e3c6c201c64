import ArgumentParser
import Complaints
import Foundation
import Operator
import Postgres
import Shared
import Store

/// `lapor calendar apply`
struct CalendarApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Puts the draft in force, and waits until open deadlines are computed again.",
        discussion: """
            A draft that changes nothing is dropped. Routing and casework follow within 30 seconds; what they compute by the old \
            calendar until then is computed again as well.
            """)

    @OptionGroup var decree: DecreeOptions
    @OptionGroup var waiting: RecomputeOptions
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var version: Int?
        var change: ChangeRows
        var recomputed: Recomputed?
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        guard try CalendarTable.draft(&database) != nil else {
            throw Failure(.notFound, "there is no draft; run 'lapor calendar import FILE'")
        }
        let now = try StoreClock.scenarioTime(&database) ?? .now
        let version = try CalendarTable.apply(actor: decree.actor, note: decree.note, at: now, &database)
        guard let version else {
            let nothing = Result(change: ChangeRows(CalendarChange(from: [], to: [])))
            return try output.print(nothing, "the calendar in force says the same already; nothing is changed")
        }
        let recomputed = try waiting.wait(for: version.number, since: now, &database)
        let change = ChangeRows(version.change)
        try output.print(
            Result(version: version.number, change: change, recomputed: recomputed),
            "calendar \(version.number) is in force\n\(change.text)\n\n\(recomputed?.text ?? "not waited for ClockWorker")"
        )
    }
}

/// What the new calendar has done to open cases.
struct Recomputed: Encodable {
    /// Cases whose deadlines were computed again.
    var cases: Int
    /// Deadlines that moved, by clock.
    var moved: [String: Int]

    var text: String {
        let parts = moved.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return
            "\(cases) cases computed again; deadlines moved: \(parts.isEmpty ? "none" : parts.joined(separator: ", "))"
    }
}

/// Whether and how long to wait for ClockWorker.
struct RecomputeOptions: ParsableArguments {
    @Flag(name: .customLong("no-wait"), help: "Do not wait until open deadlines are computed again.")
    var doesNotWait = false
    @Option(help: "Seconds to wait at most.")
    var timeout = 600

    func validate() throws {
        guard timeout > 0 else { throw ValidationError("--timeout must be above 0") }
    }

    /// Waits until no case has deadlines of an older calendar; nil when nobody wants to wait.
    ///
    /// - Throws: `Failure` `notYet`, `PostgresError`.
    func wait(
        for version: Int, since moment: Instant, _ database: inout PostgresConnection
    ) throws -> Recomputed? {
        guard !doesNotWait else { return nil }
        let total = try Self.left(version, &database)
        var left = total
        var progress = ProgressBar("deadlines")
        let end = ContinuousClock.now + .seconds(timeout)
        while left > 0 {
            guard ContinuousClock.now < end else {
                throw Failure(
                    .notYet,
                    "calendar \(version) is in force, but \(left) cases are still to be computed again: is a ClockWorker running?"
                )
            }
            Thread.sleep(forTimeInterval: 0.2)
            left = try Self.left(version, &database)
            progress.show(Double(total - left) / Double(max(total, 1)), "\(max(total - left, 0)) of \(total) cases")
        }
        if total > 0 { progress.end() }
        return Recomputed(cases: total, moved: try Self.moved(since: moment, &database))
    }

    private static func left(_ version: Int, _ database: inout PostgresConnection) throws(PostgresError) -> Int {
        let rows = try database.execute(
            "cases left", "SELECT count(*) FROM agenda WHERE calendar < $1", [.integer(Int32(version))])
        return Int(rows.integer(0, 0))
    }

    private static func moved(
        since moment: Instant, _ database: inout PostgresConnection
    ) throws(PostgresError) -> [String: Int] {
        let rows = try database.execute(
            "deadlines moved",
            """
            SELECT m ->> 'clock', count(*) FROM journal, jsonb_array_elements(data -> 'moves') m
            WHERE at >= $1 AND event = 'rescheduled' GROUP BY 1
            """, [.instant(moment)])
        return Dictionary(uniqueKeysWithValues: (0..<rows.count).map { (rows.text($0, 0), Int(rows.integer($0, 1))) })
    }
}
