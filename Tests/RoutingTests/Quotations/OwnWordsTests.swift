import Testing

@testable import Routing

/// What a reporter wrote, and what they only quote, sign with or pass on.
@Suite("A reporter's own words")
struct OwnWordsTests {
    private static let own = "Jalan rusak parah di Kota Bogor, sudah sebulan."
    private static let other = "Yth. Dinas Kesehatan Kota Medan,\nantrian puskesmas lama"

    private func own(_ text: String) -> String { OwnWords.of(text) ?? text }

    @Test(
        "other messages are left out",
        arguments: [
            "\n\n-----Original Message-----\n> Yth. Dinas Kesehatan Kota Medan,\n> antrian puskesmas lama",
            "\n-----Original Message-----\n\(other)",
            "\n________________________________\nFrom: Budi\nSent: Senin\n\(other)",
            "\n\n> \(other.replacing("\n", with: "\n> "))", "\n&gt; Yth. Dinas Kesehatan Kota Medan",
            "\n\nPada tanggal Sel, 3 Mar 2026 pukul 10.00 Budi <budi@contoh.id> menulis:\n> \(other)".replacing(
                "\nantrian", with: "\n> antrian"),
            "\nPada Senin, 2 Maret 2026 Budi menulis:\n\(other)",
            "\nOn Mon, Mar 2, 2026 at 9:10 AM Budi wrote:\n\(other)",
            "\nOn Mon, Mar 2, 2026 at 9:10 AM Budi Santoso\n<budi@contoh.id> wrote:\n\n\(other)",
            "\nDari: Budi\nKepada: Dinas Kesehatan Kota Medan\nPerihal: antrian\n\n\(other)",
            "\n*From:* Budi\n*Date:* Mon\n*To:* Dinas Kesehatan\n*Subject:* antrian\n\n\(other)",
            "\nBegin forwarded message:\n\nFrom: Budi\nSubject: antrian\n\n\(other)",
            "\n---------- Forwarded message ---------\nDari: Budi\nTanggal: Sen\n\(other)",
            "\n---------- Pesan terusan ----------\n\(other)", "\n-------- Pesan Asli --------\n\(other)",
            "<blockquote>\(other)</blockquote>", "<div class=\"gmail_quote\">\(other)</div>",
            " -----Original Message----- \(other)", "\nBudi menulis:\n> Yth. Dinas Kesehatan Kota Medan",
            "\r\n\r\n> Yth. Dinas Kesehatan Kota Medan\r\n> antrian", " Pada 2 Maret 2026 Budi menulis: \(other)",
            "\nPada hari Senin, Budi <budi@contoh.id> menulis:\n\(other)",
            "\nOn Monday, Budi <budi@contoh.id> wrote:\n\(other)", "\nBudi <budi@contoh.id> menulis:\n\(other)",
            "\n[Diteruskan]\n\(other)", "\nAwal pesan yang diteruskan:\n\(other)",
        ])
    func quotations(rest: String) {
        let read = own(Self.own + rest)
        #expect(read.trimmingSpaces == Self.own)
    }

    @Test(
        "signatures are left out",
        arguments: [
            "\n-- \nBudi\nJl. Merdeka 5, Kota Medan", "\n--\nBudi, Kota Medan",
            "\n\nHormat saya,\nBudi\nJl. Merdeka 5\nKota Medan",
            "\nHormat kami,\n\nWarga RT 5\nKota Medan", "\nSalam,\nBudi, Medan", "\nRegards,\nBudi\nKota Medan",
            "\nSent from my iPhone", "\nDikirim dari ponsel saya", "\nDikirim dari Yahoo Mail di Android",
            "\nDapatkan Outlook untuk Android", " Hormat saya, Budi, Jl. Merdeka 5, Kota Medan",
            "\nHormat saya,\nBudi\n\n> Yth. Dinas Kesehatan Kota Medan", "\n-- \nBudi\nSent from my iPhone",
            "\nWassalam\nBudi", "\nSalam hormat,\nBudi, warga Medan",
        ])
    func signatures(rest: String) {
        #expect(own(Self.own + rest).trimmingSpaces == Self.own)
    }

