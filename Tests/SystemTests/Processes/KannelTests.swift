import Complaints
import Contract
import Foundation
import Postgres
import Rabbit
import Shared
import TestKit
import Testing

@testable import Store

extension SystemTests {
    /// SMS by a real bearerbox: the message centre's ledger says what was sent, the store what came of it.
    @Suite("SMS by Kannel", .enabled(if: Bearerbox.isThere, Bearerbox.missing))
    final class KannelTests: SiteTest {
        deinit { site.broker.removeAccounts(["sms"]) }

        /// The account of the channel, which intake believes for it alone.
        private func account() throws -> RabbitAddress {
            let address = try site.broker.makeAccount("sms", key: "^intake[.]sms$")
            var database = try Database(at: site.database, seconds: 10)
            _ = try ChannelAccountTable.set(
                [ChannelAccounts.Pair(channel: "sms", account: address.user)], by: "uji",
                at: try StoreClock.now(&database), &database)
            return address
        }

        private func spawn(
            _ kannel: Bearerbox, as address: RabbitAddress, _ changes: [String: String?] = [:]
        ) throws -> Program {
            let broker =
                "\(address.tls == nil ? "amqp" : "amqps")://\(address.user):\(address.password)@\(address.host):\(address.port)/\(site.broker.path)"
            let settings: [String: String?] = [
                "LAPOR_AMQP_URL": broker, "LAPOR_MANAGEMENT_URL": nil, "LAPOR_KANNEL_BOX": kannel.address,
            ]
            return try site.spawn("SmsWorker", [], settings.merging(changes) { $1 })
        }

        /// Waits until the centre has nothing left and the store has so many reports.
        private func settle(_ kannel: Bearerbox, reports: Int, _ location: SourceLocation = #_sourceLocation) throws {
            let settled = poll(seconds: 60) {
                (try? kannel.ledger().waiting) == 0 && (try? records.complaints()) == reports
            }
            let found = try records.complaints()
            try #require(settled, "\(found) of \(reports): \(site.logs.suffix(1500))", sourceLocation: location)
        }

        @Test("each is one report, whoever is killed meanwhile, also where all was confirmed and nothing acknowledged")
        func faults() throws {
            let (kannel, address) = (try Bearerbox(in: site), try account())
            for worker in ["IntakeWorker", "RoutingWorker", "NotifyWorker", "ClockWorker"] { try site.start(worker) }
            var sent: Set<String> = []
            func send(_ count: Int) throws {
                for _ in 0..<count {
                    let text = "Jalan nomor \(sent.count) rusak di Ciparay"
                    sent.insert(text)
                    try kannel.send(text, from: "62812777\(10_000 + sent.count)")
                }
            }
            // Nobody takes them: bearerbox keeps them on its disk.
            try send(5)
            kannel.kill()
            try send(5)
            try kannel.start()
            let points: [KillPoint] = [.collected, .publishing, .confirmed, .acknowledged]
            for point in points {
                let doomed = try spawn(kannel, as: address, ["LAPOR_KILL_POINT": point.rawValue])
                try send(5)
                let end = doomed.waitForEnd(seconds: 30)
                #expect(end == -SIGKILL, "does not come to \(point): \(doomed.output.suffix(300))")
            }
            let worker = try spawn(kannel, as: address)
            let long = String(repeating: "Jembatan lapuk di Kecamatan Cikalong. ", count: 10)
            sent.insert(long.trimmingCharacters(in: .whitespaces))
            try kannel.send(long)
            try send(10)
            kannel.kill()
            try send(5)
            try kannel.start()
            try send(10)
            #expect(try site.broker.closeConnections(2) >= 2)
            try send(10)
            try settle(kannel, reports: sent.count)
            #expect(try Set(records.reports().map(\.text)) == sent)
            #expect(try records.depth("intake.dead") == 0)
            #expect(try poll(seconds: 30) { try site.lapor("reconcile").code == 0 })
            worker.stop()
        }

        @Test("the same 300 times is one report; what nobody can read is parked, and asked for no more")
        func repeated() throws {
            let (kannel, address) = (try Bearerbox(in: site), try account())
            for worker in ["IntakeWorker", "IntakeWorker", "RoutingWorker", "NotifyWorker", "ClockWorker"] {
                try site.start(worker)
            }
            for _ in 0..<2 { _ = try spawn(kannel, as: address) }
            try kannel.send("Jalan rusak di Ciparay", times: 300)
            try kannel.send(hex: "060504", coding: 4)
            try kannel.send(hex: "", coding: 0)
            try kannel.send("Jalan rusak di Ciparay", from: "6281277771002")
            try settle(kannel, reports: 2)
            let repetitions = { try self.records.count("SELECT count(*) FROM submission WHERE repeats") }
            #expect(try poll(seconds: 30) { try repetitions() == 299 })
            #expect(try poll(seconds: 30) { try records.depth("intake.dead") == 2 })
            let parked = try site.run("dead", "list", "--each", "--json")
            #expect(parked.matches(of: /"code" ?: ?"field_empty"/).count == 2, "\(parked)")
            #expect(try poll(seconds: 30) { try site.lapor("reconcile").code == 0 })
            // A day later the same is said again, and heard.
            try PostgresConnection(to: site.database).run("UPDATE recent_sms SET last_at = last_at - interval '1 day'")
            try kannel.send("Jalan rusak di Ciparay")
            try settle(kannel, reports: 3)
        }

        @Test("a notice ends as its receipt says, twice or late or after a kill; without one nobody knows")
        func receipts() throws {
            let (kannel, address) = (try Bearerbox(in: site), try account())
            try site.start("IntakeWorker")
            let worker = try spawn(kannel, as: address)
            let settings: [String: String?] = [
                "LAPOR_SMS_URL": "kannel://\(kannel.address)", "LAPOR_SMS_SENDER": "1708",
            ]
            try site.start("NotifyWorker", settings)
            let states = {
                try self.records.texts(
                    """
                    SELECT n.state FROM notification n JOIN complaint c ON c.id = n.complaint_id
                    WHERE n.event = 'registered' ORDER BY c.received_at
                    """)
            }
            var expected: [String] = []
            func report(_ mode: String, _ state: String) throws {
                try kannel.report(mode)
                expected.append(state)
                try kannel.send(
                    "Laporan nomor \(expected.count) di Ciparay", from: "62812777\(20_000 + expected.count)")
                let come = poll(seconds: 30) { (try? states()) == expected }
                let found = try states()
                try #require(come, "\(mode): \(found)\n\(site.logs.suffix(1500))")
            }
            for (mode, state) in [("delivered", "delivered"), ("failed", "failed"), ("twice", "delivered")] {
                try report(mode, state)
            }
            try report("late", "delivered")
            try report("never", "sent")
            // The worker that sends dies when bearerbox has the message and nobody has written that down; the receipt tells.
            site.stop("NotifyWorker")
            let doomed = try site.spawn(
                "NotifyWorker", [], settings.merging(["LAPOR_KILL_POINT": "answered"]) { $1 })
            try report("delivered", "delivered")
            #expect(doomed.waitForEnd(seconds: 30) == -SIGKILL)
            try site.start("NotifyWorker", settings)
            try PostgresConnection(to: site.database).run(
                "UPDATE notification_claim SET awaited_until = now() WHERE awaited_until IS NOT NULL")
            expected[4] = "unknown"
            #expect(try poll(seconds: 30) { try states() == expected })
            #expect(try kannel.ledger().sent.count == expected.count)
            #expect(try poll(seconds: 30) { try site.lapor("reconcile").code == 0 })
            worker.stop()
        }
    }
}
