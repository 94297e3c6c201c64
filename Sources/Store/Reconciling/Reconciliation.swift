package import Complaints
import Foundation
package import Postgres

/// The proof that nothing is missing and nothing is double: accepted = stored, journals replay to the present and to the facts
/// that figures are counted from, notices in = out, each from one snapshot.
package struct Reconciliation: Sendable, Equatable {
    /// The moment of the snapshot, by the store's time.
    package var at: Instant
    package var cases: Int
    package var milliseconds: Int
    package var checks: [ReconciliationCheck]

    package var isSound: Bool { checks.allSatisfy(\.isSound) }

    package var failed: [String] { checks.filter { !$0.isSound }.map(\.name) }

    /// Compares everything, in one snapshot, page by page.
    ///
    /// - Parameters:
    ///   - now: the store's time.
    ///   - outside: what is known of anchors beyond the store.
    ///   - progress: told how many cases were replayed, page by page.
    ///   - beat: called between two pages; what it throws ends the comparison.
    package init(
        at now: Instant, anchors outside: AnchorProof.Outside = .init(), _ connection: inout PostgresConnection,
        progress: (Int) -> Void = { _ in },
        beat: () throws(PostgresError) -> Void = {}
    ) throws(PostgresError) {
        let start = ContinuousClock.now
        try FactProjector.catchUpWhole(&connection)
        var proof = CaseProof()
        checks = try connection.transaction { connection throws(PostgresError) in
            try connection.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try connection.run("SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off")
            let tables = try TableProofs.checks(at: now, &connection, beat: beat)
            let agenda = try TableProofs.agenda(&connection)
            try proof.run(&connection, progress: progress, beat: beat)
            let anchors = try AnchorProof.check(outside, &connection, beat: beat)
            return tables + (try proof.checks(agenda: agenda, at: now, &connection)) + [anchors]
        }
        at = now
        cases = proof.cases
        milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    }

    private init(at: Instant, cases: Int, milliseconds: Int, checks: [ReconciliationCheck]) {
        self.at = at
        self.cases = cases
        self.milliseconds = milliseconds
        self.checks = checks
    }

    package func store(_ connection: inout PostgresConnection) throws(PostgresError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = (try? encoder.encode(checks)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
        try connection.execute(
            "keep reconciliation",
            "INSERT INTO reconciliation (at, ok, cases, took_ms, checks) VALUES ($1, $2, $3, $4, $5::text::jsonb)",
            [
                .instant(at), .boolean(isSound), .bigint(Int64(cases)),
                .integer(Int32(clamping: milliseconds)), .text(json),
            ])
    }

    /// What stands in place of a result that this program cannot read: nothing is proven by it.
    private static let unreadable = ReconciliationCheck("unreadable", .init("results", 1), .init("that can be read", 0))

    /// The last result that was kept; nil: none yet.
    package static func last(_ connection: inout PostgresConnection) throws(PostgresError) -> Reconciliation? {
        let rows = try connection.execute(
            "last reconciliation",
            "SELECT at, cases, took_ms, checks::text AS checks FROM reconciliation ORDER BY id DESC LIMIT 1")
        guard let row = rows.first else { return nil }
        let checks = try? JSONDecoder().decode([ReconciliationCheck].self, from: Data(row.text("checks").utf8))
        return Reconciliation(
            at: row.instant("at"), cases: row.integer("cases"), milliseconds: row.integer("took_ms"),
            checks: checks ?? [unreadable])
    }
}
