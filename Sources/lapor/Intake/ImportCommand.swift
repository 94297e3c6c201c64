import ArgumentParser
import Operator

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Publishes complaints from a file: JSON, a table such as the official SP4N export, an Open311 answer.",
        discussion: """
            JSON lines: each is published as it is, days and moments aside that are written as people write them; plain \
            submissions, CloudEvents and CloudEvents batches are understood, in arrays too. Tables (comma, semicolon, tab; UTF-8, UTF-16, Windows-1252): the columns of the \
            SP4N-LAPOR! export, \(ImportedSubmissions.columns.all.joined(separator: ", ")); only \
            '\(ImportedSubmissions.columns.required.joined(separator: "' and '"))' must be there. Names of the contract, \
            of Open311 and of common lists are known as well; what stands in a column that is not known is kept with \
            the reporter's identity.

            Every row is checked before the first is published. A complaint counts as accepted only when the broker has \
            confirmed it. An import that was interrupted goes on where it stopped; running it again is harmless, because \
            what is known already is not stored twice. What breaks the contract is published as well: intake parks it \
            with the reason. Rows are not published whose id a spreadsheet has rounded, that are above the message limit, whose \
            bracket or quote never ends, or whose status is not known: closed reports go to the history, and only you know then \
            whether they are (--status-closed, --status-open, --as-new).

            Exit code 65: a row was refused or parked; its line is told, and all others went their way. Rows of closed reports, \
            which went to the history, and rows that were known before are no reason for it. 75: --wait saw nothing move for two \
            minutes, did not end within --for, or found a row neither stored nor parked.
            """)

    @Argument(help: "The file; - or /dev/stdin for standard input.")
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

    @Option(help: "Days such as 01/02/2026 or 05-01-26: dmy has the day first, mdy the month, ymd the year.")
    var dates: DateOrder?

    @Option(help: "Zone of times that say none: wib, wita, wit or utc. WIB when not given; UTC in the official export.")
    var zone: ImportZone?

    @Option(help: "Channel of rows that name none: a-z, 0-9, dot, underscore, hyphen.")
    var channel: String?

    @Flag(help: "Make new cases of reports that the file calls closed; without it they go to the history.")
    var asNew = false

    @Option(
        help: "A status, or a word of it, of reports that are closed; may be given several times.")
    var statusClosed: [String] = []

    @Option(
        help: "A status, or a word of it, of reports that are open; may be given several times.")
    var statusOpen: [String] = []

    @Flag(
        help: """
            Number the rows of a table without numbers, such as an online form's, from what they say: the same row is a \
            repetition, one that was changed is another report.
            """)
    var idsFromRows = false

    @Flag(help: "Add to each line, as submitted_at, the moment it was due: for measuring delays. JSON lines only.")
    var stamp = false

    @Flag(
        help: """
            Wait until all of it has been stored, routed and notified, and say what became of each row. Where no worker reads a \
            queue it says so, once a minute, and waits on.
            """)
    var wait = false

    @Option(name: .customLong("for"), help: "With --wait: not longer than so many seconds, publishing included.")
    var limit: Double?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(rate.map { $0 > 0 } ?? true, CallWords.aboveZero("--rate"))
        try require(window > 0, CallWords.aboveZero("--window"))
        try require(channel.map(ImportedSubmissions.isChannel) ?? true, CallWords.channelName)
        try require(!(check && wait), CallWords.checkOnly)
        try require(limit.map { $0 > 0 } ?? true, CallWords.aboveZero("--for"))
        try require(limit == nil || wait, CallWords.forNeedsWait)
        try require(
            (statusClosed + statusOpen).allSatisfy { !$0.isBlank }, CallWords.empty("--status-closed, --status-open"))
        try require(!statuses.contradictsItself, CallWords.statusBoth)
    }

    private var statuses: StatusDecisions { StatusDecisions(open: statusOpen, closed: statusClosed) }

    func run() throws {
        let pace = Pace(rate: rate, window: window, stamp: stamp, patience: .seconds(patience), limit: limit)
        let reading = ImportReading(
            dates: dates, zone: zone?.offsetSeconds, asNew: asNew, channel: channel, statuses: statuses,
            idsFromRows: idsFromRows)
        try output.print(
            try ImportedSubmissions(
                file, reading, pace, ledger: ledger, progress: progress,
                to: check ? .check : wait ? .await(within: limit) : .publish))
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
