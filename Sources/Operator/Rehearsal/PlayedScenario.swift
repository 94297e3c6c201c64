package import Complaints
import Foundation
import Rabbit
import Shared

package struct PlayedScenario: CommandResult {
    var lines: Int
    /// Tracking codes by the scenario's names.
    var cases: [String: String]
    var commands: Int
    var deadlines: Int
    var events: Int
    var journalSha256: String
    var unexpected: [Phrase]

    /// Plays `file`.
    ///
    /// - Parameters:
    ///   - end: time passes until then after the last line.
    ///   - startsWorkers: whether to start those that do not run yet, for as long as it plays.
    ///   - logs: their folder for logs and messages.
    package init(_ file: String, until end: Instant?, startsWorkers: Bool, logs: String?) throws {
        guard let text = String(validating: try InputFile.read(file), as: UTF8.self) else {
            throw Failure(.noInput, CommonWords.cannotRead(file))
        }
        let scenario = try Scenario(text)
        var store = try RehearsalStore()
        let broker = try Connections.broker()
        guard try TopologyControl(at: broker, management: nil).isForRehearsal() else {
            throw Failure(.notPermitted, RehearsalWords.otherHost)
        }
        let workers = startsWorkers ? try Self.startWorkers(&store, logs) : nil
        defer { workers?.stop() }
        let signer = try store.makeSigner()
        var player = try ScenarioPlayer(store: store, signer: signer)
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
        if workers.count > 0 { Terminal.complain(RehearsalWords.started(workers.count, folder.path)) }
        return workers
    }

    package var text: String {
        [
            RehearsalWords.played(lines, cases.count, commands, deadlines),
            RehearsalWords.journal(events, journalSha256),
        ].map(\.text).joined(separator: "\n")
    }

    /// Why the command fails; nil when all went as the scenario expects.
    package var failure: Failure? {
        guard !unexpected.isEmpty else { return nil }
        return Failure(.badData, RehearsalWords.unexpected(unexpected.joined("\n")))
    }
}
