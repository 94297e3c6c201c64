import Complaints
import Postgres
import Store
import TestKit
import Testing

@testable import NotifyWorker

@Suite("Officers", .stack, .dedicatedThread, .timeLimit(.minutes(1)))
struct OfficerTests {
    @Test("who answers for a body is who is in office on that day, however long ago the register was read")
    func terms() throws {
        try MigratedDatabase.with { url in
            var connection = try PostgresConnection(to: url)
            try connection.run(
                """
                INSERT INTO body (code, parent_code, kind, name) VALUES
                    ('NASIONAL', NULL, 'national', 'Nasional'), ('64', 'NASIONAL', 'province', 'Kaltim');
                INSERT INTO liaison_officer (body_code, name, email, role, valid_from, valid_to) VALUES
                    ('64', 'Lama', 'lama@contoh.example', 'officer', '2020-01-01', '2020-06-30'),
                    ('64', 'Baru', 'baru@contoh.example', 'officer', '2020-07-01', '2020-12-31'),
                    ('64', 'Kepala', 'kepala@contoh.example', 'head', '2020-07-01', NULL),
                    ('NASIONAL', 'Pusat', 'pusat@contoh.example', 'officer', '2020-01-01', NULL)
                """)
            let knowledge = try NotifyKnowledge.read(&connection)
            func officers(_ day: String, _ level: EscalationLevel? = nil) throws -> [String] {
                let day = try #require(CivilDate(iso: day))
                let found =
                    level.map { knowledge.officers(of: "64", at: $0, on: day) } ?? knowledge.officers(of: "64", on: day)
                return found.map(\.name)
            }
            #expect(try officers("2020-06-30") == ["Lama"] && officers("2020-07-01") == ["Baru"])
            #expect(try officers("2021-01-01") == ["Pusat"])
            #expect(try officers("2020-06-30", .head) == ["Pusat"] && officers("2020-07-01", .head) == ["Kepala"])
        }
    }
}
