import Complaints
import Contract
import Postgres
import Shared
import TestKit
import Testing
import Tokens

@testable import Store

extension Live {
    @Suite("Webhooks") final class WebhookTests: SeedTest {
        private static let now = CaseSeed.now
        private var random = SystemRandomNumberGenerator()

        /// A webhook to which all events go that the seed stores.
        @discardableResult
        private func add(
            _ name: String, channel: String? = "web", events: Set<CaseEvent> = [], since seconds: Int64 = -3_600
        ) throws -> Webhook {
            connection.keys = TestKeys.all
            let new = NewWebhook(
                name: name, url: "https://\(name).example/", channel: channel, events: events, allowed: [.port])
            let fault = try WebhookTable.add(
                new, WebhookSecret(by: &random), by: "test", at: Self.now.advanced(bySeconds: seconds), &connection)
            #expect(fault == nil)
            return try #require(try WebhookTable.all(named: name, &connection).first)
        }

        private func note(_ heard: (number: Int, version: Int)...) throws {
            try DeliveryTable.note(
                heard.map { .init(seed.id($0.number), $0.version) }, at: Self.now, &connection)
        }

        private func due(_ hook: Webhook, after seconds: Int64 = 0, limit: Int = 100) throws -> [DueDelivery] {
            try DeliveryTable.due(
                for: hook, limit: limit, at: Self.now.advanced(bySeconds: seconds), &connection)
        }

        private func settle(
            _ ends: [DeliveryEnd], of hook: Webhook, _ receiver: ReceiverState = .init(), after seconds: Int64 = 0
        ) throws {
            try DeliveryTable.settle(
                ends, of: hook.id, receiver, at: Self.now.advanced(bySeconds: seconds), &connection)
        }

        private func counts(_ hook: Webhook) throws -> DeliveryTable.Counts {
            try DeliveryTable.counts(at: Self.now, &connection)[hook.id] ?? .init()
        }

        @Test("the events of a case are noted once and in order, also those that nobody told")
        func order() throws {
            let hook = try add("a")
            try seed.store(0..<3, with: CaseSeed.clinic, &connection)
            // Of case 0 the second is heard first, of case 1 the first, twice.
            try note((0, 2), (1, 1), (1, 1))
            try note((0, 1), (1, 1))
            #expect(try due(hook).map(\.messageID) == [0, 1].map { "\(seed.id($0)):1" })
            #expect(try counts(hook).waiting == 3)
            try settle(try due(hook).map { DeliveryEnd($0, .delivered, answer: "HTTP 204") }, of: hook)
            let next = try due(hook)
            #expect(next.map(\.messageID) == ["\(seed.id(0)):2"])
            #expect(try counts(hook).delivered == 2)
        }

        @Test("what is sent is what was published, with the channel's own number for that channel alone")
        func form() throws {
            let (own, every) = (try add("own"), try add("every", channel: nil))
            try seed.store(0..<1, with: CaseSeed.clinic, &connection)
            try connection.run(
                """
                INSERT INTO submission (channel, external_id, complaint_id, repeats, correspondence_id) VALUES
                    ('web', 'A-1', '\(seed.id(0))', NULL, NULL), ('web', 'A-0', '\(seed.id(0))', NULL, '\(seed.id(9))'),
                    ('web', 'A-00', '\(seed.id(0))', true, NULL)
                """)
            try note((0, 2))
            let row = try connection.run("SELECT data::text AS data FROM journal WHERE version = 1")[0]
            let published = Outbound.event(seed.id(0), 1, .registered, Self.now, row.utf8("data"))
            #expect(try due(every)[0].json == published.json)
            let text = String(decoding: try due(own)[0].json, as: UTF8.self)
            #expect(
                text.replacing(#","externalid":"A-1""#, with: "") == String(decoding: published.json, as: UTF8.self))
            #expect(text.contains("A-1"))
        }

        @Test(
            "nobody hears of another channel's cases, nor of confidential ones who hears of all, nor of what was before"
        )
        func audience() throws {
            let hooks = try [
                add("web"), add("sms", channel: "sms"), add("all", channel: nil),
                add("late", since: 1), add("assigned", events: [.assigned]),
            ]
            try seed.store(0..<2, with: CaseSeed.clinic, &connection)
            try connection.run("UPDATE complaint SET confidential = true WHERE id = '\(seed.id(1))'")
            try note((0, 2), (1, 2))
            #expect(try hooks.map { try counts($0).waiting } == [4, 0, 2, 0, 2])
        }

        @Test("one that fails waits for its moment, and holds up its case alone")
        func failure() throws {
            let hook = try add("a")
            try seed.store(0..<2, with: CaseSeed.clinic, &connection)
            try note((0, 2), (1, 2))
            let ends = try due(hook).enumerated().map { number, delivery in
                number == 0
                    ? DeliveryEnd(delivery, .again(at: Self.now.advanced(bySeconds: 60)), answer: "HTTP 500")
                    : DeliveryEnd(delivery, .delivered, answer: "HTTP 200")
            }
            try settle(ends, of: hook)
            #expect(try due(hook).map(\.messageID) == ["\(seed.id(1)):2"])
            let again = try due(hook, after: 60)
            #expect(again.contains { $0.complaint == seed.id(0) && $0.attempts == 1 && $0.failedAt == Self.now })
            // Whoever is late with what it knows changes nothing.
            try settle(ends, of: hook)
            #expect(try due(hook, after: 60).map(\.attempts).sorted() == [0, 1])
        }

        @Test("secrets lie sealed; two sign while one follows the other")
        func secrets() throws {
            connection.keys = TestKeys.all
            let (first, second) = (WebhookSecret(by: &random), WebhookSecret(by: &random))
            let new = NewWebhook(name: "a", url: "https://a.example/", channel: "web", events: [], allowed: [])
            _ = try WebhookTable.add(new, first, by: "test", at: Self.now, &connection)
            #expect(try WebhookTable.add(new, first, by: "test", at: Self.now, &connection) == .taken(name: "a"))
            let id = try #require(try WebhookTable.all(&connection).first).id
            func signing(_ seconds: Int64) throws -> [[UInt8]] {
                try WebhookTable.secrets(of: id, at: Self.now.advanced(bySeconds: seconds), &connection).map(\.bytes)
            }
            #expect(try signing(0) == [first.bytes])
            let end = Self.now.advanced(bySeconds: 3_600)
            #expect(
                try WebhookTable.rotate("a", to: second, until: end, by: "test", at: Self.now, &connection) == nil)
            #expect(try signing(3_599) == [second.bytes, first.bytes] && signing(3_600) == [second.bytes])
            let stored = try connection.run("SELECT encode(secret, 'hex') || encode(former, 'hex') AS hex FROM webhook")
            for secret in [first, second] {
                #expect(!stored[0].text("hex").contains(Hexadecimal.text(of: secret.bytes)))
            }
            // Who has the tables and another key opens none.
            connection.keys = .none
            #expect(throws: PostgresError.self) { try signing(0) }
            let unknown = try WebhookTable.disable("b", by: "test", at: Self.now, &connection)
            #expect(unknown == .unknown(name: "b"))
        }

