import Foundation
import Postgres
import TestKit
import Testing

@testable import Store

extension SystemTests {
    /// A store with rows in clear is sealed while complaints come in.
    @Suite("sealing under way", .stack) final class SealingFlowTests: SiteTest {
        init() throws { try super.init() }

        private static let rows = Depth.of(1_000, proof: 100_000)
        private static let canaries = [
            "kanariJudul", "kanariIsi", "kanariNama", "kanariRusak", "kanariSurat", "62812555",
        ]

        /// Cases that are over, as a release of before stored them.
        private func fill() throws {
            try PostgresConnection(to: site.database).run(
                """
                CREATE TEMP TABLE old AS SELECT n, (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - n), 12, '0')
                    || '70008000' || lpad(to_hex(n), 12, '0'))::uuid AS id FROM generate_series(1, \(Self.rows)) AS n;
                INSERT INTO complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at,
                    received_at, title, text)
                SELECT id, 'LAMA' || n, 2, 'selesai', 'pengaduan', 'web', false, false, now(), now(), 'kanariJudul ' || n,
                    'kanariIsi ' || n FROM old;
                INSERT INTO reporter (complaint_id, name, phone)
                SELECT id, 'kanariNama', '+62812555' || lpad(n::text, 6, '0') FROM old;
                INSERT INTO submission (channel, external_id, complaint_id, content_hash)
                SELECT 'web', 'lama-' || n, id, n * 7919 FROM old;
                INSERT INTO unread_field (complaint_id, position, field, code, sent)
                SELECT id, 0, 'title', 'field_type', '"kanariRusak"' FROM old WHERE n % 10 = 0;
                INSERT INTO correspondence (id, complaint_id, version, at, role, text)
                SELECT gen_random_uuid(), id, 2, now(), 'reporter', 'kanariSurat ' || n FROM old WHERE n % 5 = 0
                """)
        }

        /// Columns of words in which one of the canaries stands.
        private func clear() throws -> [String] {
            let places = [
                "complaint": "concat(title, text, extras)", "reporter": "concat(name, phone, email, extras)",
                "unread_field": "sent::text", "correspondence": "text",
            ]
            return try places.flatMap { table, words in
                try Self.canaries.filter {
                    try records.count("SELECT count(*) FROM \(table) WHERE strpos(\(words), '\($0)') > 0") > 0
                }.map { "\(table): \($0)" }
            }
        }

        @Test("nothing is lost, what comes meanwhile is taken in, and nothing stands in clear afterwards")
        func underWay() throws {
            try fill()
            #expect(try clear().count == 6)
            try site.startWorkers()
            let start = ContinuousClock.now
            let sealing = try site.spawn("lapor", ["keys", "seal", "--batch", "100"])
            let series = Submissions(series: "S")
            var sent = 0
            let submitter = try Submitter(site)
            repeat {
                try submitter.submit((sent..<(sent + 50)).map(series.good), window: 25)
                sent += 50
            } while sealing.isRunning && sent < 10_000
            #expect(sealing.waitForEnd(seconds: Depth.isProof ? 1_200 : 120) == 0, "\(sealing.output)")
            let took = ContinuousClock.now - start
            let new = "SELECT count(*) FROM complaint WHERE code NOT LIKE 'LAMA%' AND version > 1"
            #expect(try poll(seconds: Depth.isProof ? 600 : 90) { try records.count(new) == sent })
            print("sealed \(Self.rows) cases of before in \(took) while \(sent) came in")
            #expect(try clear() == [])
            var session = try Database(at: site.database)
            session.keys = TestKeys.all
            #expect(try ClearRows.allCases.reduce(0) { $0 + (try $1.count(&session)) } == 0)
            let said = try records.reports().map(\.text).filter { $0.hasPrefix("kanariIsi") }
            #expect(Set(said) == Set((1...Self.rows).map { "kanariIsi \($0)" }) && said.count == Self.rows)
            let phones = Set(try records.reporters().values.compactMap(\.phone).filter { $0.hasPrefix("+62812555") })
            #expect(phones.count == Self.rows)
            #expect(try records.letters().count == Self.rows / 5)
            #expect(try records.depth("intake.dead") == 0)
            #expect(try records.count("SELECT count(*) FROM submission WHERE said IS NULL") == 0)
        }
    }
}
