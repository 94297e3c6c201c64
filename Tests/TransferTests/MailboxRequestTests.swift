import Testing

@testable import Transfer

@Suite("Commands to mailboxes")
struct MailboxRequestTests {
    private static func request(
        _ command: MailboxRequest.Command, folder: String = "INBOX", server: String = "imaps://surel.example:993"
    ) -> MailboxRequest {
        MailboxRequest(
            server: server, credentials: Credentials(user: "u", password: "p"), folder: folder, validity: 7, command)
    }

    @Test(
        "where and in which words",
        arguments: [
            (.look, "/INBOX;UIDVALIDITY=7", "NOOP"),
            (.list(1...3), "/INBOX;UIDVALIDITY=7", "FETCH 1:3 (UID RFC822.SIZE INTERNALDATE)"),
            (.fetch(5, most: 100), "/INBOX;UIDVALIDITY=7/;UID=5/;PARTIAL=0.100", nil),
            (.create("Selesai"), "/", "CREATE \"Selesai\""),
            (.move(5, to: "Selesai"), "/INBOX;UIDVALIDITY=7", "UID MOVE 5 \"Selesai\""),
        ] as [(MailboxRequest.Command, String, String?)])
    func words(command: MailboxRequest.Command, place: String, words: String?) throws {
        let request = Self.request(command)
        try request.check()
        #expect(request.url == "imaps://surel.example:993" + place && request.words == words)
    }

    @Test(
        "no name begins another command",
        arguments: ["a\" \r\nA1 DELETE x", "a\r\n", "", "\u{0}", "Terkirim é", "\\"])
    func smuggling(_ name: String) {
        for request in [
            Self.request(.create(name)), Self.request(.move(1, to: name)), Self.request(.look, folder: name),
        ] {
            #expect(throws: TransferFailure.self) { try request.check() }
        }
        #expect(throws: TransferFailure.self) { try Self.request(.look, server: "imap://x\r\n").check() }
        #expect(Self.request(.look, folder: "a;UID=1/b c").url.contains("/a%3BUID%3D1%2Fb%20c;"))
    }

    @Test func `what a mailbox says of itself is read from its lines`() {
        var lines = MailboxLines()
        for line in [
            "* 12 EXISTS\r\n", "* OK [UIDVALIDITY 1796095121] UIDs valid\r\n", "* OK [UIDNEXT 3] x\r\n",
            "A003 NO [TRYCREATE] Mailbox doesn't exist\r\n", "* x", "",
        ] {
            unsafe Array(line.utf8).withUnsafeBytes { unsafe lines.note($0) }
        }
        #expect(lines.count == 12 && lines.validity == 1_796_095_121 && lines.refusal == "TRYCREATE")
    }
}
