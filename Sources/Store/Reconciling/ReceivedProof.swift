import Complaints
import Figures
import Postgres

/// Compares what reports print as received with the cases that there are, by region, body and month: as the journals tell, as
/// the figures of activity say, and as the figures of cohorts say.
struct ReceivedProof {
    private struct Key: Hashable, Comparable {
        let region: String
        let body: String
        let month: String

        static func < (left: Key, right: Key) -> Bool {
            (left.region, left.body, left.month) < (right.region, right.body, right.month)
        }
    }

    private var told: [Key: Int] = [:]

    /// One case more, by its present fact.
    mutating func add(_ fact: CaseFact) {
        let month = ReportPeriod.month.start(of: fact.cohortDate).description
        told[Key(region: fact.region ?? "", body: fact.body ?? "", month: month), default: 0] += 1
    }

    func check(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ReconciliationCheck {
        let days = FigureDays(asOf: now, clocks: try ReferenceTables.clocks(&connection))
        let received = try Self.counts(.activity, Measure.received, days, &connection)
        let cohort = try Self.counts(.cohort, .total, days, &connection)
        var wrong = Wrongs()
        for key in Set(told.keys).union(received.keys).union(cohort.keys).sorted() {
            let counts = (told[key] ?? 0, received[key] ?? 0, cohort[key] ?? 0)
            guard counts.0 != counts.1 || counts.1 != counts.2 else { continue }
            wrong.add(
                "\(key.region) \(key.body) \(key.month): \(counts.0) by the journals, \(counts.1) received, "
                    + "\(counts.2) in the cohort")
        }
        return ReconciliationCheck(
            "received", .init("cases by region, body and month", told.values.reduce(0, +)),
            .init("received there and then by the figures of activity", received.values.reduce(0, +)), wrong)
    }

    private static func counts(
        _ view: FigureQuestion.View, _ measure: Measure, _ days: FigureDays, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Key: Int] {
        var question = FigureQuestion()
        (question.view, question.measures) = (view, [measure])
        (question.dimensions, question.level, question.period) = ([.region, .body, .period], .district, .month)
        let cells = try FigureCounts(question, days).read(grouped: true, &connection)
        return cells.reduce(into: [:]) { counts, cell in
            guard case .count(let count) = measure.value(cell.value, before: nil) else { return }
            counts[Key(region: cell.key[0], body: cell.key[1], month: cell.key[2])] = count
        }
    }
}