        @Test("one session calls a receiver; when it ends another does")
        func lock() throws {
            let hook = try add("a")
            var other = try PostgresConnection(to: url)
            try whileTaken(hook) {
                let isTaken = try WebhookTable.take(hook.id, &other)
                #expect(!isTaken)
            }
            let isFree = try poll(seconds: 10) { try WebhookTable.take(hook.id, &other) }
            #expect(isFree)
        }

        /// A session has the receiver, and ends.
        private func whileTaken(_ hook: Webhook, _ body: () throws -> Void) throws {
            var session = try PostgresConnection(to: url)
            #expect(try WebhookTable.take(hook.id, &session))
            try body()
        }

        @Test("disabled by its receiver its events wait, and begin anew when it is enabled; removed they are dropped")
        func states() throws {
            let hook = try add("a")
            try seed.store(0..<1, with: CaseSeed.clinic, &connection)
            try note((0, 2))
            let failed = try due(hook).map {
                DeliveryEnd($0, .again(at: Self.now.advanced(bySeconds: 60)), answer: "HTTP 410")
            }
            var receiver = ReceiverState(pausedUntil: Self.now.advanced(bySeconds: 30), disabled: "gone")
            receiver.isFailing = true
            try settle(failed, of: hook, receiver)
            var found = try #require(try WebhookTable.one(hook.id, &connection))
            #expect(found.state == .disabled && found.why == "gone" && found.failingSince == Self.now)
            try seed.store(1..<2, with: nil, &connection)
            try note((1, 1))
            #expect(try counts(hook).waiting == 3)
            #expect(try WebhookTable.enable("a", by: "test", at: Self.now, &connection) == nil)
            found = try #require(try WebhookTable.one(hook.id, &connection))
            #expect(found.state == .enabled && found.pausedUntil == nil && found.failingSince == nil)
            #expect(try due(hook).map(\.attempts) == [0, 0])
            #expect(try WebhookTable.remove("a", by: "test", at: Self.now, &connection) == nil)
            #expect(try WebhookTable.one(hook.id, &connection) == nil && counts(hook).dropped == 3)
            // The name is free, and its events are others.
            #expect(try counts(add("a")).waiting == 0)
        }

        @Test("events are sent again since a moment, or of a case from a version on, by the same ids")
        func replay() throws {
            let hook = try add("a", since: 1)
            try seed.store(0..<2, with: CaseSeed.clinic, &connection)
            func again(_ seconds: Int64, _ code: TrackingCode? = nil, from version: Int = 1) throws -> Int {
                try DeliveryTable.replay(
                    hook, since: Self.now.advanced(bySeconds: seconds), case: code, from: version, by: "test",
                    at: Self.now, &connection)
            }
            #expect(try again(1) == 0 && again(0) == 4 && counts(hook).waiting == 4)
            try settle(try due(hook).map { DeliveryEnd($0, .delivered, answer: "HTTP 200") }, of: hook)
            #expect(try counts(hook).waiting == 2)
            #expect(try again(0, from: 2) == 2 && again(0) == 4 && counts(hook).waiting == 4)
            #expect(try Set(due(hook).map(\.messageID)) == Set([0, 1].map { "\(seed.id($0)):1" }))
        }

        @Test("an event that was never noted is missed after an hour")
        func proof() throws {
            func check() throws -> ReconciliationCheck? {
                try DeliveryProof.check(at: Self.now.advanced(bySeconds: 3_601), &connection)
            }
            try seed.store(0..<2, with: CaseSeed.clinic, &connection)
            #expect(try check() == nil)
            try add("a")
            try note((0, 2))
            let found = try #require(try check())
            #expect(found.left.count == 4 && found.right.count == 2 && found.wrong == 2 && found.examples.count == 2)
            try note((1, 2))
            #expect(try #require(try check()).isSound)
        }
    }
}
