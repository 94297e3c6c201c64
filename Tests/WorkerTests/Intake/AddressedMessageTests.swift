import Complaints
import Store
import TestKit
import Testing

@testable import Contract
@testable import IntakeWorker

/// What becomes of messages that name a case or sound like words on one, by what is known of their senders' cases.
@Suite struct AddressedMessageTests {
    private static let code = "KVNTRWQHSMPH"
    private static let own = [(id: ComplaintID(high: 1, low: 1), code: code)]
    private static let theirs = [code: AddressedCases.Named(id: own[0].id, isTheirs: true)]
    private static let anothers = [code: AddressedCases.Named(id: own[0].id, isTheirs: false)]

    private func read(_ text: String, title: String? = nil, by channel: String = "sms") -> AddressedMessage? {
        var submission = AcceptedSubmission(
            channel: channel, externalID: "1", text: text, kind: .pengaduan, anonymous: false, confidential: false,
            submittedAt: nil)
        submission.title = title
        return AddressedMessage(submission, from: .phone("+6281277771001"))
    }

    @Test(arguments: [
        "KVNT-RWQH-SMPH masih gelap", "Terima kasih pak. Laporan kvnt rwqh smph, petugas belum datang", "KVNTRWQHSMPH",
        "juga sampah menumpuk di Kota Balikpapan KVNTRWQHSMPH", "kode saya KVNT.RWQH.SMPH lampunya dua",
    ])
    func `an SMS goes to the case of its sender that it names, whatever it says`(text: String) throws {
        let message = try #require(read(text))
        #expect(message.isTurn && message.target(Self.theirs, among: []) == Self.own[0].id)
        #expect(message.target(Self.anothers, among: []) == nil)
    }

    @Test(arguments: [
        ("Re: Tanggapan atas laporan KVNTRWQHSMPH", "Petugas belum datang juga"),
        (
            "RE: Laporan KVNTRWQHSMPH ditutup oleh Dinas",
            "masih gelap\n\nPada Senin, 2 Maret 2026 LAPOR! menulis:\n> Yth."
        ),
        ("Bls: Laporan KVNT-RWQH-SMPH ditangani", "lampunya tiga"), ("Re: laporan saya", "KVNTRWQHSMPH lampunya tiga"),
        ("Re[2]: [LAPOR] Laporan KVNTRWQHSMPH diperiksa", "Terima kasih"),
    ])
    func `the answer to a mail goes to the case that its subject or its words name`(title: String, text: String) throws
    {
        let message = try #require(read(text, title: title, by: "email"))
        #expect(message.isTurn && message.target(Self.theirs, among: []) == Self.own[0].id)
    }

    @Test(arguments: [
        (
            "Re: laporan",
            "Jalan rusak di Kota Bogor\n\nPada Senin, 2 Maret 2026 LAPOR! menulis:\n> Laporan KVNTRWQHSMPH"
        ),
        ("Balasan otomatis: Laporan KVNTRWQHSMPH ditutup", "Saya sedang cuti"),
        ("Automatic reply: Laporan KVNTRWQHSMPH", "I am away"), ("Jalan rusak", "Jalan rusak di Kota Bogor"),
        ("Undeliverable: Laporan KVNTRWQHSMPH", "mailbox full"),
    ])
    func `a code that is only quoted names no case, and no program speaks for a reporter`(title: String, text: String) {
        #expect(read(text, title: title, by: "email") == nil)
    }

    @Test func `the subject of a notice asks for nothing, one of their own does`() throws {
        let answered = read("Terima kasih", title: "Re: Keberatan Anda atas laporan KVNTRWQHSMPH dicatat", by: "email")
        #expect(answered?.purpose == nil)
        let own = try #require(read("masih gelap", title: "KEBERATAN KVNTRWQHSMPH", by: "email"))
        #expect(own.purpose == .objection && !own.isTurn)
    }

    @Test(arguments: ["KEBERATAN KVNTRWQHSMPB gelap", "tambah KVNT RWQH SMHP", "belum selesai KVNTRWQHSMP"])
    func `a mistyped code is the one case of the sender that it nearly names`(text: String) throws {
        let message = try #require(read(text))
        #expect(message.target([:], among: Self.own) == Self.own[0].id)
        let twins = Self.own + [(id: ComplaintID(high: 2, low: 2), code: "KVNTRWQHSMPD")]
        #expect(message.target([:], among: twins) == nil, "nobody can tell which")
        #expect(message.target([:], among: []) == nil)
        #expect(message.placementOfUnknown([:]) == .report(names: nil, .codeUnknown))
    }

