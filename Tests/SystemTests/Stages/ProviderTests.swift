import Foundation
import Postgres
import Rabbit
import TestKit
import Testing

extension SystemTests {
    @Suite("Providers that fail")
    final class ProviderTests: SiteTest {
        @Test(
            "451 and 503 are tried again, 550 is final, no answer after the message is unknown: each sent once at most")
        func failures() throws {
            let gateway = FakeGateway { number, attempt in number.hasSuffix("503") && attempt == 1 ? 503 : 200 }
            let mail = FakeMailServer()
            try site.withProviders(gateway, mail) {
                try site.startWorkers()
                let contacts = [
                    "nanti@contoh.example", "tolak@contoh.example", "diam@contoh.example", "baik@contoh.example",
                    "0812-0000-0503", "0812-0000-0200",
                ]
                let messages = contacts.enumerated().map { TestMessage.submission($0, $1) }
                try Submitter(site).submit(messages)
                // Two letters without an answer hold the lane for 30 s each, and each puts the others off for up to 30 s.
                try records.settle(complaints: contacts.count, seconds: 150)
                // Which of the two is put off, nobody knows beforehand; and a connection that the silence broke is tried again.
                let states = ["sent", "failed", "unknown", "sent", "sent", "sent"]
                for (number, state) in states.enumerated() {
                    let ends = try records.ends(number)
                    #expect(ends.count == 2 && ends.allSatisfy { $0.hasPrefix("\(state) ") }, "\(ends)")
                }
                for number in [0, 4] { #expect(try records.ends(number).contains { !$0.hasSuffix(" 1") }) }
                #expect(try records.ends(2) == ["unknown 1", "unknown 1"])
                #expect(try records.outcome(1).contains("550"))
                try site.stopWorkers()
                // Each hears that the report was taken, and who has it.
                let expected = [2, 0, 2, 2]
                for (contact, count) in zip(contacts, expected) {
                    #expect(mail.received(contact) == count, "\(contact)")
                }
                let retried = gateway.requests(to: "+628120000" + "0503")
                #expect(retried.count == 3 && Set(retried.map(\.key)).count == 2)
                #expect(gateway.requests.count == 5)
            }
        }

        @Test("an SMS that is ready in the quiet hours waits for the opening hour of the recipient's zone")
        func quietHours() throws {
            let now = Int(Date().timeIntervalSince1970) / 3600
            // Six hours ahead of Jakarta: outside in all three zones.
            let opening = (now + 7 + 6) % 24
            let gateway = FakeGateway { _, _ in 200 }
            try site.withProviders(gateway, settings: ["LAPOR_SMS_HOURS": "\(opening)-\(opening + 1)"]) {
                try site.startWorkers()
                try Submitter(site).submit([TestMessage.submission(0, "0812-0000-0002")])
                let queued = try poll(seconds: 20) { try records.outcome(0).hasPrefix("queued 0") }
                try #require(queued)
                #expect(gateway.requests.count == 0)
                let due = try records.texts(
                    "SELECT DISTINCT to_char(due_at AT TIME ZONE 'Asia/Jakarta', 'HH24:MI:SS') FROM notification_due")
                #expect(due == ["\(opening < 10 ? "0" : "")\(opening):00:00"])
                // Early is too early, whoever says that it is due.
                try PostgresConnection(to: site.database).run("UPDATE notification_due SET due_at = now()")
                let isPutOff = try poll(seconds: 20) {
                    try records.texts("SELECT DISTINCT (due_at > now())::text FROM notification_due") == ["true"]
                }
                #expect(isPutOff && gateway.requests.count == 0)
                try site.stopWorkers()
                // The hour has come.
                site.settings["LAPOR_SMS_HOURS"] = "0-24"
                try PostgresConnection(to: site.database).run("UPDATE notification_due SET due_at = now()")
                try site.startWorkers()
                try records.settle(complaints: 1, seconds: 20)
                #expect(gateway.requests.count == 2, "that it was taken, and who has it")
                try site.stopWorkers()
            }
        }

        @Test("a provider that answers nobody delays the others' messages, but not the stop")
        func silentProvider() throws {
            let gateway = FakeGateway { _, _ in 0 }
            try site.withProviders(gateway) {
                try site.startWorkers()
                let messages = (0..<200).map { TestMessage.submission($0, "0812-0000-\(1000 + $0)") }
                try Submitter(site).submit(messages)
                try #require(poll(seconds: 20) { gateway.requests.count > 0 })
                try site.stopWorkers()
                #expect(!site.logs.contains("makes no progress"))
                let sentTwice = Dictionary(grouping: gateway.requests, by: \.number).filter { $1.count > 1 }
                #expect(sentTwice.isEmpty)
            }
        }
    }
}
