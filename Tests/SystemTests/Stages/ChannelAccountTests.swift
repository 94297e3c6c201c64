import Contract
import Foundation
import Rabbit
import Shared
import Store
import TestKit
import Testing

extension SystemTests {
    /// Nobody sends for another's channel: broker permissions can be walked around, so intake asks who published.
    @Suite("Accounts of channels")
    final class ChannelAccountTests: SiteTest {
        private static let names = ["web", "jabar"]

        deinit { site.broker.removeAccounts(Self.names) }

        private func give(_ pairs: [(channel: String, account: String)]) throws {
            var database = try Database(at: site.database, seconds: 10)
            let found = Set(
                pairs.map { ChannelAccounts.Pair(channel: $0.channel, account: site.broker.accountName($0.account)) })
            _ = try ChannelAccountTable.set(found, by: "uji", at: try StoreClock.now(&database), &database)
        }

        private func message(
            _ id: String, channel: String = "web", exchange: String = Topology.intakeExchange, key: String? = nil
        ) -> Publication {
            Publication(
                exchange: exchange, routingKey: key ?? "intake.\(channel)",
                properties: MessageProperties(contentType: "application/json", messageID: id),
                body: Array(
                    #"{"channel":"\#(channel)","external_id":"\#(id)","text":"Jembatan rusak di Ciparay."}"#.utf8))
        }

        /// - Parameter saying: whether it names its account.
        private func publish(_ message: Publication, by address: RabbitAddress, saying: Bool = true) throws {
            var connection = try RabbitConnection(to: address)
            try connection.selectConfirms()
            if saying { connection.account = address.user }
            try connection.publish(message)
            try connection.waitForConfirms(milliseconds: 10_000)
        }

        private func bind(_ source: String, to exchange: String) throws {
            try site.broker.api.send(
                "POST", "bindings/\(site.broker.path)/e/\(source)/e/\(exchange)", Array(##"{"routing_key":"#"}"##.utf8))
        }

        /// The codes by the messages' ids, when `count` are parked.
        private func parked(_ count: Int, _ queue: String = "intake.dead") throws -> [String: String] {
            let done = try poll(seconds: 30) { try records.depth(queue) >= count }
            try #require(done, "\(site.logs.suffix(2000))")
            return try records.take(queue).reduce(into: [:]) { codes, delivery in
                codes[delivery.properties.messageID ?? ""] = delivery.properties.headers["x-lapor-code"]?.text
            }
        }

        @Test("only a channel's account sends for it, says who it is, and stands in the journal")
        func owners() throws {
            let web = try site.broker.makeAccount("web", write: "^(lapor[.]intake|amq[.]default)$")
            let jabar = try site.broker.makeAccount("jabar", write: "^(lapor[.]intake|amq[.]default)$")
            try give([("web", "web"), ("jabar", "jabar")])
            try site.start("IntakeWorker")
            try publish(message("good"), by: web)
            try publish(message("good-jabar", channel: "jabar"), by: jabar)
            try publish(message("nobody"), by: web, saying: false)
            try publish(message("another"), by: jabar)
            try publish(message("past the exchange", exchange: "", key: "intake"), by: jabar)
            try publish(message("a channel of nobody", channel: "android"), by: jabar)
            #expect(
                try parked(4) == [
                    "nobody": "sender_not_allowed", "another": "sender_not_allowed",
                    "past the exchange": "sender_not_allowed", "a channel of nobody": "sender_not_allowed",
                ])
            let stored = poll(seconds: 20) { (try? records.complaints()) == 2 }
            #expect(stored)
            let accounts = try records.texts(
                "SELECT data->>'account' FROM journal WHERE event = 'registered' ORDER BY data->>'channel'")
            #expect(accounts == [jabar.user, web.user])
        }

        @Test("an account with an exchange or a queue of its own walks around its key, and is refused")
        func bypasses() throws {
            let jabar = try site.broker.makeAccount(
                "jabar", configure: "^jabar[.].*", write: "^(jabar[.].*|lapor[.](intake|casework)|amq[.]default)$",
                read: "^jabar[.].*", key: "^intake[.]jabar$")
            try site.start("IntakeWorker")
            try site.start("CaseWorker")
            var connection = try RabbitConnection(to: jabar)
            for name in ["jabar.x", "jabar.c", "jabar.d"] { try connection.declareExchange(name, type: "topic") }
            try bind("jabar.x", to: Topology.intakeExchange)
            try bind("jabar.c", to: Topology.caseworkExchange)
            for (queue, exchange, key) in [
                ("jabar.q1", Topology.intakeExchange, "intake.web"), ("jabar.q2", "", "intake"),
            ] {
                try connection.declareQueue(
                    queue,
                    arguments: [
                        "x-dead-letter-exchange": .text(exchange), "x-dead-letter-routing-key": .text(key),
                        "x-message-ttl": .integer(1),
                    ])
                try connection.bind(queue, to: "jabar.d", key: queue)
            }
            try publish(message("bound", exchange: "jabar.x"), by: jabar)
            try publish(message("bound, unsaid", exchange: "jabar.x"), by: jabar, saying: false)
            try publish(message("given up", exchange: "jabar.d", key: "jabar.q1"), by: jabar)
            try publish(message("given up to the queue", exchange: "jabar.d", key: "jabar.q2"), by: jabar)
            try publish(message("command", exchange: "jabar.c", key: "case.archive"), by: jabar)
            #expect(
                try parked(4) == [
                    "bound": "foreign_route", "bound, unsaid": "foreign_route", "given up": "foreign_route",
                    "given up to the queue": "foreign_route",
                ])
            #expect(try parked(1, "casework.dead") == ["command": "foreign_route"])
            #expect(try records.complaints() == 0)
            try publish(message("own", channel: "jabar"), by: jabar)
            let stored = poll(seconds: 20) { (try? records.complaints()) == 1 }
            #expect(stored)
        }
    }
}
