import Complaints
import Foundation
import Postgres
import TestKit
import Testing

extension SystemTests {
    @Suite("The hand-over to the Ombudsman")
    final class OmbudsmanTests: SiteTest {
        private func consent(_ id: ComplaintID, _ cases: OpenCases, at now: Instant) throws {
            try cases.step(
                id,
                { _, _ in
                    var details = EventDetails()
                    (details.role, details.consent, details.level) = (.reporter, true, .ombudsman)
                    return CaseStep(.escalated, details)
                }, at: now)
        }

        @Test(
            "at 60 working days a case is ripe; its file exists with the reporter's consent alone, and names no anonymous one"
        )
        func handOver() throws {
            let start = try #require(Instant(rfc3339: "2025-08-12T02:00:00Z"))
            let cases = try OpenCases(1, at: start, in: site)
            let codes = try cases.ids.map { id in
                try #require(try records.texts("SELECT code FROM complaint WHERE id = '\(id)'").first)
            }
            try PostgresConnection(to: site.database).run(
                """
                INSERT INTO reporter (complaint_id, name, phone)
                    SELECT id, 'Wati Contoh', '+628115550101' FROM complaint;
                UPDATE complaint SET anonymous = true WHERE id = '\(cases.ids[1])';
                INSERT INTO correspondence (id, complaint_id, version, at, role, text, body_code)
                    SELECT gen_random_uuid(), id, 3, submitted_at, 'officer', 'Sedang kami periksa.', '32.04' FROM complaint
                """)
            try site.start("ClockWorker")
            let later = start.advanced(bySeconds: 100 * 86_400)
            #expect(try site.run("ombudsman", "show", codes[0], "--reason", "uji", code: 77).contains("has not agreed"))
            try cases.live(at: later)
            #expect(try cases.events(of: cases.ids[0]).contains("escalated ombudsman overdue"))
            let ripe = try site.run("ombudsman", "list")
            #expect(["belum", "not yet"].map { ripe.ranges(of: $0).count }.reduce(0, +) == 6, "\(ripe)")
            #expect(try site.run("ombudsman", "show", codes[0], "--reason", "uji", code: 77).contains("has not agreed"))

            for id in cases.ids.prefix(2) { try consent(id, cases, at: later) }
            let named = try site.run("ombudsman", "show", codes[0], "--reason", "uji")
            for part in ["Wati Contoh", "Sedang kami periksa.", "Jalan di depan pasar", "first_reply"] {
                #expect(named.contains(part), "\(part)")
            }
            let anonymous = try site.run("ombudsman", "show", codes[1], "--reason", "uji", "--json")
            #expect(!anonymous.contains("Wati") && !anonymous.contains("55501"))
            #expect(anonymous.contains("Jalan di depan pasar"))

            let folder = site.folder.appending(path: "ombudsman").path
            #expect(try site.run("ombudsman", "export", folder, "--reason", "uji").contains("2 cases exported"))
            let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(files == codes.prefix(2).flatMap { ["\($0).json", "\($0).txt"] }.sorted())
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(files[0])")
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            try site.stopWorkers()
        }
    }
}