    @Test func `who agrees to a hand-over names the case letter by letter, behind the word`() throws {
        let other = "BHXKMRTWDNQY"
        let second = AddressedCases.Named(id: ComplaintID(high: 2, low: 2), isTheirs: true)
        let named = Self.theirs.merging([other: second]) { first, _ in first }
        let sound = try #require(read("OMBUDSMAN KVNTRWQHSMPH"))
        #expect(sound.target(Self.theirs, among: []) == Self.own[0].id)
        let another = try #require(read("OMBUDSMAN \(other), laporan KVNTRWQHSMPH"))
        #expect(another.target(named, among: []) == second.id && another.target(Self.theirs, among: []) == nil)
        let mistyped = try #require(read("OMBUDSMAN KVNTRWQHSMPB"))
        #expect(mistyped.target([:], among: Self.own) == nil)
        #expect(mistyped.placementOfUnknown([:]) == .report(names: nil, .codeUnknown))
        let bare = try #require(read("OMBUDSMAN"))
        #expect(bare.placement(candidates: 1, fitting: [Self.own[0].id]) == .report(names: nil, .codeUnknown))
    }

    @Test func `another's code joins nothing, and is seen`() throws {
        let words = try #require(read("Seperti laporan KVNTRWQHSMPH, lampu di Kota Bogor mati"))
        #expect(words.placementOfUnknown(Self.anothers) == .report(names: Self.code, nil))
        #expect(words.placementOfUnknown([:]) == .report(names: nil, nil))
        let command = try #require(read("KEBERATAN KVNTRWQHSMPH masih gelap"))
        #expect(command.placementOfUnknown(Self.anothers) == .report(names: Self.code, .codeUnknown))
    }

    @Test func `a command without a code is carried out where one case can be meant, and else its sender is told`()
        throws
    {
        let id = Self.own[0].id
        let sure = try #require(read("KEBERATAN masih gelap"))
        #expect(sure.placement(candidates: 1, fitting: [id]) == .words(id))
        #expect(
            sure.placement(candidates: 1, fitting: []) == .report(names: nil, .noCase), "it is about another matter")
        #expect(sure.placement(candidates: 2, fitting: [id]) == .report(names: nil, .severalCases))
        #expect(sure.placement(candidates: 0, fitting: []) == .report(names: nil, .noCase))
        let casual = try #require(read("keberatan warga atas limbah pabrik di Kota Bandung"))
        #expect(casual.placement(candidates: 1, fitting: [id]) == .words(id))
        #expect(casual.placement(candidates: 1, fitting: []) == .report(names: nil, nil))
        #expect(casual.placement(candidates: 2, fitting: []) == .report(names: nil, nil))
        #expect(casual.placement(candidates: 0, fitting: []) == .report(names: nil, nil))
        let number = try #require(read("KEBERATAN 12345678 masih gelap"))
        #expect(number.placement(candidates: 1, fitting: [id]) == .report(names: nil, .codeUnknown))
    }

    private func reading(_ text: String, _ own: [(id: ComplaintID, code: String)], _ replied: [ComplaintID])
        -> Placement?
    {
        let replies = replied.map { ($0, LastReply(version: 4, event: .replied)) }
        let named = own.isEmpty ? Self.anothers : Self.theirs
        return read(text)?.filing(ofReading: named, own: own, Dictionary(uniqueKeysWithValues: replies))
    }

    private func answer(_ id: ComplaintID, page: Int, isReplied: Bool = true) -> Placement {
        let reply = isReplied ? LastReply(version: 4, event: .replied) : nil
        return .reading(ReplyReading(of: id, page: page, reply, from: "+6281277771001"))
    }

    @Test func `who asks to read their case is answered, and hears nothing of another's`() {
        let id = Self.own[0].id
        #expect(reading("BACA KVNT-RWQH-SMPH 2", Self.own, [id]) == answer(id, page: 2))
        #expect(reading("baca kvntrwqhsmph", Self.own, []) == answer(id, page: 1, isReplied: false))
        #expect(reading("BACA KVNTRWQHSMPB 3", Self.own, [id]) == answer(id, page: 3), "a slip")
        #expect(reading("BACA KVNTRWQHSMPH", [], [id]) == .report(names: Self.code, .codeUnknown))
    }

    @Test func `without a code it is the only case that has a reply, or the only one`() {
        let (id, other) = (Self.own[0].id, ComplaintID(high: 2, low: 2))
        let both = Self.own + [(id: other, code: "BHXKMRTWDNQY")]
        #expect(reading("BACA", both, [other]) == answer(other, page: 1))
        #expect(reading("baca 2", Self.own, []) == answer(id, page: 2, isReplied: false))
        #expect(reading("BACA", both, [id, other]) == .report(names: nil, .severalCases))
        #expect(reading("BACA", both, []) == .report(names: nil, .severalCases))
        #expect(reading("BACA", [], []) == .report(names: nil, .noCase))
    }

    @Test func `a mail holds the whole reply, so nothing is read by mail`() throws {
        let mail = try #require(read("BACA KVNTRWQHSMPH", title: "Tanya", by: "email"))
        #expect(mail.page == nil && read("BACA KVNTRWQHSMPH", by: "whatsapp")?.page == 1)
    }
}
