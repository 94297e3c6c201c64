import Complaints
import Store

/// A reconciliation as it is printed.
package struct ReconciliationPage: CommandResult {
    struct Check: Encodable {
        var name: String
        var left: ReconciliationCheck.Side
        var right: ReconciliationCheck.Side
        var difference: Int
        var wrong: Int
        var ok: Bool
        var examples: [String]

        init(_ check: ReconciliationCheck) {
            name = check.name
            left = check.left
            right = check.right
            difference = check.difference
            wrong = check.wrong
            ok = check.isSound
            examples = check.examples
        }
    }

    var at: String
    var ok: Bool
    var cases: Int
    var tookMs: Int
    var failed: [String]
    /// Nil when no broker was asked.
    var parked: ParkedSubmissions?
    var checks: [Check]

    /// What was found last.
    ///
    /// - Throws: `Failure` `notFound`, and the errors of the database.
    package static func last() throws -> ReconciliationPage {
        var database = try Connections.database(seconds: seconds)
        guard let kept = try Reconciliation.last(&database) else {
            throw Failure(.notFound, "nothing was reconciled yet; 'lapor reconcile' does it now")
        }
        return ReconciliationPage(kept)
    }

    /// Compares everything, and keeps the result.
    ///
    /// - Parameter ledger: a client's, each of whose ids must be stored or parked.
    /// - Throws: `Failure`, and the errors of broker and database.
    package static func now(ledger: String?) throws -> ReconciliationPage {
        var database = try Connections.database(seconds: seconds)
        // Parked first: what is put back in between is then stored, and not missing from both.
        let parked = try ParkedSubmissions.read(&database)
        var result = try Reconciliation(at: try StoreClock.of(try Connections.databaseURL())(), &database)
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

    private static let seconds = 3600

    /// Why the command fails; nil when everything adds up.
    package var failure: Failure? {
        ok ? nil : Failure(.inconsistent, "does not add up: " + failed.joined(separator: ", "))
    }

    private init(_ result: Reconciliation, _ parked: ParkedSubmissions? = nil) {
        at = IndonesianZone.wib.time(result.at)
        ok = result.isSound
        cases = result.cases
        tookMs = result.milliseconds
        failed = result.failed
        self.parked = parked
        checks = result.checks.map(Check.init)
    }

    package var text: String {
        var table = TextTable(["Check", "One side", "Count", "Other side", "Count", "Difference", "Wrong", "Adds up"])
        for check in checks {
            table.add([
                check.name, check.left.what, String(check.left.count), check.right.what, String(check.right.count),
                String(check.difference), String(check.wrong), check.ok ? "yes" : "NO",
            ])
        }
        var parts = ["\(cases) cases at \(at), in \(tookMs) ms", table.text]
        if let parked { parts.append(parked.text) }
        let examples = checks.filter { !$0.ok }.flatMap { check in check.examples.map { "\(check.name): \($0)" } }
        if !examples.isEmpty { parts.append(examples.joined(separator: "\n")) }
        return parts.joined(separator: "\n\n")
    }
}

/// What was found last, in a line: for `lapor status`.
struct LastReconciliation: Encodable {
    var at: String
    var ok: Bool
    var failed: [String]

    init(_ result: Reconciliation) {
        at = IndonesianZone.wib.time(result.at)
        ok = result.isSound
        failed = result.failed
    }

    var text: String {
        "Reconciled \(at): " + (ok ? "everything adds up" : "DOES NOT ADD UP: " + failed.joined(separator: ", "))
    }
}
