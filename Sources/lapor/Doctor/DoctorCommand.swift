import ArgumentParser
import Operator

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows queues, delays and counts: whether the pipeline gets its work done.")

    @OptionGroup var columns: ColumnOption
    @OptionGroup var watching: WatchOption

    func run() throws {
        try columns.choosing(from: PipelineStatus.columns, watching.output) {
            try watching.print { try PipelineStatus() }
        }
    }
}

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Examines broker, database and the work in hand, and says what to do.",
        discussion: """
            Nothing is changed. Exit code 2 when citizens are harmed or will be (an error), 1 when somebody should look (a \
            warning), 0 otherwise: notes leave it at 0. Without LAPOR_MANAGEMENT_URL version, alarms, room and policies of the \
            broker are not examined. Where a worker seems to stand still the doctor looks twice, 11 s apart.
            """)

    @OptionGroup var watching: WatchOption

    func run() throws { try watching.print { Examination() } }
}

struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Proves that nothing is missing and nothing is double; exit code 70 names what does not add up.",
        discussion: """
            Everything is compared in one snapshot, page by page; the result is kept. A ClockWorker does it every night at \
            02:00 WIB. The journal is compared with the anchors that were signed of it, and, with --anchors, these with those that were \
            kept away from the database: an older copy of the store is told by them alone. With a broker's address parked messages are counted too; a message on its way is in neither \
            count, so compare a ledger when nothing is.
            """)

    @Flag(help: "Show the last result instead.")
    var last = false
    @Option(
        help:
            "A client's ledger, channel, tab and accepted id a line, as 'lapor import --ledger' writes it: each must be stored or parked."
    )
    var ledger: String?
    @Option(help: "Folder with anchors that were kept outside, as ClockWorker writes them to LAPOR_ANCHOR_DIR.")
    var anchors: String?
    @Option(help: "File with a public key that may have signed anchors, PEM or Base64; several times. Default: any.")
    var anchorKey: [String] = []
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(!last || ledger == nil, CallWords.ledgerNow)
        try require(!last || anchors == nil && anchorKey.isEmpty, AnchorWords.reconcileNow)
    }

    func run() throws {
        guard !last else { return try output.print(try ReconciliationPage.last()) }
        let outside = try AnchorEvidence.read(folder: anchors, keys: anchorKey)
        try output.print(try ReconciliationPage.now(ledger: ledger, anchors: outside))
    }
}
