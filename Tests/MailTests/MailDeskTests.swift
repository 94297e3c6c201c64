import Complaints
import Foundation
import Rabbit
import Shared
import Testing

@testable import MailWorker

@Suite("The desk for mails")
struct MailDeskTests {
    private static func settings(_ further: [String: String] = [:]) throws -> MailSettings {
        let own = [
            "LAPOR_IMAP_URL": "imaps://surel.example", "LAPOR_IMAP_USER": "u", "LAPOR_IMAP_PASSWORD": "p",
            "LAPOR_MAIL_FROM": "lapor@lapor.example",
        ]
        return try MailSettings(Environment(own.merging(further) { $1 }))
    }

    private static func desk(
        _ diary: Diary, _ further: [String: String] = [:], note: @escaping (Bounce) throws -> Void = { _ in }
    ) throws -> MailDesk {
        MailDesk(
            try settings(further), diary, MailCounts(), now: { Instant(microseconds: 1_770_000_000_000_000) },
            note: note)
    }

    private static func mail(_ text: String, _ headers: String = "") -> String {
        "From: Siti <siti@contoh.example>\nSubject: Lampu\nMessage-ID: <1@contoh.example>\n\(headers)\n\(text)\n"
    }

    @Test func `a mail is moved when it is confirmed, and not before`() throws {
        let diary = Diary()
        let mailbox = ScriptedMailbox([Self.mail("Lampu jalan mati."), Self.mail("Sampah menumpuk.")], diary)
        var desk = try Self.desk(diary)
        diary.answer(.failure(.unconfirmed))
        #expect(throws: Publisher.Refusal.unconfirmed) { try desk.work(through: mailbox) { true } }
        #expect(diary.lines == ["application/json"] && mailbox.mails.count == 2)
        diary.answer(.success(()))
        #expect(try desk.work(through: mailbox) { true } == 2)
        #expect(
            diary.lines.dropFirst() == ["application/json", "1 Selesai", "application/json", "2 Selesai"])
        // Two mails of one number with other words are two; the one that was sent twice is one.
        let ids = diary.messages.map(\.properties.messageID)
        #expect(ids[0] == ids[1] && ids[1] != ids[2])
        let first = try #require(diary.messages.first)
        #expect(first.routingKey == "intake.email" && first.field("title") == "Lampu")
        #expect(first.field("text") == "Lampu jalan mati." && first.field("external_id") == ids[0])
    }

    @Test func `a mail that is published and cannot be moved is not published again`() throws {
        let diary = Diary()
        let mailbox = ScriptedMailbox([Self.mail("Lampu jalan mati.")], diary)
        var desk = try Self.desk(diary)
        mailbox.refusesMoves = true
        for _ in 0..<2 { #expect(throws: MailboxFault.self) { try desk.work(through: mailbox) { true } } }
        #expect(diary.lines == ["application/json"])
        // Under another validity the number may be another mail's.
        mailbox.validity += 1
        mailbox.refusesMoves = false
        #expect(try desk.work(through: mailbox) { true } == 1)
        #expect(diary.lines == ["application/json", "application/json", "1 Selesai"])
    }

    @Test func `a mail that cannot be read holds up no other, and is not forgotten`() throws {
        let diary = Diary()
        let mailbox = ScriptedMailbox([Self.mail("satu dua"), Self.mail("tiga empat")], diary)
        mailbox.unreadable = [1]
        var desk = try Self.desk(diary)
        #expect(throws: MailboxFault(reason: "read: no")) { try desk.work(through: mailbox) { true } }
        #expect(mailbox.mails.map(\.number) == [1] && mailbox.folders[.done] == [2])
    }

    @Test func `what nobody can read is published before it is filed; what programs send is filed`() throws {
        let diary = Diary()
        let mailbox = ScriptedMailbox(
            [
                "tiada apa-apa", Self.mail("Saya cuti.", "Auto-Submitted: auto-replied\n"), Self.mail(""),
                Self.mail("Gagal terkirim.", "Return-Path: <>\n"), Self.mail("kabar", "Precedence: list\n"),
            ], diary)
        // Nothing stands in it, not even a subject.
        mailbox.mails[2].bytes = Array("From: siti@contoh.example\r\n\r\n\r\n".utf8)
        var desk = try Self.desk(diary)
        #expect(try desk.work(through: mailbox) { true } == 5)
        #expect(mailbox.folders == [.unreadable: [1, 3], .automatic: [2, 4, 5]])
        #expect(diary.lines.prefix(2) == ["message/rfc822", "1 Gagal"])
        #expect(diary.messages.count == 2 && diary.messages[0].body == Array("tiada apa-apa".utf8))
    }

    @Test func `attachments are kept by what is in them, and what fills the disk keeps the mail where it is`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lapor-mail-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: folder) }
        let settings = ["LAPOR_MAIL_FILES_DIR": folder.path, "LAPOR_MAIL_FILES_URL": "https://berkas.example/surel/"]
        let file = """
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=B

            --B

            Jalan rusak, foto terlampir.
            --B
            Content-Type: image/jpeg
            Content-Disposition: attachment; filename="../foto jalan.jpg"

            abc
            --B--
            """
        let mail = "From: siti@contoh.example\nSubject: Jalan\n\(file)\n"
        let diary = Diary()
        let mailbox = ScriptedMailbox([mail, mail], diary)
        var desk = try Self.desk(diary, settings)
        try Data().write(to: folder)
        #expect(throws: Remedy.self) { try desk.work(through: mailbox) { true } }
        #expect(mailbox.mails.count == 2 && diary.messages.isEmpty)
        try FileManager.default.removeItem(at: folder)
        #expect(try desk.work(through: mailbox) { true } == 2)
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        let body = String(decoding: try #require(diary.messages.first).body, as: UTF8.self)
        #expect(body.contains("https://berkas.example/surel/ba/\(hash)") && body.contains(#""name":"foto jalan.jpg""#))
        #expect(try String(contentsOf: folder.appending(path: "ba/\(hash)"), encoding: .utf8) == "abc")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "ba").path).count == 1)
    }

    @Test func `a mail that came back waits for the store, and nothing else waits with it`() throws {
        let id = "0198a9f6-1d2c-7abc-8def-001122334455"
        let back = "From: mailer-daemon@mx.example\n\n550 5.1.1\nMessage-ID: <\(id)@lapor.example>\n"
        let diary = Diary()
        let mails = [String](repeating: back, count: 5) + [Self.mail("Lampu jalan mati.")]
        let mailbox = ScriptedMailbox(mails, diary)
        var asked = 0
        var desk = try Self.desk(diary) { _ in
            asked += 1
            throw CocoaError(.fileNoSuchFile)
        }
        #expect(throws: CocoaError.self) { try desk.work(through: mailbox) { true } }
        #expect(mailbox.mails.map(\.number) == [1, 2, 3, 4, 5] && mailbox.folders == [.done: [6]] && asked == 1)
        var noted: [Bounce] = []
        desk = try Self.desk(diary) { noted.append($0) }
        #expect(try desk.work(through: mailbox) { true } == 5)
        #expect(noted.map(\.notice) == .init(repeating: ComplaintID(id), count: 5))
        #expect(mailbox.folders[.automatic] == [1, 2, 3, 4, 5])
    }

    @Test(
        "settings that would lose something, or tell it to others, are refused",
        arguments: [
            ["LAPOR_IMAP_URL": "http://x.example"], ["LAPOR_IMAP_URL": "imaps://u:p@x.example"],
            ["LAPOR_IMAP_URL": "imaps://x.example/INBOX"], ["LAPOR_MAIL_FILES_DIR": "berkas"],
            ["LAPOR_IMAP_URL": "imap://surel.example", "LAPOR_IMAP_TLS": "off"], ["LAPOR_MAIL_CHANNEL": "Surel!"],
        ])
    func refusedSettings(_ further: [String: String]) {
        #expect(throws: SettingError.self) { try Self.settings(further) }
    }
}
