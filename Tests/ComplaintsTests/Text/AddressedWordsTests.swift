import Testing

@testable import Complaints

/// Messages of reporters that name their case, or ask for something on one.
@Suite struct AddressedWordsTests {
    private static let code = "KVNTRWQHSMPH"

    @Test(arguments: [
        ("TAMBAH KVNTRWQHSMPH lampu di sisi timur juga mati", AddressedWords.Purpose.addition),
        ("tambah kvnt rwqh smph: juga sisi timur", .addition), ("Tambah KVNT-RWQH-SMPH", .addition),
        ("Tolong TAMBAH KVNTRWQHSMPH", .addition), ("Pak admin, mohon tambahkan KVNT.RWQH.SMPH foto", .addition),
        ("KEBERATAN KVNT-RWQH-SMPH. masih gelap", .objection), (" keberatan: kvntrwqhsmph\nmasih gelap", .objection),
        ("Mohon KEBERATAN KVNTRWQHSMPH masih gelap", .objection), ("KVNTRWQHSMPH keberatan", .objection),
        ("Saya tidak setuju KVNT RWQH SMPH ditutup, lampu masih mati", .objection),
        ("Pak, belum selesai KVNTRWQHSMPH", .denial), ("BELUM KVNTRWQHSMPH", .denial),
        ("kvntrwqhsmph katanya sudah selesai padahal belum", .denial),
        ("KV NT RW QH SM PH blm diperbaiki pak", .denial), ("belum ada tindakan (KVNT/RWQH/SMPH)", .denial),
        ("SUDAH KVNT-RWQH-SMPH", .settlement), ("Kvnt rwqh smph sudah selesai, terima kasih", .settlement),
        ("CABUT KVNTRWQHSMPH", .withdrawal), ("mohon tarik laporan KVNTRWQHSMPH", .withdrawal),
    ])
    func `a code names the case anywhere, and the words say what is asked`(
        text: String, purpose: AddressedWords.Purpose
    ) {
        let words = AddressedWords(text)
        #expect(words?.purpose == purpose && words?.sound == [Self.code] && words?.form == .named, "\(text)")
    }

    @Test(arguments: [
        "KVNTRWQHSMPH masih gelap", "Ini laporan saya KVNT-RWQH-SMPH, petugas datang kemarin",
        "KVNT-RWQH-SMPH tidak keberatan, silakan ditutup", "kvnt rwqh smph apakah sudah selesai?",
        "Nomor KVNTRWQHSMPH sudah dua minggu",
    ])
    func `a code without a word of command only names it`(text: String) {
        let words = AddressedWords(text)
        #expect(words?.sound == [Self.code] && words?.purpose == nil, "\(text)")
    }

    @Test(arguments: [
        "KEBERATAN KVNTRWQHSMPB masih gelap", "TAMBAH KVNTRWQHSMP lampu", "tambah KVNT RWQH SMHP",
        "belum KVNT-RWQH-SM0H",
        "KEBERATAN KVNTRWWQHSMPH", "keberatan kvmt rwqh smph", "TAMBAH BKVNTRWQHSMPH",
        "Pak mohon TAMBAH KVNTRWQ-HSMP foto",
    ])
    func `a mistyped code means the one that it nearly is`(text: String) throws {
        let words = try #require(AddressedWords(text))
        #expect(words.sound.isEmpty && words.purpose != nil)
        #expect(words.codes.contains { $0.means(Self.code) }, "\(words.codes)")
        #expect(!words.codes.contains { $0.means("BHXKMRTWDNQY") || $0.means("KVNTRWDNQYBH") })
    }

    @Test(arguments: [
        ("TAMBAH", AddressedWords.Purpose.addition), ("TAMBAH lampu sisi timur juga mati", .addition),
        ("Pak, mohon tambah: lampu sisi timur", .addition), ("KEBERATAN", .objection),
        ("Mohon keberatan pak", .objection),
        ("KEBERATAN masih gelap", .objection), ("keberatan, masih gelap pak", .objection),
        ("belum selesai pak", .denial),
        ("Maaf pak blm diperbaiki", .denial), ("BELUM", .denial), ("KEBERATAN 12345678 masih gelap", .objection),
        ("Mohon TAMBAH no 2023081234 foto", .addition), ("CABUT laporan saya", .withdrawal),
    ])
    func `a command needs no code`(text: String, purpose: AddressedWords.Purpose) {
        let words = AddressedWords(text)
        #expect(words?.purpose == purpose && words?.form == .command, "\(text)")
    }

    @Test(arguments: [
        ("KEBERATAN\u{2013}masih gelap", AddressedWords.Purpose.objection), ("\u{201C}KEBERATAN\u{201D}", .objection),
        ("TAMBAH\u{A0}lampu sisi timur juga mati", .addition), ("Pak\u{2026} KEBERATAN, gelap", .objection),
    ])
    func `dashes, quotation marks and wide spaces part words`(text: String, purpose: AddressedWords.Purpose) {
        let words = AddressedWords(text)
        #expect(words?.purpose == purpose && words?.form == .command, "\(text)")
    }

