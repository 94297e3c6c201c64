import Foundation
import Postgres
import Rabbit
import Store
import TestKit
import Testing

extension SystemTests {
    @Suite("The doctor")
    final class DoctorTests: SiteTest {
        private func findings(_ changes: [String: String?] = [:]) throws -> (Int32?, [[String: Any]]) {
            let (code, text) = try site.lapor(["doctor", "--json"], changes)
            // Both streams go to one file, in any order.
            let start = try #require(text.firstIndex(of: "["), "\(text)")
            let end = try #require(text.lastIndex(of: "]"), "\(text)")
            let list = try JSONSerialization.jsonObject(with: Data(text[start...end].utf8)) as? [[String: Any]]
            return (code, try #require(list))
        }

        private func errors(_ findings: [[String: Any]]) -> String {
            findings.filter { $0["severity"] as? String == "error" }
                .map { "\($0["subject"] ?? ""): \($0["finding"] ?? "")" }.joined(separator: "\n")
        }

        private func isAlive(_ kinds: [String]) throws -> Bool {
            var connection = try PostgresConnection(to: site.database)
            let ready = try WorkerTable.all(&connection).filter { $0.beat.ready == $0.beat.lanes }
            return Set(ready.map(\.identity.kind)) == Set(kinds)
        }

        @Test(
            "five workers prove their lives; a sound installation is found sound; a missing and a frozen one are named")
        func lives() throws {
            let kinds = WorkerKind.allCases.map(\.rawValue)
            let programs = try kinds.map { try site.spawn($0) }
            try #require(try poll(seconds: 60) { try isAlive(kinds) }, "\(site.logs)")
            let (code, findings) = try findings()
            // The stack of the tests may have its durability turned down; messages go to files; the tests' account is no program's.
            let amiss = findings.filter { ["error", "warning"].contains($0["severity"] as? String) }
                .map { "\($0["subject"] ?? ""): \($0["finding"] ?? "")" }.filter {
                    !$0.contains("a crash loses") && !$0.hasPrefix("database logins: lapor:")
                }
            #expect(amiss.allSatisfy { $0.contains("no provider") } && amiss.count == 2, "\(amiss)")
            #expect(code == 1 || code == 2)
            #expect(findings.contains { ($0["finding"] as? String)?.hasPrefix("RabbitMQ") == true })

            let list = try site.lapor("workers")
            #expect(list.code == 0 && kinds.allSatisfy(list.output.contains), "\(list)")
            programs[0].stop()
            try programs[4].kill()
            let missing = try site.lapor("workers")
            #expect(missing.code == 1 && missing.output.contains("IntakeWorker"))
            #expect(try site.submit("Jalan rusak di Kabupaten Garut").code == 0)
            try PostgresConnection(to: site.database).run(
                "UPDATE worker SET beat_at = beat_at - interval '30 s' WHERE kind = 'ClockWorker'")
            let errors = errors(try self.findings().1)
            #expect(errors.contains("IntakeWorker: none runs; 1 message waits"), "\(errors)")
            let warnings = try self.findings().1.compactMap { $0["finding"] as? String }
            #expect(
                warnings.contains { $0.contains("none runs; the last, ") && $0.contains("fell silent") }, "\(warnings)")
        }

        @Test(
            "a table of reference data that is emptied is named, whichever; so are texts that are missing",
            arguments: ["alias", "body_alias", "duty", "agency_family", "village", "category_keyword", "holiday"])
        func emptied(table: String) throws {
            let connection = try PostgresConnection(to: site.database)
            if table == "duty" {
                try connection.run("UPDATE body SET duty_code = NULL; UPDATE category SET duty_code = NULL")
            }
            try connection.run(
                "DELETE FROM \(table); DELETE FROM template WHERE channel = 'sms' AND event IN ('closed', 'replied')")
            let (code, found) = try findings()
            let errors = errors(found)
            #expect(code == 2 && errors.contains("reference data: empty: \(table)"), "\(errors)")
            #expect(
                errors.contains(
                    "does not have: closed follower sms, closed officer sms, closed reader sms; and 4 more"))
            try site.run("load", "reference")
            #expect(try !self.errors(findings().1).contains("empty: "))
        }

        @Test("before the first setup each command says one sentence, with the cure")
        func beforeSetup() throws {
            try TestDatabase.with { empty in
                for command in [["cases"], ["load", "reference"], ["workers"]] {
                    let (code, text) = try site.lapor(command, ["LAPOR_DATABASE_URL": empty])
                    #expect(code == 78 && text.hasSuffix(": run 'lapor migrate'\n"), "\(command): \(text)")
                    #expect(text.split(separator: "\n").count == 1, "\(command): \(text)")
                }
                let errors = errors(try findings(["LAPOR_DATABASE_URL": empty]).1)
                #expect(errors.contains("schema: the database has no tables"))
            }
            for (command, queue) in [(["status"], "intake"), (["dead", "list"], "intake.dead")] {
                try site.broker.deleteQueue(queue)
                let (code, text) = try site.lapor(command)
                #expect(
                    code == 78 && text == "lapor: queue \(queue) is missing: run 'lapor topology apply'\n", "\(text)")
            }
            let topology = try findings().1.filter { $0["subject"] as? String == "topology" }
            #expect(topology.count == 1 && topology[0]["severity"] as? String == "error")
        }

        @Test("each thing that is wrong is named, with what to do")
        func unsound() throws {
            var connection = try RabbitConnection(to: site.broker.address)
            try connection.deleteQueue("notify.dead")
            try connection.declareQueue("notify.dead", arguments: ["x-queue-type": .text("quorum")])
            try Submitter(site).submit([Submissions(series: "D").good(0)])
            try PostgresConnection(to: site.database).run(
                """
                INSERT INTO complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at,
                    received_at, text)
                VALUES (gen_random_uuid(), 'X', 1, 'belum_terverifikasi', 'pengaduan', 'web', false, false, now(),
                    now() - interval '1 hour', 'x')
                """)
            let (code, findings) = try findings()
            #expect(code == 2)
            let errors = errors(findings)
            for subject in [
                "queue notify.dead is not bound", "IntakeWorker: none runs; 1 message waits",
                "RoutingWorker: none runs; complaints that were not routed: 1",
            ] {
                #expect(errors.contains(subject), "\(subject) is not in:\n\(errors)")
            }
            #expect(findings.allSatisfy { $0["severity"] as? String == "good" || $0["advice"] != nil })
            try PostgresConnection(to: site.database).run("DELETE FROM schema_migration WHERE version = 1")
            #expect(self.errors(try self.findings().1).contains("without 0001_reference.sql"))
            let (_, away) = try self.findings(["LAPOR_DATABASE_URL": "postgresql://127.0.0.1:1/x"])
            #expect(self.errors(away).contains("database: PostgreSQL does not answer"))
        }
    }
}
