import ArgumentParser
import Complaints
import Operator

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

    func validate() throws {
        try require(
            until.map { Instant(rfc3339: $0) != nil } ?? true,
            CallWords.notMoment("--until", "2020-12-31T23:59:59+08:00"))
    }

    func run() throws {
        let end = until.flatMap { Instant(rfc3339: $0) }
        try output.print(try PlayedScenario(file, until: end, startsWorkers: !noWorkers, logs: logs))
    }
}
