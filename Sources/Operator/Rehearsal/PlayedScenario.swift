package import Complaints
import Foundation
import Rabbit
import Shared

/// A scenario that was played through the real queues and workers.
package struct PlayedScenario: CommandResult {
    var lines: Int
    /// Tracking codes by the scenario's names.
    var cases: [String: String]
    var commands: Int
    var deadlines: Int
    var events: Int
    var journalSha256: String
    var unexpected: [String]

    /// Plays `file`.
    ///
    /// - Parameters:
    ///   - end: time passes until then after the last line.
    ///   - startsWorkers: whether to start those that do not run yet, for as long as it plays.
    ///   - logs: their folder for logs and messages.
    /// - Throws: `Failure`, and the errors of broker and database.
    package init(_ file: String, until end: Instant?, startsWorkers: Bool, logs: String?) throws {
        guard let text = String(validating: try InputFile.read(file), as: UTF8.self) else {
            throw Failure(.noInput, "cannot read \(file)")
        }
        let scenario = try Scenario(text)
        var store = try RehearsalStore()
        let broker = try Connections.broker()
        guard try TopologyControl(at: broker, management: nil).isForRehearsal() else {
            throw Failure(
                .notPermitted,
                "the broker's virtual host was not made for rehearsal: run 'lapor topology apply --rehearsal' on one of its own"
            )
        }
        let workers = startsWorkers ? try Self.startWorkers(&store, logs) : nil
        defer { workers?.stop() }
        var player = try ScenarioPlayer(store: store)
        try player.play(scenario, until: end)
        let tally = player.tally
        (events, journalSha256) = try player.store.journalDigest()
        (lines, cases, commands) = (tally.lines, tally.codes, tally.commands)
        (deadlines, unexpected) = (tally.deadlines, tally.unexpected)
    }

    private static func startWorkers(_ store: inout RehearsalStore, _ logs: String?) throws -> RehearsalWorkers {
        let folder =
            logs.map { URL(fileURLWithPath: $0) }
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("lapor-play-\(getpid())")
        let workers = try RehearsalWorkers(besides: try store.runningWorkers(), logs: folder)
        if workers.count > 0 { Terminal.complain("started \(workers.count) workers; logs in \(folder.path)") }
        return workers
    }

    package var text: String {
        """
        \(lines) lines: \(cases.count) cases, \(commands) commands, clocks spoke at \(deadlines) moments
        journal: \(events) events, sha256 \(journalSha256)
        """
    }

    /// Why the command fails; nil when all went as the scenario expects.
    package var failure: Failure? {
        guard !unexpected.isEmpty else { return nil }
        return Failure(.badData, "not as the scenario expects:\n" + unexpected.joined(separator: "\n"))
    }
}
