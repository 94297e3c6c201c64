import Foundation
import Shared
import TestKit
import Testing
import Tokens

extension SystemTests {
    @Suite("Webhooks")
    final class WebhookTests: SiteTest {
        /// Events that the journal has.
        private func events() throws -> [String] {
            try records.texts("SELECT complaint_id || ':' || version FROM journal ORDER BY 1")
        }

        /// Waits until nothing waits for any receiver but these.
        private func awaitDeliveries(besides names: [String] = []) throws {
            let list = names.map { "'\($0)'" }.joined(separator: ",")
            let isDone = try poll(seconds: 60) {
                try records.count(
                    """
                    SELECT count(*) FROM webhook w JOIN journal j ON j.at >= w.since LEFT JOIN webhook_delivery d
                        ON d.webhook_id = w.id AND d.complaint_id = j.complaint_id AND d.version = j.version
                    WHERE d.state IS DISTINCT FROM 'delivered' AND NOT w.name = ANY (ARRAY[\(list)]::text[])
                    """) == 0
            }
            try #require(isDone, "\(try site.lapor("webhook", "list").output) \(site.logs.suffix(1000))")
        }

        /// Whether each case's events came in their order, whatever came twice.
        private func isInOrder(_ calls: [FakeReceiver.Call]) -> Bool {
            Dictionary(grouping: calls, by: \.subject).values.allSatisfy { calls in
                var seen: [Int] = []
                for call in calls where !seen.contains(call.version) { seen.append(call.version) }
                return seen == seen.sorted()
            }
        }

        private func submit(_ count: Int, _ series: String) throws {
            try Submitter(site).submit((0..<count).map(Submissions(series: series).good))
        }

        @Test(
            "each event is taken once, signed and in order, whatever a dead receiver does; two workers double nothing")
        func delivers() throws {
            let receiver = FakeReceiver()
            try site.withReceiver(receiver) { port in
                let secret = try site.addWebhook("baik", port: port)
                _ = try site.addWebhook("mati", port: LoopbackServer.deadPort())
                try site.startWorkers(and: "WebhookWorker", "WebhookWorker")
                try submit(20, "H")
                try records.settle(complaints: 20)
                try awaitDeliveries(besides: ["mati"])
                let calls = receiver.calls
                #expect(try calls.map(\.id).sorted() == events() && calls.count >= 40)
                #expect(isInOrder(calls) && calls.allSatisfy { $0.isSigned(by: secret) })
                #expect(calls.allSatisfy { String(decoding: $0.body, as: UTF8.self).contains(#""id":"\#($0.id)""#) })
                #expect(try records.count("SELECT count(*) FROM webhook_delivery WHERE answer = 'no connection'") > 0)
                let shown = try site.run("webhook", "rotate", "baik").split(separator: "\n").first {
                    $0.hasPrefix("whsec_")
                }
                let next = try #require(shown.flatMap { WebhookSecret(String($0)) })
                #expect(try site.run("webhook", "test", "baik").contains("HTTP 204"))
                let test = try #require(receiver.calls.last)
                #expect(test.isSigned(by: secret) && test.isSigned(by: next) && test.id.hasPrefix("test:"))
                #expect(try site.run("webhook", "replay", "baik", "--since", "1h").contains("\(calls.count)"))
                try awaitDeliveries(besides: ["mati"])
                #expect(receiver.taken.count == 2 * calls.count + 1)
                try site.run("webhook", "remove", "mati")
            }
        }

        @Test("410 disables; what waits is sent once it is enabled")
        func gone() throws {
            let receiver = FakeReceiver { id, attempt in id.hasSuffix(":1") && attempt == 1 ? 410 : 200 }
            try site.withReceiver(receiver) { port in
                _ = try site.addWebhook("pergi", port: port, ["--channel", "web"])
                try site.startWorkers(and: "WebhookWorker")
                try Submitter(site).submit([TestMessage.submission(0, "warga@contoh.example")])
                try records.settle(complaints: 1)
                let isDisabled = try poll(seconds: 20) {
                    try records.count("SELECT count(*) FROM webhook WHERE state = 'disabled' AND why LIKE '%410%'") == 1
                }
                try #require(isDisabled)
                #expect(try site.lapor("doctor").output.contains("lapor webhook enable pergi"))
                try site.run("webhook", "enable", "pergi")
                try awaitDeliveries()
                #expect(String(decoding: receiver.taken[0].body, as: UTF8.self).contains(#""externalid":"P-0""#))
            }
        }

        @Test("kill -9 before and after the receiver has answered: each event arrives, in order, by the same id")
        func kill() throws {
            let receiver = FakeReceiver()
            try site.withReceiver(receiver) { port in
                let secret = try site.addWebhook("a", port: port)
                try site.startWorkers()
                var sent = 0
                let places: [(KillPoint, Int)] = [
                    (.claimed, 2), (.answered, 2), (.storing, 2), (.committed, 1), (.acknowledged, 1),
                ]
                for (point, turn) in places {
                    let doomed = try site.spawn("WebhookWorker", [], ["LAPOR_KILL_POINT": "\(point.rawValue):\(turn)"])
                    try submit(6, "K\(sent)")
                    sent += 6
                    #expect(
                        doomed.waitForEnd(seconds: 30) == -SIGKILL,
                        "does not come to \(point): \(doomed.output.suffix(300))")
                }
                try records.settle(complaints: sent)
                try site.start("WebhookWorker")
                try awaitDeliveries()
                #expect(try Set(receiver.taken.map(\.id)) == Set(events()))
                #expect(isInOrder(receiver.taken) && receiver.taken.allSatisfy { $0.isSigned(by: secret) })
                // What was answered and not written down came twice, and nothing else did.
                #expect(receiver.taken.count <= Set(receiver.taken.map(\.id)).count + 5 * 16)
                #expect(try records.depth("webhook") == 0)
            }
        }
    }
}
