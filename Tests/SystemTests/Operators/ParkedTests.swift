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
}
