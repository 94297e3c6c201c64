import Complaints
import TestKit
import Testing

@testable import Mime

@Suite("Mails are read")
struct MailReaderTests {
    private static func read(_ text: String) throws -> Mail {
        try #require(MailReader.read(Array(text.replacing("\n", with: "\r\n").utf8)))
    }

    @Test func `headers, words and attachments of a whole mail`() throws {
        let mail = try Self.read(
            """
            From: =?utf-8?q?Budi_Santos=C3=B3?= <budi@contoh.example>
            Subject: =?iso-8859-1?Q?Caf=E9?= rusak
            Date: Tue, 03 Feb 2026 08:16:30 +0700
            Message-ID: <abc.1@contoh.example>
            In-Reply-To: <k1@lapor.example>
            References: <r0@lapor.example>
             <k1@lapor.example>
            Content-Type: multipart/mixed; boundary=A

            --A
            Content-Type: multipart/alternative; boundary=B

            --B
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Jalan =E2=80=94 rusak
            --B
            Content-Type: text/html

            <p>Jalan</p>
            --B--
            --A
            Content-Type: image/png
            Content-Disposition: attachment; filename*=UTF-8''f%C3%B3to.png
            Content-Transfer-Encoding: base64

            iVBORw0K
            --A--

            """)
        #expect(mail.from == Mail.Mailbox(name: "Budi Santosó", address: "budi@contoh.example"))
        #expect(mail.subject == "Café rusak" && mail.date == 1_770_081_390 && mail.messageID == "abc.1@contoh.example")
        #expect(mail.answered == ["k1@lapor.example", "r0@lapor.example"])
        #expect(mail.text == "Jalan — rusak" && mail.html == "<p>Jalan</p>")
        #expect(mail.files == [Mail.File(name: "fóto.png", mediaType: "image/png", bytes: [137, 80, 78, 71, 13, 10])])
    }

    @Test(
        "any charset is read, known or not, right or wrong",
        arguments: [
            ("iso-8859-1", "harga =80 caf=E9 =93x=94", "harga € café “x”"), ("windows-1252", "=E9", "é"),
            ("utf-16le", "H=00a=00=AC=20", "Ha€"), ("x-klingon", "=E9", "é"), ("utf-8", "=C3=A9", "é"),
            ("us-ascii", "=C3=A9", "é"), ("utf-8", "=E9 a", "é a"), ("../../etc/passwd", "a", "a"),
            ("euc-jp", "a=FF=FF b", "a\u{FFFD}\u{FFFD} b"),
        ])
    func charsets(charset: String, sent: String, meant: String) throws {
        let mail = try Self.read(
            """
            From: a@contoh.example
            Content-Type: text/plain; charset="\(charset)"
            Content-Transfer-Encoding: quoted-printable

            \(sent)
            """)
        #expect(mail.text == meant)
    }

    @Test func `a report of a mail server has its fields, and the number of the mail that came back`() throws {
        let mail = try Self.read(
            """
            From: MAILER-DAEMON@contoh.example
            Content-Type: multipart/report; report-type=delivery-status; boundary=B

            --B

            Tidak dapat dikirim.
            --B
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.contoh.example

            Final-Recipient: rfc822; budi@contoh.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1
             no such user

            --B
            Content-Type: message/rfc822

            Message-ID: <k9@lapor.example>

            isi
            --B--

            """)
        #expect(mail.mediaType == "multipart/report" && mail.deliveryStatus.count == 2)
        #expect(mail.deliveryStatus.last?.values(of: "status") == ["5.1.1"])
        #expect(mail.deliveryStatus.last?.values(of: "Diagnostic-Code") == ["smtp; 550 5.1.1 no such user"])
        #expect(mail.carried.values(of: "Message-ID") == ["<k9@lapor.example>"])
        #expect(mail.text?.contains("isi") == false)
    }

    @Test func `what is passed on is read`() throws {
        let mail = try Self.read(
            """
            From: a@contoh.example
            Content-Type: message/rfc822

            From: b@contoh.example

            isi asli
            """)
        #expect(mail.text == "isi asli")
    }

    @Test func `nested deeper than anybody nests, and endless parts, end`() throws {
        var nested = "From: a@contoh.example\n"
        for level in 0..<1_500 { nested += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
        #expect(try Self.read(nested).isCut)
        for level in 0..<600 { nested += "Content-Type: multipart/mixed; boundary=c\(level)\n\n--c\(level)\n" }
        #expect(MailReader.read(Array(nested.utf8)) == nil)
        let many = String(repeating: "--b\n\nx\n", count: 1_000)
        #expect(try Self.read("From: a@contoh.example\nContent-Type: multipart/mixed; boundary=b\n\n" + many).isCut)
        let carried = String(repeating: "Content-Type: message/rfc822\n\n", count: 5_000)
        #expect(try Self.read("From: a@contoh.example\n" + carried).isCut)
    }

    @Test func `bytes that are no mail are none, and none is too odd`() throws {
        var random = SeededGenerator(seed: Depth.seed)
        #expect(MailReader.read([]) == nil && MailReader.read(Array("halo apa kabar\n".utf8)) == nil)
        let sound = Array(
            "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nx\r\n--B--\r\n".utf8)
        for _ in 0..<2_000 {
            var broken = sound
            for _ in 0..<4 {
                broken[Int.random(in: 0..<broken.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            _ = MailReader.read(broken)
            _ = MailReader.read(Array(broken.prefix(Int.random(in: 0..<broken.count, using: &random))))
        }
    }
}
