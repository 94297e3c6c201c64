import Complaints
import Mime
import Testing

@testable import MailWorker

@Suite("Mails that came back")
struct BounceTests {
    private static let id = "0198a9f6-1d2c-7abc-8def-001122334455"
    private static let sender = "lapor@lapor.example"

    private static func bounce(_ text: String) throws -> Bounce? {
        Bounce(try #require(MailReader.read(Array(text.replacing("\n", with: "\r\n").utf8))), sender: sender)
    }

    private static func report(action: String, status: String, domain: String = "lapor.example") -> String {
        """
        From: MAILER-DAEMON@mx.example
        Content-Type: multipart/report; report-type=delivery-status; boundary=B

        --B

        Maaf.
        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; budi@contoh.example
        Action: \(action)
        Status: \(status)

        --B
        Content-Type: text/rfc822-headers

        Message-ID: <\(id)@\(domain)>
        --B--

        """
    }

    @Test(
        "the status says whether it is final, and whether the address is dead",
        arguments: [
            ("failed", "5.1.1", true, true), ("failed", "5.2.2 (mailbox full)", true, false),
            ("failed", "5.7.1", true, false), ("delayed", "4.4.1", false, false), ("failed", "4.4.7", true, false),
            ("failed", "5.2.1", true, true),
        ])
    func statuses(action: String, status: String, isFinal: Bool, isDead: Bool) throws {
        let found = try #require(try Self.bounce(Self.report(action: action, status: status)))
        #expect(found.notice == ComplaintID(Self.id) && found.status == status.prefix(5))
        #expect(found.isFinal == isFinal && found.isAddressDead == isDead)
    }

    @Test func `what was delivered did not come back, and others' mails are none of ours`() throws {
        #expect(try Self.bounce(Self.report(action: "delivered", status: "2.0.0")) == nil)
        let foreign = try Self.bounce(Self.report(action: "failed", status: "5.1.1", domain: "lain.example"))
        #expect(foreign?.notice == nil)
    }

    @Test func `servers that write no report say it in words`() throws {
        let text = """
            From: postmaster@mx.example

            Pesan Anda tidak terkirim ke budi@contoh.example: 550 5.1.1 User unknown

            Message-ID: <\(Self.id)@lapor.example>
            """
        let found = try #require(try Self.bounce(text))
        #expect(found.notice == ComplaintID(Self.id) && found.isAddressDead)
        #expect(try Self.bounce("From: postmaster@mx.example\n\n552 kotak penuh\n")?.status == "5.0.0")
        #expect(try Self.bounce("From: postmaster@mx.example\n\nSelamat datang.\n") == nil)
    }
}
