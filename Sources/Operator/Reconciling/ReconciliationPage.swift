import Complaints
import Postgres
package import Store

/// A reconciliation as it is printed.
package struct ReconciliationPage: Encodable {
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
    package var ok: Bool
    var cases: Int
    var tookMs: Int
    package var failed: [String]
    /// Nil when no broker was asked.
    var parked: ParkedSubmissions?
    var checks: [Check]

    package init(_ result: Reconciliation, _ parked: ParkedSubmissions? = nil) {
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
package struct LastReconciliation: Encodable {
    var at: String
    var ok: Bool
    var failed: [String]

    package init(_ result: Reconciliation) {
        at = IndonesianZone.wib.time(result.at)
        ok = result.isSound
        failed = result.failed
    }

    package var text: String {
        "Reconciled \(at): " + (ok ? "everything adds up" : "DOES NOT ADD UP: " + failed.joined(separator: ", "))
    }
}
