import ArgumentParser
import Operator

/// `lapor announce`
struct AnnounceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "announce",
        abstract: "Has everything that happened since a moment announced to the workers again.",
        discussion: """
            For the day on which a queue of events was lost with what it held. ClockWorker publishes the journal of that
            time again; a worker that has had an event before recognises it, so that nothing happens twice. What the queue
            intake held is in no journal: only its channel has it.
            """)

    @Option(help: "How far back, as 90s, 30m, 12h or 7d.")
    var since: Age
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try Announcement(since: since)) }
}

extension Age: ExpressibleByArgument {}
