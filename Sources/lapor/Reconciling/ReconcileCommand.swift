import ArgumentParser
import Operator

/// `lapor reconcile`
struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Proves that nothing is missing and nothing is double; exit code 70 names what does not add up.",
        discussion: """
            Everything is compared in one snapshot, page by page; the result is kept. A ClockWorker does it every night at \
            02:00 WIB. With a broker's address parked messages are counted too; a message on its way is in neither \
            count, so compare a ledger when nothing is.
            """)

    @Flag(help: "Show the last result instead.")
    var last = false
    @Option(
        help:
            "A client's ledger, channel, tab and accepted id a line, as 'lapor import --ledger' writes it: each must be stored or parked."
    )
    var ledger: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if last, ledger != nil {
            throw ValidationError("--last shows what was compared then; a ledger is compared now")
        }
    }

    func run() throws {
        let page = last ? try ReconciliationPage.last() : try ReconciliationPage.now(ledger: ledger)
        try output.print(page)
        if let failure = page.failure { throw failure }
    }
}
