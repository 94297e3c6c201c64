import Complaints
import Contract
import Foundation
import Postgres
import Shared
import Store
import Synchronization
import TestKit

/// A suite each of whose tests has a migrated database with the directory of `CaseSeed`.
class SeedTest {
    let url: String
    let seed: CaseSeed
    var connection: PostgresConnection

    init() throws {
        url = try CaseSeed.database()
        connection = try PostgresConnection(to: url)
        seed = CaseSeed(clocks: try ReferenceTables.clocks(&connection))
    }

    deinit { TestDatabase.drop(url) }
}

/// A small directory of bodies, and cases that stand with them as the workers would have stored them.
struct CaseSeed {
    /// Wednesday, 25 November 2026, 10:00 in western Indonesia.
    static let now = Instant(rfc3339: "2026-11-25T03:00:00Z") ?? .now
    static let clinic = "64.72/1.02"

    /// A fresh migrated database with the directory; its URL.
    static func database() throws -> String {
        try TestDatabase.create(on: TestStack.required().database, copying: try template())
    }

    /// Made once and copied.
    private static let made = Mutex<String?>(nil)

    private static func template() throws -> String {
        try made.withLock { made in
            if let made { return made }
            let url = try MigratedDatabase.create(on: TestStack.required().database)
            try PostgresConnection(to: url).run(
                """
                INSERT INTO region VALUES ('64', NULL, 'province', 'Kalimantan Timur', 'Asia/Makassar'),
                    ('64.72', '64', 'city', 'Kota Samarinda', 'Asia/Makassar');
                INSERT INTO body (code, parent_code, kind, name, region_code) VALUES
                    ('NASIONAL', NULL, 'national', 'Admin Nasional', NULL),
                    ('64', 'NASIONAL', 'province', 'Pemprov Kaltim', '64'),
                    ('64.72', '64', 'city', 'Pemkot Samarinda', '64.72'),
                    ('64.72/1.02', '64.72', 'opd', 'Dinas Kesehatan', '64.72');
                INSERT INTO liaison_officer (body_code, name, email) SELECT code, 'Penghubung', 'x@contoh.example' FROM body;
                INSERT INTO deadline_rule (clock, working_days, valid_from, source) VALUES
                    ('verify', 3, '2018-01-01', 'S'), ('first_reply', 5, '2018-01-01', 'S'),
                    ('silence', 10, '2018-01-01', 'S'), ('complete_unsupervised', 14, '2018-01-01', 'S'),
                    ('ombudsman', 60, '2018-01-01', 'S')
                """)
            made = url
            return url
        }
    }

    let clocks: LegalClocks

    /// The id of case `number`.
    func id(_ number: Int) -> ComplaintID {
        ComplaintID.v7(milliseconds: Self.now.milliseconds - 86_400_000 + Int64(number), random: (UInt64(number), 1))
    }

    /// Stores the cases of `numbers`: registered, and assigned to `body` when one is given.
    func store(
        _ numbers: Range<Int>, with body: String?, at moment: Instant = Self.now, _ connection: inout PostgresConnection
    ) throws {
        var journal = JournalRows()
        var states: [CaseState] = []
        for number in numbers {
            var state = CaseState(id: id(number))
            for (event, details) in events(number, body, at: moment) {
                let entry = JournalEntry(
                    complaint: state.id, version: state.version + 1, event: event, at: moment, actor: "test",
                    details: details)
                try state.apply(entry)
                journal.add(entry)
            }
            states.append(state)
        }
        try journal.store(&connection)
        try insert(states, body, at: moment, connection)
        try AgendaRows(states, calendar: 1).store(&connection)
    }

    private func events(_ number: Int, _ body: String?, at moment: Instant) -> [(CaseEvent, EventDetails)] {
        var registered = EventDetails()
        registered.code = "CODE\(number)"
        registered.channel = "web"
        registered.kind = .pengaduan
        guard let body else { return [(.registered, registered)] }
        var assigned = EventDetails()
        assigned.code = registered.code
        assigned.body = body
        assigned.hop = 1
        assigned.zone = .wita
        assigned.region = "64.72"
        assigned.clocks = CaseState.firstClocks(
            submittedAt: moment, assigned: true, at: moment,
            in: ClockPlace(zone: .wita, region: "64.72", caseClass: .ordinary), clocks)
        return [(.registered, registered), (.assigned, assigned)]
    }

    private func insert(
        _ states: [CaseState], _ body: String?, at moment: Instant, _ connection: borrowing PostgresConnection
    ) throws {
        let rows = states.map { state in
            func moment(_ instant: Instant?) -> String { instant.map { "'\($0)'" } ?? "NULL" }
            return """
                ('\(state.id)', '\(state.code)', \(state.version), '\(state.status.rawValue)', 'pengaduan', 'web', false,
                false, \(moment(state.submittedAt)), \(moment(state.registeredAt)),
                \(moment(state.due(of: .verify))), \(moment(state.due(of: .firstReply))), \(state.hop),
                \(state.body.map { "'\($0)'" } ?? "NULL"), \(state.region.map { "'\($0)'" } ?? "NULL"), 'Uji')
                """
        }
        try connection.run(
            """
            INSERT INTO complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at,
                received_at, verify_due, first_reply_due, hop, body_code, region_code, text)
            VALUES \(rows.joined(separator: ", "));
            INSERT INTO submission SELECT 'web', code, id FROM complaint ON CONFLICT DO NOTHING
            """)
    }
}

extension PostgresConnection {
    /// The one value of a query, as text.
    func look(_ sql: String) throws -> String { try run("SELECT (\(sql))::text AS value")[0].text("value") }
}
