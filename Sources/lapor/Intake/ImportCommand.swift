import ArgumentParser
import Operator

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Publishes complaints from a file: JSON, a table such as the official SP4N export, an Open311 answer.",
        discussion: """
            JSON lines: each is published as it is; plain submissions, CloudEvents and CloudEvents batches are \
            understood, in arrays too. Tables (comma, semicolon, tab; UTF-8, UTF-16, Windows-1252): the columns of the \
            SP4N-LAPOR! export, \(ImportedSubmissions.columns.all.joined(separator: ", ")); only \
            '\(ImportedSubmissions.columns.required.joined(separator: "' and '"))' must be there. Names of the contract, \
            of Open311 and of common lists are known as well; what stands in a column that is not known is kept with \
            the reporter's identity.

            Every row is checked before the first is published. A complaint counts as accepted only when the broker has \
            confirmed it. An import that was interrupted goes on where it stopped; running it again is harmless, because \
            what is known already is not stored twice. What breaks the contract is published as well: intake parks it \
            with the reason. Rows whose id a spreadsheet has rounded, and those above the message limit, are not. Exit \
            code 65: not every row became a case.
            """)

    @Argument(help: "The file; - for standard input.")
    var file: String

    @Flag(help: "Publish nothing; say what would become of each row.")
    var check = false

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

    @Option(help: "Days such as 01/02/2026: dmy has the day first, mdy the month.")
    var dates: DateOrder?

    @Option(help: "Zone of times that say none: wib, wita, wit or utc. WIB when not given; UTC in the official export.")
    var zone: ImportZone?

    @Option(help: "Channel of rows that name none: a-z, 0-9, dot, underscore, hyphen.")
    var channel: String?

    @Flag(help: "Make new cases of reports that the file calls closed; without it they go to the history.")
    var asNew = false

    @Flag(help: "Add to each line, as submitted_at, the moment it was due: for measuring delays. JSON lines only.")
    var stamp = false

    @Flag(help: "Wait until all of it has been stored, routed and notified, and say what became of each row.")
    var wait = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(rate.map { $0 > 0 } ?? true, CallWords.aboveZero("--rate"))
        try require(window > 0, CallWords.aboveZero("--window"))
        try require(channel.map(ImportedSubmissions.isChannel) ?? true, CallWords.channelName)
        try require(!(check && wait), CallWords.checkOnly)
    }

    func run() throws {
        let pace = Pace(rate: rate, window: window, stamp: stamp, patience: .seconds(patience))
        let reading = ImportReading(dates: dates, zone: zone?.offsetSeconds, asNew: asNew, channel: channel)
        try output.print(
            try ImportedSubmissions(
                file, reading, pace, ledger: ledger, progress: progress, to: check ? .check : wait ? .await : .publish))
    }
}

extension DateOrder: ExpressibleByArgument {}
extension ImportZone: ExpressibleByArgument {}

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
