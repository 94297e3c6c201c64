import Foundation
import Shared
import TestKit
import Testing
import Tokens

extension SystemTests {
    @Suite("Webhooks")
    final class WebhookTests: SiteTest {
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
                try records.awaitDeliveries(besides: ["mati"])
                let calls = receiver.calls
                #expect(try calls.map(\.id).sorted() == records.journalEvents() && calls.count >= 40)
                #expect(calls.isInOrder && calls.allSatisfy { $0.isSigned(by: secret) })
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
                try records.awaitDeliveries(besides: ["mati"])
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
                try records.awaitDeliveries()
                #expect(String(decoding: receiver.taken[0].body, as: UTF8.self).contains(#""externalid":"P-0""#))
            }
        }
    }
}
