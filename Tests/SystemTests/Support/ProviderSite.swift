import Rabbit
import TestKit
import Testing

extension Site {
    /// Runs `body` while NotifyWorkers talk to a mail server and an SMS gateway.
    func withProviders(
        _ gateway: FakeGateway, _ mail: FakeMailServer = FakeMailServer(), settings: [String: String] = [:],
        _ body: () throws -> Void
    ) throws {
        try LoopbackServer.run(mail.serve) { mailServer in
            try LoopbackServer.run(gateway.serve) { gatewayServer in
                self.settings["LAPOR_SMTP_URL"] = "smtp://127.0.0.1:\(mailServer.port)"
                self.settings["LAPOR_SMTP_TLS"] = "off"
                self.settings["LAPOR_SMS_URL"] = "http://127.0.0.1:\(gatewayServer.port)/sms"
                self.settings.merge(settings) { $1 }
                // Workers that run on hold connections, for whose end the servers wait: also after a failure.
                let outcome = Result { try body() }
                try stopWorkers()
                try outcome.get()
            }
        }
    }
}

extension TestMessage {
    /// A submission whose reporter is told by e-mail, or by SMS when `contact` is a number.
    static func submission(_ number: Int, _ contact: String) -> TestMessage {
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
}

extension Records {
    /// State and attempts of each notice to the reporter of submission `number`, sorted.
    func ends(_ number: Int) throws -> [String] {
        try texts(
            """
            SELECT n.state || ' ' || n.attempts FROM notification n JOIN submission s ON s.complaint_id = n.complaint_id
            WHERE s.external_id = 'P-\(number)' AND n.recipient = 'reporter' ORDER BY 1
            """)
    }

    /// State, attempts and reason of what the reporter of submission `number` was told.
    func outcome(_ number: Int) throws -> String {
        try texts(
            """
            SELECT n.state || ' ' || n.attempts || ' ' || COALESCE(n.reason, '') FROM notification n
            JOIN submission s ON s.complaint_id = n.complaint_id
            WHERE n.event = 'registered' AND s.external_id = 'P-\(number)'
            """
        ).joined(separator: "; ")
    }
}
