import ArgumentParser
import Complaints
import Foundation
import Operator
import Rabbit
import Routing
import Shared

/// `lapor play`
struct PlayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play", abstract: "Plays a scenario through the real queues and workers, by the scenario's clock.",
        discussion: """
            Only on a store that `lapor migrate --rehearsal` created, and a virtual host of the broker that `lapor topology \
            apply --rehearsal` made. Deadlines between two lines fire at their moment; \
            the same file gives the same journal, told by its digest. Workers that do not run yet are started for as long \
            as the scenario plays. docs/rehearsal.md has the form of the file.
            """)

    @Argument(help: "The scenario: JSON lines.")
    var file: String
    @Option(help: "Let time pass until then after the last line, RFC 3339.")
    var until: String?
    @Flag(help: "Start no workers: they run elsewhere.")
    var noWorkers = false
    @Option(help: "Folder for logs and messages of the workers that are started.")
    var logs: String?
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var lines: Int
        /// Tracking codes by the scenario's names.
        var cases: [String: String]
        var commands: Int
        var deadlines: Int
        var events: Int
        var journalSha256: String
        var unexpected: [String]
    }

    func validate() throws {
        if let until, Instant(rfc3339: until) == nil {
            throw ValidationError("--until must be RFC 3339 with an offset: 2020-12-31T23:59:59+08:00")
        }
    }

    func run() throws {
        guard let data = FileManager.default.contents(atPath: file), let text = String(data: data, encoding: .utf8)
        else {
            throw Failure(.noInput, "cannot read \(file)")
        }
        let scenario = try Scenario(text)
        var store = try RehearsalStore(url: try Connections.databaseURL())
        let broker = try Connections.broker()
        guard try TopologyControl(at: broker, management: nil).isForRehearsal() else {
            throw Failure(
                .notPermitted,
                "the broker's virtual host was not made for rehearsal: run 'lapor topology apply --rehearsal' on one of its own"
            )
        }
        let workers = try noWorkers ? nil : startWorkers(&store)
        defer { workers?.stop() }
        let end = until.flatMap { Instant(rfc3339: $0) }
        var player = try ScenarioPlayer(store: store, broker: broker)
        try player.play(scenario, until: end)
        let digest = try player.store.journalDigest()
        try report(player.tally, digest)
    }

    private func startWorkers(_ store: inout RehearsalStore) throws -> RehearsalWorkers {
        let folder =
            logs.map { URL(fileURLWithPath: $0) }
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("lapor-play-\(getpid())")
        let workers = try RehearsalWorkers(besides: try store.runningWorkers(), logs: folder)
        if workers.count > 0 { Terminal.complain("started \(workers.count) workers; logs in \(folder.path)") }
        return workers
    }

    private func report(_ tally: ScenarioPlayer.Tally, _ digest: (events: Int, sha256: String)) throws {
        let result = Result(
            lines: tally.lines, cases: tally.codes, commands: tally.commands, deadlines: tally.deadlines,
            events: digest.events, journalSha256: digest.sha256, unexpected: tally.unexpected)
        try output.print(
            result,
            """
            \(tally.lines) lines: \(tally.codes.count) cases, \(tally.commands) commands, \
            clocks spoke at \(tally.deadlines) moments
            journal: \(digest.events) events, sha256 \(digest.sha256)
            """)
        guard tally.unexpected.isEmpty else {
            throw Failure(.badData, "not as the scenario expects:\n" + tally.unexpected.joined(separator: "\n"))
        }
    }
}
