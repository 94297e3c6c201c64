import ArgumentParser
import Operator

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Publishes complaints from a file: JSON lines, or the official SP4N export.",
        discussion: """
            JSON lines: each is published as it is; plain submissions, CloudEvents and CloudEvents batches are \
            understood. CSV: the columns of the SP4N-LAPOR! export, \(ImportedSubmissions.columns.all.joined(separator: ", ")); only \
            '\(ImportedSubmissions.columns.required.joined(separator: "' and '"))' must be there.

            A complaint counts as accepted only when the broker has confirmed it. An import that was interrupted goes on \
            where it stopped; running it again is harmless, because what is known already is not stored twice. What \
            cannot be read is published as well: intake parks it with the reason.
            """)

    @Argument(help: "The file; - for standard input.")
    var file: String

    @Option(help: "Complaints per second; without it as fast as the broker takes them.")
    var rate: Double?

    @Option(
        help:
            "Append channel, tab and external_id of each accepted complaint to this file, flushed to disk before going on."
    )
    var ledger: String?

    @Option(help: "Where to note how far it came, for the next run; beside the input when not given.")
    var progress: String?

    @Option(help: "Complaints between two waits for confirms.")
    var window = 2000

    @Option(help: "Seconds to wait for a broker that is away or refuses.")
    var patience = 60.0

    @Flag(help: "Add to each line, as submitted_at, the moment it was due: for measuring delays. JSON lines only.")
    var stamp = false

    @Flag(help: "Wait until all of it has been stored, routed and notified.")
    var wait = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(rate.map { $0 > 0 } ?? true, CallWords.aboveZero("--rate"))
        try require(window > 0, CallWords.aboveZero("--window"))
    }

    func run() throws {
        let pace = Pace(rate: rate, window: window, stamp: stamp, patience: .seconds(patience))
        try output.print(
            try ImportedSubmissions(file, pace, ledger: ledger, progress: progress, waits: wait))
    }
}

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