    @Test(arguments: [
        "tambah lampu sisi timur juga mati", "keberatan warga atas limbah pabrik di Kota Bandung",
        "Saya keberatan dengan pungutan parkir di Pasar Bogor", "belum ada tindakan dari dinas pak",
        "sudah selesai pak",
        "cabut laporan saya ya pak",
    ])
    func `what may as well be a report is no more than that`(text: String) {
        #expect(AddressedWords(text)?.form == .casual, "\(text)")
    }

    @Test(arguments: [
        "", "Jalan rusak di Kota Bogor", "saya sudah tambah laporan minggu lalu, jalan di Kota Bogor masih rusak",
        "Sudah tiga hari lampu mati", "Belum lama ini jembatan di Kabupaten Garut ambruk", "KEBERATANKVNTRWQHSMPH",
        "Tarik tambang memakai jalan umum", "Sudah lapor ke RT dan lurah tetapi sampah menumpuk di Kota Medan",
        "jln dgn yg tdk rata krn sblmnya blm diaspal", "Guru SDN SMPN SMKN belum digaji",
        "Belum ada lampu di sepanjang jalan raya Kabupaten Bandung dari simpang tiga sampai pasar lama, mohon dipasang segera",
        "Hari ini ada tambahan SDN, SMPN, SMKN baru", "HTTPS://BCDF.GHJK/LMNP",
    ])
    func `ordinary words are a report`(text: String) {
        let words = AddressedWords(text)
        #expect(
            words == nil || words?.purpose == nil && words?.sound.isEmpty == true,
            "\(text): \(String(describing: words))")
    }

    @Test(arguments: [
        ("BACA KVNTRWQHSMPH", 1), ("baca kvnt rwqh smph 2", 2), ("Baca KVNT-RWQH-SMPH 12", 12),
        ("Pak, mohon bacakan jawaban KVNTRWQHSMPH selengkapnya", 1), ("BACA 3 KVNTRWQHSMPH", 3),
        ("baca KVNTRWQHSMPH bagian 2/5", 2), ("BACA KVNTRWQHSMPH 0", 1),
        ("Saya ingin membaca balasannya KVNT.RWQH.SMPH", 1),
    ])
    func `BACA asks for a part of the last reply`(text: String, page: Int) {
        let words = AddressedWords(text)
        #expect(words?.purpose == .reading && words?.page == page && words?.sound == [Self.code], "\(text)")
    }

    @Test(arguments: [("BACA", 1), ("baca 2", 2), ("Tolong baca jawabannya pak", 1), ("Baca selengkapnya", 1)])
    func `BACA needs no code`(text: String, page: Int) {
        let words = AddressedWords(text)
        #expect(words?.purpose == .reading && words?.form == .command && words?.page == page, "\(text)")
    }

    @Test(arguments: ["BACA KVNTRWQHSMP 2", "baca KVNT RWQH SMHP", "BACA KVMTRWQHSMPH"])
    func `BACA with a slip in the code means the one that it nearly is`(text: String) throws {
        let words = try #require(AddressedWords(text))
        #expect(words.page != nil && words.sound.isEmpty && words.codes.contains { $0.means(Self.code) })
    }

    @Test(arguments: [
        "Tolong baca KVNTRWQHSMPH, lampunya mati lagi", "BACA KVNTRWQHSMPH masih gelap", "KVNTRWQHSMPH mohon dibaca",
        "Baca berita hari ini: jembatan ambruk di Kabupaten Garut", "Saya membaca aturan parkir di Pasar Bogor",
        "Bacalah laporan saya", "BACA 12345678", "BACA KVNTRWQHSMPH 2 3 4",
    ])
    func `who says more than that asks for no reply`(text: String) {
        #expect(AddressedWords(text)?.page == nil, "\(text)")
    }

    @Test func `a number where the code belongs is seen`() {
        let words = AddressedWords("BACA 12345678")
        #expect(words?.purpose == .reading && words?.namesNumber == true && words?.form == .command)
    }

    @Test func `what is kept with its case says what it is for without a code`() {
        #expect(AddressedWords.purpose(ofKept: "belum pak, masih gelap") == nil)
        #expect(AddressedWords.purpose(ofKept: "belum diperbaiki pak, masih gelap") == .denial)
        #expect(AddressedWords.purpose(ofKept: "saya keberatan ditutup") == .objection)
        #expect(AddressedWords.purpose(ofKept: "terima kasih, sudah diperbaiki") == .settlement)
        #expect(AddressedWords.purpose(ofKept: "Di depan pasar lama") == nil)
    }
}
