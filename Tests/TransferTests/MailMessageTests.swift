import Foundation
import Testing

@testable import Transfer

@Suite("Mail message")
struct MailMessageTests {
    private static func message(
        from: MailAddress = MailAddress("a@example.id"), to: MailAddress = MailAddress("b@example.id"),
        subject: String = "Hello", date: Int64 = 0, messageID: String = "1@example.id", text: String = "Hi\n",
        headers: [(String, String)] = []
    ) throws(MailMessageError) -> [String] {
        let message = try MailMessage(
            from: from, to: to, subject: subject, date: date, messageID: messageID, text: text, headers: headers)
        return String(decoding: message.bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    /// The text of encoded words that are folded over lines.
    private static func decoded(_ words: String) -> String {
        words.components(separatedBy: "\r\n ").map { word in
            let base64 = word.replacing("=?UTF-8?B?", with: "").replacing("?=", with: "")
            return Data(base64Encoded: base64).map { String(decoding: $0, as: UTF8.self) } ?? "not base64"
        }.joined()
    }

    @Test("the whole message")
    func whole() throws {
        let lines = try Self.message(headers: [("Auto-Submitted", "auto-generated")])
        #expect(
            lines == [
                "From: a@example.id", "To: b@example.id", "Subject: Hello", "Date: Thu, 01 Jan 1970 00:00:00 +0000",
                "Message-ID: <1@example.id>", "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "Hi", "",
            ])
    }

    @Test("names: quoted, encoded, absent")
    func names() throws {
        let lines = try Self.message(
            from: MailAddress("a@example.id", name: "SP4N, LAPOR!"), to: MailAddress("b@example.id", name: "Siti \"Ë\"")
        )
        #expect(lines[0] == "From: \"SP4N, LAPOR!\"")
        #expect(lines[1] == " <a@example.id>")
        #expect(lines[2].hasPrefix("To: =?UTF-8?B?"))
        #expect(Self.decoded(String(lines[2].dropFirst(4))) == "Siti \"Ë\"")
        #expect(lines[3] == " <b@example.id>")
    }

    @Test(
        "subjects that need encoding come back whole, in words and lines of legal length",
        arguments: [
            "Laporan diterima ✓", String(repeating: "é👨‍👩‍👧", count: 40), String(repeating: "long ", count: 60), " blank",
            "blank ",
            "=?UTF-8?Q?fake?=", "tab\there", "\u{2028}line separator", "é",
        ])
    func subjects(_ subject: String) throws {
        let text = String(
            decoding: try MailMessage(
                from: MailAddress("a@b.id"), to: MailAddress("a@b.id"), subject: subject, date: 0, messageID: "1@b.id",
                text: ""
            ).bytes, as: UTF8.self)
        let start = try #require(text.firstRange(of: "Subject: ")).upperBound
        let end = try #require(text.firstRange(of: "\r\nDate: ")).lowerBound
        #expect(Self.decoded(String(text[start..<end])) == subject)
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        for line in text.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 76) }
    }

    @Test("a plain short subject stays as it is", arguments: ["", "Hello", "a: b <c> \"d\" ?="])
    func plainSubject(_ subject: String) throws {
        #expect(try Self.message(subject: subject)[2] == "Subject: \(subject)")
    }

    @Test("line breaks and NUL in header values are refused", arguments: ["\r", "\n", "\r\n", "\0", "\r\nBcc: c@x.id"])
    func injection(_ bad: String) {
        let address = MailAddress("a@x.id\(bad)")
        let name = MailAddress("a@x.id", name: "n\(bad)n")
        #expect(throws: MailMessageError.lineBreak(header: "Subject")) { try Self.message(subject: "s\(bad)s") }
        #expect(throws: MailMessageError.lineBreak(header: "From")) { try Self.message(from: address) }
        #expect(throws: MailMessageError.lineBreak(header: "From")) { try Self.message(from: name) }
        #expect(throws: MailMessageError.lineBreak(header: "To")) { try Self.message(to: name) }
        #expect(throws: MailMessageError.lineBreak(header: "Message-ID")) {
            try Self.message(messageID: "1@x.id\(bad)")
        }
        #expect(throws: MailMessageError.lineBreak(header: "X-A")) { try Self.message(headers: [("X-A", bad)]) }
        #expect(throws: MailMessageError.badHeaderName) { try Self.message(headers: [("X\(bad)", "a")]) }
    }

    @Test("addresses and names of headers that are none are refused")
    func refusals() {
        #expect(throws: MailMessageError.notAnAddress(header: "To")) { try Self.message(to: MailAddress("b")) }
        #expect(throws: MailMessageError.notAnAddress(header: "To")) { try Self.message(to: MailAddress("a@b,c@d")) }
        #expect(throws: MailMessageError.notAnAddress(header: "From")) { try Self.message(from: MailAddress("é@b.id")) }
        #expect(throws: MailMessageError.notAnAddress(header: "Message-ID")) { try Self.message(messageID: "<>") }
        #expect(throws: MailMessageError.badHeaderName) { try Self.message(headers: [("Subject", "two")]) }
        #expect(throws: MailMessageError.badHeaderName) { try Self.message(headers: [("X Y", "a")]) }
    }

    @Test(
        "quoted-printable",
        arguments: [
            ("a=b", "a=3Db\r\n"), ("caf\u{E9} is plain text", "caf=C3=A9 is plain text\r\n"), ("end \n", "end=20\r\n"),
            ("tab\t\r\nx", "tab=09\r\nx\r\n"), (".\n..\n", "=2E\r\n=2E.\r\n"), ("a\r\rb", "a\r\n\r\nb\r\n"),
            ("\0", "=00\r\n"),
            ("", ""), ("\n", "\r\n"), (String(repeating: "x", count: 76), String(repeating: "x", count: 76) + "\r\n"),
            (
                String(repeating: "x", count: 77),
                String(repeating: "x", count: 75) + "=\r\nxx\r\n"
            ),
            (
                String(repeating: "x", count: 74) + "==",
                String(repeating: "x", count: 74) + "=\r\n=3D=3D\r\n"
            ),
        ])
    func quotedPrintable(_ text: String, _ encoded: String) {
        #expect(String(decoding: TransferEncoding.quotedPrintable.encode(text), as: UTF8.self) == encoded)
    }

    @Test("mostly foreign text goes as base64, in lines of 76")
    func base64() throws {
        let text = String(repeating: "ꦲꦏ꧀ꦱꦫ\n", count: 20)
        let lines = try Self.message(text: text)
        #expect(lines.contains("Content-Transfer-Encoding: base64"))
        let body = lines.drop { !$0.isEmpty }.dropFirst()
        #expect(body.allSatisfy { $0.utf8.count <= 76 })
        let data = try #require(Data(base64Encoded: body.joined()))
        #expect(String(decoding: data, as: UTF8.self) == text.replacing("\n", with: "\r\n"))
    }

    @Test(
        "base64 of RFC 4648",
        arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("fooba", "Zm9vYmE=")])
    func base64Vectors(_ text: String, _ encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == Array(encoded.utf8))
    }

    @Test(
        "dates",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
            (951_827_696, "Tue, 29 Feb 2000 12:34:56 +0000"), (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 +0000"),
            (1_709_251_200, "Fri, 01 Mar 2024 00:00:00 +0000"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 +0000"),
            (Int64.max, "Fri, 31 Dec 9999 23:59:59 +0000"), (Int64.min, "Mon, 01 Jan 1900 00:00:00 +0000"),
        ] as [(Int64, String)])
    func dates(_ seconds: Int64, _ text: String) {
        #expect(MailDate.text(seconds) == text)
    }
}
