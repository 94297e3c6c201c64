import Foundation
import Postgres
import Rabbit
import SharedTestKit
import Testing

extension IntegrationTests {
    @Suite("Providers that fail")
    struct ProviderTests {
        /// A submission whose reporter is told by e-mail, or by SMS when `contact` is a number.
        private func submission(_ number: Int, _ contact: String) -> TestMessage {
            let isMail = contact.contains("@")
            let channel = isMail ? "web" : "sms"
            let reporter = isMail ? #""email":"\#(contact)""# : #""phone":"\#(contact)""#
            let fields = #""channel":"\#(channel)","external_id":"P-\#(number)","text":"Jalan rusak di Kota Bandung""#
            return TestMessage(
                key: "\(channel) P-\(number)", hasContact: true, messageID: "P-\(number)",
                routingKey: "intake.\(channel)",
                properties: MessageProperties(contentType: "application/json"),
                body: Array("{\(fields),\"reporter\":{\(reporter)}}".utf8))
        }

        /// Runs `body` with a site whose NotifyWorker talks to the two servers.
        private func with(
            _ gateway: FakeGateway, _ mail: FakeMailServer, _ settings: [String: String] = [:],
            _ body: (Site, Records) throws -> Void
        ) throws {
            try LoopbackServer.run(mail.serve) { mailServer in
                try LoopbackServer.run(gateway.serve) { gatewayServer in
                    try Site.with { site in
                        site.settings["LAPOR_SMTP_URL"] = "smtp://127.0.0.1:\(mailServer.port)"
                        site.settings["LAPOR_SMTP_TLS"] = "off"
                        site.settings["LAPOR_SMS_URL"] = "http://127.0.0.1:\(gatewayServer.port)/sms"
                        site.settings.merge(settings) { $1 }
                        try site.startWorkers()
                        try body(site, Records(site: site))
                    }
                }
            }
        }

        /// State, attempts and reason of what reporters were told, by submission.
        private func outcome(_ number: Int, _ records: Records) throws -> String {
            try records.texts(
                """
                SELECT n.state || ' ' || n.attempts || ' ' || COALESCE(n.reason, '') FROM notification n
                JOIN submission s ON s.complaint_id = n.complaint_id
                WHERE n.event = 'registered' AND s.external_id = 'P-\(number)'
                """
            ).joined(separator: "; ")
        }

        @Test(
            "451 and 503 are tried again, 550 is final, no answer after the message is unknown: each sent once at most")
        func failures() throws {
            let gateway = FakeGateway { number, attempt in number.hasSuffix("503") && attempt == 1 ? 503 : 200 }
            let mail = FakeMailServer()
            try with(gateway, mail) { site, records in
                let contacts = [
                    "nanti@contoh.example", "tolak@contoh.example", "diam@contoh.example", "baik@contoh.example",
                    "0812-0000-0503", "0812-0000-0200",
                ]
                let messages = contacts.enumerated().map { submission($0, $1) }
                try Submitter(site).submit(messages)
                try records.settle(complaints: contacts.count, seconds: 90)
                let ends = try contacts.indices.map { try outcome($0, records) }
                let expectedEnds = ["sent 2", "failed 1", "unknown 1", "sent 1", "sent 2", "sent 1"]
                for (end, expected) in zip(ends, expectedEnds) { #expect(end.hasPrefix(expected)) }
                #expect(ends[1].contains("550"))
                try site.stopWorkers()
                let expected = [1, 0, 1, 1]
                for (contact, count) in zip(contacts, expected) {
                    #expect(mail.received(contact) == count, "\(contact)")
                }
                let retried = gateway.requests(to: "+628120000" + "0503")
                #expect(retried.count == 2 && Set(retried.map(\.key)).count == 1)
                #expect(gateway.requests.count == 3)
            }
        }

        @Test("kill -9 while sending: mail is unknown and not sent again, an SMS goes again under the same key")
        func killWhileSending() throws {
            let gateway = FakeGateway { _, attempt in attempt == 1 ? 0 : 200 }
            let mail = FakeMailServer()
            try with(gateway, mail, ["LAPOR_SMS_IDEMPOTENT": "true"]) { site, records in
                let notify = try #require(site.programs.last { $0.name == "NotifyWorker" })
                try Submitter(site).submit([submission(0, "0812-0000-0001")])
                try #require(poll(seconds: 20) { gateway.requests.count == 1 })
                try notify.kill()
                try expireClaims(site)
                let second = try site.start("NotifyWorker")
                try records.settle(complaints: 1, seconds: 30)
                #expect(try outcome(0, records).hasPrefix("sent"))
                #expect(gateway.requests.count == 2 && Set(gateway.requests.map(\.key)).count == 1)

                try Submitter(site).submit([submission(1, "diam@contoh.example")])
                try #require(poll(seconds: 20) { mail.received("diam@contoh.example") == 1 })
                try second.kill()
                try expireClaims(site)
                try site.start("NotifyWorker")
                try records.settle(complaints: 2, seconds: 30)
                #expect(try outcome(1, records).hasPrefix("unknown 1"))
                #expect(mail.received("diam@contoh.example") == 1)
                try site.stopWorkers()
            }
        }

        /// As if the dead worker's lease had run out.
        private func expireClaims(_ site: Site) throws {
            try PostgresConnection(to: site.database).run("UPDATE notification_claim SET lease_until = now()")
        }

        @Test("an SMS that is ready in the quiet hours waits for the opening hour of the recipient's zone")
        func quietHours() throws {
            let now = Int(Date().timeIntervalSince1970) / 3600
            // Six hours ahead of Jakarta: outside in all three zones.
            let opening = (now + 7 + 6) % 24
            let gateway = FakeGateway { _, _ in 200 }
            try with(gateway, FakeMailServer(), ["LAPOR_SMS_HOURS": "\(opening)-\(opening + 1)"]) { site, records in
                try Submitter(site).submit([submission(0, "0812-0000-0002")])
                let queued = try poll(seconds: 20) { try outcome(0, records).hasPrefix("queued 0") }
                try #require(queued)
                #expect(gateway.requests.count == 0)
                let due = try records.texts(
                    "SELECT to_char(due_at AT TIME ZONE 'Asia/Jakarta', 'HH24:MI:SS') FROM notification_due")
                #expect(due == ["\(opening < 10 ? "0" : "")\(opening):00:00"])
                // The hour has come.
                try PostgresConnection(to: site.database).run("UPDATE notification_due SET due_at = now()")
                try records.settle(complaints: 1, seconds: 20)
                #expect(gateway.requests.count == 1)
                try site.stopWorkers()
            }
        }

        @Test("a provider that answers nobody delays the others' messages, but not the stop")
        func silentProvider() throws {
            let gateway = FakeGateway { _, _ in 0 }
            try with(gateway, FakeMailServer()) { site, records in
                let messages = (0..<200).map { submission($0, "0812-0000-\(1000 + $0)") }
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
