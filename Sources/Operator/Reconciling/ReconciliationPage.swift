import Complaints
package import Store

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
    /// - Throws: `Failure` `notFound`.
    package static func last() throws -> ReconciliationPage {
        var database = try Connections.database(seconds: seconds)
        guard let kept = try Reconciliation.last(&database) else {
            throw Failure(.notFound, ReconciliationWords.nothingYet)
        }
        return ReconciliationPage(kept)
    }

    /// Compares everything, and keeps the result.
    ///
    /// - Parameters:
    ///   - ledger: a client's, each of whose ids must be stored or parked.
    ///   - outside: what was kept of anchors elsewhere.
    package static func now(ledger: String?, anchors outside: AnchorProof.Outside) throws -> ReconciliationPage {
        var database = try Connections.database(seconds: seconds)
        // Parked first: what is put back in between is then stored, and not missing from both.
        let parked = try ParkedSubmissions.read(&database)
        let total = try CaseTable.count(&database)
        var bar = ProgressBar(ReconciliationWords.comparing, onlyIfWatched: true)
        let now = try StoreClock.now(&database)
        var result = try Reconciliation(
            at: now, anchors: outside, &database,
            progress: { bar.show(Double($0) / Double(max(1, total)), CommonWords.progress($0, total)) })
        bar.end()
        guard let ledger else {
            try result.store(&database)
            return ReconciliationPage(result, parked)
        }
        let check = try LedgerProof(ledger, parked, try DeploymentTable.hashes(&database)).check(&database)
        // A channel may number by telephone: its ids are shown, and not kept.
        result.checks.append(check.withoutExamples)
        try result.store(&database)
        result.checks[result.checks.count - 1] = check
        return ReconciliationPage(result, parked)
    }

    private static let seconds = 3600

    /// Why the command fails; nil when everything adds up.
    package var failure: Failure? {
        ok ? nil : Failure(.inconsistent, ReconciliationWords.failed(failed.joined(separator: ", ")))
    }

    private init(_ result: Reconciliation, _ parked: ParkedSubmissions? = nil) {
        at = result.at.rfc3339
        ok = result.isSound
        cases = result.cases
        tookMs = result.milliseconds
        failed = result.failed
        self.parked = parked
        checks = result.checks.map(Check.init)
    }

    package var text: String {
        let table = TextTable(
            [.check, .oneSide, .count, .otherSide, .count, .difference, .wrong, .addsUp],
            less: [.oneSide, .otherSide], overflow: .below,
            checks.map {
                [
                    $0.name, ReconciliationWords.sides.named($0.left.what).text, $0.left.count,
                    ReconciliationWords.sides.named($0.right.what).text, $0.right.count, $0.difference, $0.wrong,
                    Painted(
                        $0.ok ? CommonWords.yes : ReconciliationWords.failing, $0.ok ? nil : .red),
                ]
            })
        let time = IndonesianZone.wib.time(rfc3339: at)
        var parts = [ReconciliationWords.compared(cases, time, tookMs).text, table.text]
        if let parked { parts.append(parked.phrase.text) }
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
        at = result.at.rfc3339
        ok = result.isSound
        failed = result.failed
    }

    var phrase: Phrase {
        let time = IndonesianZone.wib.time(rfc3339: at)
        return failed.isEmpty
            ? ReconciliationWords.sound(time) : ReconciliationWords.unsound(time, failed.joined(separator: ", "))
    }
}
