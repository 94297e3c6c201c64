import Complaints
import Figures
import Postgres
import Routing

/// Facts of complaints that are routed for the first time. Their whole journal is in hand: the registration and the decision.
struct RoutedFacts {
    /// Both facts of each case, in the order of ids.
    private let cases: [[CaseFact]]

    init(_ routed: [RoutedComplaint]) {
        cases = routed.filter { $0.complaint.version == 1 }.sorted { $0.complaint.id < $1.complaint.id }
            // What does not fold is left to the projector, which says so.
            .compactMap { try? CaseFact.fold([$0.complaint.registration, $0.entry]).facts }
    }

    /// Stores those of cases that have no facts yet. A report that was faster has folded the registration alone.
    ///
    /// - Returns: the cases whose facts are stored now; others are left to be folded.
    func store(_ connection: inout PostgresConnection) throws(PostgresError) -> Set<ComplaintID> {
        let known = try FactProjector.presentVersions(of: cases.map { $0[0].complaint }, &connection)
        var rows = FoldedRows()
        var stored: Set<ComplaintID> = []
        for facts in cases where known[facts[0].complaint] == nil {
            stored.insert(facts[0].complaint)
            rows.add(facts, known: nil)
        }
        guard !stored.isEmpty else { return [] }
        try connection.run("SAVEPOINT facts")
        do throws(PostgresError) {
            try rows.store(&connection)
        } catch {
            // A report folds one of them at this very moment.
            guard error.sqlState == SQLState("23505") else { throw error }
            try connection.run("ROLLBACK TO SAVEPOINT facts")
            stored = []
        }
        try connection.run("RELEASE SAVEPOINT facts")
        return stored
    }
}

extension RoutableComplaint {
    /// The first row of its journal.
    fileprivate var registration: JournalEntry {
        .registered(
            id, code: code, channel: report.channel, kind: kind, submittedAt: submittedAt, receivedAt: receivedAt)
    }
}
