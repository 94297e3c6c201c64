import ArgumentParser
import Foundation
import Operator
import Postgres
import Store

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
        let url = try Connections.databaseURL()
        var options = PostgresConnection.Options()
        options.statementSeconds = 3600
        var database = try PostgresConnection(to: url, options: options)
        let page = last ? try kept(&database) : try compare(url, &database)
        try output.print(page, page.text)
        guard page.ok else {
            throw Failure(.inconsistent, "does not add up: " + page.failed.joined(separator: ", "))
        }
    }

    private func kept(_ database: inout PostgresConnection) throws -> ReconciliationPage {
        guard let kept = try Reconciliation.last(&database) else {
            throw Failure(.notFound, "nothing was reconciled yet; 'lapor reconcile' does it now")
        }
        return ReconciliationPage(kept)
    }

    private func compare(_ url: String, _ database: inout PostgresConnection) throws -> ReconciliationPage {
        // Parked first: what is put back in between is then stored, and not missing from both.
        let parked = try ParkedSubmissions.read(&database)
        var result = try Reconciliation(at: try StoreClock.of(url)(), &database)
        guard let ledger else {
            try result.store(&database)
            return ReconciliationPage(result, parked)
        }
        let check = try LedgerProof(ledger, parked).check(&database)
        // A channel may number by telephone: its ids are shown, and not kept.
        result.checks.append(check.withoutExamples)
        try result.store(&database)
        result.checks[result.checks.count - 1] = check
        return ReconciliationPage(result, parked)
    }
}