    @Test func `words between and behind quotations stay`() {
        let text = "> Yth. Dinas Kesehatan Kota Medan\nJalan rusak di Kota Bogor\n> antrian lama\nmohon diperbaiki"
        #expect(own(text) == "Jalan rusak di Kota Bogor\nmohon diperbaiki")
        let inside = "Jalan rusak<blockquote>di Kota Medan</blockquote>di Kota Bogor"
        #expect(own(inside).split(separator: "\n").joined(separator: " ") == "Jalan rusak di Kota Bogor")
        let behind = "Jalan rusak di jembatan.\nHormat saya,\nBudi\nLokasi: Kota Bogor"
        #expect(own(behind) == "Jalan rusak di jembatan.\nLokasi: Kota Bogor")
    }

    @Test(
        "what is all the report has stays",
        arguments: [
            "-----Original Message-----\n\(other)",
            "Mohon ditindaklanjuti\n\n---------- Forwarded message ---------\n\(other)",
            "> Yth. Dinas Kesehatan Kota Medan,\n> antrian puskesmas lama",
            "FYI\n\nBegin forwarded message:\n\nFrom: Budi\nSubject: antrian\n\n\(other)",
            "Dari: Budi\nKepada: Dinas PU Kota Bogor\nPerihal: jalan rusak\n\nJalan rusak parah.",
            "Yth. Bapak Bupati,\nDari: Budi\nPerihal: jalan\n\nJalan rusak di Kota Bogor.",
            "Hormat saya,\nBudi", "Pada 3 Maret 2026 Budi menulis:\njalan rusak di Bogor",
        ])
    func nothingElse(text: String) { #expect(OwnWords.of(text) == nil) }

    @Test(
        "ordinary words are no marks",
        arguments: [
            "Jalan rusak di Kota Bogor", "Jalan rusak.\nLampu mati.\n\nMohon diperbaiki.", "", "\n", ">", "-", "--",
            "Hal yang dilaporkan:\n- Diteruskan ke dinas sejak Januari\n- belum ada hasil",
            "Dari: Bogor\njalan ke Ciawi macet", "Jadwal: 08:00 sampai 10:00\nKelas: 3", "umur < 5 tahun\nsakit",
            "Yth. Bupati\nHormat saya sampaikan bahwa jalan di Kota Bogor rusak",
            "Dikirim dari gudang Medan barang rusak",
            "Pada tanggal 3 Maret jalan ini ditutup.\nSampai kini belum dibuka.", "On time: bus 5 datang\nterima kasih",
            "Salam, saya melaporkan jalan rusak di Kota Bogor yang belum juga diperbaiki oleh dinas",
            "Jalan rusak\n---\nLampu mati di Kota Bogor", "Tanggal: 3 Maret\nTempat: Kota Bogor\nJalan rusak",
            "Jalan rusak di Bogor.\nHormat saya,\n" + String(repeating: "Jalan itu sudah lama rusak. ", count: 9),
        ])
    func ordinary(text: String) { #expect(OwnWords.of(text) == nil) }

    @Test func `one word answers, where it stands before what it answers`() {
        let answer = "Bogor\n\nPada 3 Maret 2026 SP4N menulis:\n> Di kota mana?"
        #expect(OwnWords.of(answer) == nil)
        #expect(OwnWords.of(answer, least: 1)?.trimmingSpaces == "Bogor")
    }

    @Test func `neither place nor body is taken from what is quoted`() {
        let router = SampleDirectory.router
        let own = "puskesmas di Kab. Bandung tutup terus\n"
        let quoted = own + "\n-----Original Message-----\n> Yth. Dinas Perhubungan Kota Bandung,\n> macet"
        #expect(router.decide(ReportFacts(text: quoted)).bodyCode == "32.04/1.02")
        let forwarded = "-----Original Message-----\n> Yth. Dinas Perhubungan Kota Bandung,\n> macet di simpang"
        #expect(router.decide(ReportFacts(text: forwarded)).bodyCode == "32.73/2.15")
        let signed = own + "Hormat saya,\nBudi\nKota Surabaya"
        #expect(router.decide(ReportFacts(text: signed)).bodyCode == "32.04/1.02")
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        let isSpace = { (letter: Character) in letter.isWhitespace }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
