import Foundation
import Postgres
import Rabbit
import TestKit
import Testing

extension SystemTests {
    @Suite("Parked messages")
    final class ParkedTests: SiteTest {
        /// Parks good submissions, as if their fault had been mended since.
        private func park(_ count: Int, headers: [String: FieldValue] = [:]) throws {
            let series = Submissions(series: "P")
            var connection = try RabbitConnection(to: site.broker.address)
            try connection.selectConfirms()
            for message in (0..<count).map(series.good) {
                var properties = message.properties
                properties.headers = headers.merging([
                    "x-lapor-stage": .text("intake"), "x-lapor-code": .text("storage_refused"),
                    "x-lapor-reason": .text("the database refused it"), "x-lapor-exchange": .text("lapor.intake"),
                    "x-lapor-routing-key": .text(message.routingKey),
                ]) { given, _ in given }
                try connection.publish(
                    Publication(exchange: "", routingKey: "intake.dead", properties: properties, body: message.body))
            }
            try connection.waitForConfirms(milliseconds: 10_000)
        }

        @Test("what is put back is stored, once, however often; who did it is written down")
        func replay() throws {
            try site.startWorkers()
            for round in 1...2 {
                try park(30)
                let listed = try site.lapor("dead", "list", "--json").output
                #expect(listed.contains("\"messages\" : 30"), "\(listed)")
                let result = try site.lapor("dead", "replay", "--stage", "intake", "--all", "--yes", "--rate", "1000")
                #expect(result.code == 0 && result.output.contains("put back 30"), "\(result.output)")
                try records.settle(complaints: 30)
                #expect(try records.depth("intake.dead") == 0)
                #expect(
                    try records.count("SELECT count(*) FROM parked_action WHERE action = 'replay'") == 30 * round)
            }
            #expect(try site.lapor("dead", "replay", "--all").code == 1, "there is nothing left")
        }

        @Test("what is still bad is parked again, once, and says how often it was put back")
        func stillBad() throws {
            try site.start("IntakeWorker")
            try Submitter(site).submit([Submissions(series: "B").bad(2)])
            #expect(try poll(seconds: 20) { try records.depth("intake.dead") == 1 })
            for replays in 1...3 {
                #expect(try site.lapor("dead", "replay", "--code", "field_missing").code == 0)
                #expect(try poll(seconds: 20) { try records.depth("intake.dead") == 1 })
                let listed = try site.lapor("dead", "list", "--each", "--json").output
                #expect(listed.contains("\"replays\" : \(replays)"), "\(listed)")
            }
        }

        @Test("messages that ended workers go back one at a time")
        func suspects() throws {
            try site.startWorkers()
            let death: [String: FieldValue] = ["reason": .text("delivery_limit"), "queue": .text("intake")]
            try park(
                3, headers: ["x-lapor-code": .text("delivery_limit"), "x-death": .array([.table(death)])])
            let begun = SocketBreaker.monotonicMilliseconds
            #expect(try site.lapor("dead", "replay", "--code", "delivery_limit").code == 0)
            let took = SocketBreaker.monotonicMilliseconds - begun
            #expect(took > 3 * 500, "each waits until the one before was taken")
            try records.settle(complaints: 3)
        }

        @Test("discarding needs a reason, which is written down, and removes what was named only")
        func discard() throws {
            try park(3)
            let letters = try site.lapor("dead", "list", "--each", "--json").output
            let id = try #require(letters.firstMatch(of: #/"id" : "([0-9a-f]{12})"/#).map { String($0.1) })
            #expect(try site.lapor("dead", "discard", id).code == 64)
            #expect(try site.lapor("dead", "discard", id, "--reason", " ").code == 64)
            #expect(try site.lapor("dead", "discard", "--reason", "bersih-bersih").code == 64, "all by mistake")
            #expect(try site.lapor("dead", "discard", id, "--reason", "uji coba").code == 77, "nobody was asked")
            #expect(try records.depth("intake.dead") == 3)
            #expect(try site.lapor("dead", "discard", id, "--reason", "uji coba", "--yes").code == 0)
            #expect(try records.depth("intake.dead") == 2)
            #expect(try records.texts("SELECT letter_id || ' ' || reason FROM parked_action") == ["\(id) uji coba"])
            #expect(throws: (any Error).self) {
                try PostgresConnection(to: site.database).run("DELETE FROM parked_action")
            }
        }
    }

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

        @Test("a sound installation is found sound")
        func sound() throws {
            try site.startWorkers()
            try #require(poll(seconds: 60) { site.runs.allSatisfy(\.isReady) })
            let (code, findings) = try findings()
            // The stack of the tests may have its durability turned down; nothing else may be amiss.
            let errors = errors(findings).split(separator: "\n").filter { !$0.contains("a crash loses") }
            #expect(errors.isEmpty, "\(errors)")
            #expect(code == 0 || code == 2)
            #expect(findings.contains { ($0["finding"] as? String)?.hasPrefix("RabbitMQ") == true })
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
                "queue notify.dead is not bound", "queue intake: 1 messages wait and nobody reads them",
                "complaints that were not routed: 1",
            ] {
                #expect(errors.contains(subject), "\(subject) is not in:\n\(errors)")
            }
            #expect(findings.allSatisfy { $0["severity"] as? String == "good" || $0["advice"] != nil })
            try PostgresConnection(to: site.database).run("DELETE FROM schema_migration WHERE version = 1")
            #expect(self.errors(try self.findings().1).contains("not applied: 0001_reference.sql"))
            let (_, away) = try self.findings(["LAPOR_DATABASE_URL": "postgresql://127.0.0.1:1/x"])
            #expect(self.errors(away).contains("database"))
        }
    }
}
