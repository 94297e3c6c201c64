import Contract
import Foundation
import Postgres
import Rabbit
import TestKit
import Testing

/// Cases whose clocks have something to say, made at once; and what must be true when they have said it.
struct DueCases {
    let records: Records
    let count: Int

    /// Makes `count` cases, a multiple of five, in the site's database.
    init(_ count: Int, in site: Site) throws {
        self.count = count
        records = Records(site: site)
        let file = TestStack.root.appending(path: "Chaos/due_cases.sql")
        let sql = try String(contentsOf: file, encoding: .utf8)
        var options = PostgresConnection.Options()
        options.statementSeconds = 300
        let connection = try PostgresConnection(to: site.database, options: options)
        try connection.run(sql.replacingOccurrences(of: "{count}", with: String(count)))
    }

    /// Steps that the clocks of all cases have to take.
    var steps: Int { count * 6 / 5 }

    private static let spoken = "FROM journal WHERE actor = 'ClockWorker'"

    func taken() throws -> Int { try records.count("SELECT count(*) \(Self.spoken)") }

    /// Whether all steps are taken and nothing waits to be announced.
    func isOver() throws -> Bool {
        try taken() >= steps && records.count("SELECT count(*) FROM outbox") == 0
    }

    /// Each clock of each case has spoken once, as its kind asks, and the cases are where that has brought them.
    func check(_ location: SourceLocation = #_sourceLocation) throws {
        let events = try records.texts("SELECT event || ' ' || count(*) \(Self.spoken) GROUP BY event ORDER BY event")
        let fifth = count / 5
        let expected = [
            "archived \(fifth)", "closed \(fifth)", "escalated \(fifth)", "overdue \(2 * fifth)", "reminded \(fifth)",
        ]
        #expect(events == expected, sourceLocation: location)
        let distinct = try records.count(
            "SELECT count(DISTINCT (complaint_id, data ->> 'clock', data ->> 'step')) \(Self.spoken)")
        #expect(distinct == steps, sourceLocation: location)
        let statuses = try records.texts(
            "SELECT status || ' ' || count(*) FROM complaint GROUP BY status ORDER BY status")
        #expect(
            statuses == [
                "belum_terverifikasi \(fifth)", "belum_ditindaklanjuti \(2 * fifth)", "selesai \(fifth)",
                "arsip \(fifth)",
            ], sourceLocation: location)
        let waiting = try records.count("SELECT count(*) FROM agenda WHERE next_at <= now()")
        #expect(waiting == 0, sourceLocation: location)
    }

    /// Every step was announced at least once; returns how many were announced in all. Takes what is in the queue.
    @discardableResult
    func checkAnnounced(_ location: SourceLocation = #_sourceLocation) throws -> Int {
        let decoder = CaseEventDecoder()
        let announced = try records.take("notify").flatMap { decoder.decode($0.body) }
            .compactMap { try? $0.content.get() }.map { "\($0.complaint):\($0.version)" }
        let stored = try records.texts("SELECT complaint_id || ':' || version \(Self.spoken)")
        let missing = Set(stored).subtracting(announced)
        #expect(missing.isEmpty, "\(missing.count) of \(stored.count) were never announced", sourceLocation: location)
        return announced.count
    }
}
