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
            "\n[5/1 10.00] Admin: Yth. Dinas Kesehatan Kota Medan",
            "\n[05/01/26, 10:00:11] Admin: Dinas Kesehatan Kota Medan",
            "\n\u{200e}[05/01/26, 10:00:11 AM] ~Budi: di Kota Medan",
            "\n[10:00, 5/1/2026] +62 812-0000-0077: Kota Medan",
            "\n[5/1 10.00] Admin: Yth. Dinas Kesehatan\nKota Medan\n[5/1 10.05] Budi: baik",
            "\n5/1/26, 10.00 - Admin: Kota Medan",
            "\n05/01/26 10:00 - Budi Santoso: Dinas Kesehatan Kota Medan",
            "\n| Yth. Dinas Kesehatan Kota Medan,\n| antrian lama",
            "\n|Dinas Kesehatan Kota Medan",
            "\nDiteruskan\n\(other)", "\n\nForwarded\n\(other)", "\n_Diteruskan_\n\(other)", "\nDiteruskan:\n\(other)",
            "\nDiteruskan berkali-kali\n\(other)", "\nFwd dari grup RT:\n\(other)", "\nForwarded message\n\(other)",
            "\nLe lun. 5 janv. 2026 à 10:00, Budi <budi@contoh.id> a écrit :\n\(other)",
            "\nLe 5 janvier 2026, Budi a écrit\u{A0}:\n> \(other.replacing("\n", with: "\n> "))",
            "\nAm Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Budi <budi@contoh.id>:\n\(other)",
            "\nBudi schrieb am 05.01.2026 um 10:00:\n\(other)", "\nAm 5.1.2026 10:00 schrieb Budi:\n\(other)",
            "\nVon: Budi\nGesendet: Montag\nAn: Dinas Kesehatan\nBetreff: antrian\n\n\(other)",
            "\nDe: Budi\nEnvoyé: lundi\nObjet: antrian\n\n\(other)", "\nDari: Budi\n\n\(other)",
            "\nFrom: Budi\n\(other)",
            "\nDaripada: Budi\nTarikh: 5 Januari\n\(other)", "\n-----Ursprüngliche Nachricht-----\n\(other)",
            "\n[05.01.26, 10:00:11] Admin: \(other)\n[05.01.26, 10:01:11] Budi: baik",
            "\n05.01.26, 10:00 - Admin: Yth. Dinas Kesehatan Kota Medan",
            "\n[5/1/26 10.00] Admin: Yth. Bupati Deli Serdang",
            "\n2026-01-05 10:00 GMT+07:00 Dinkes <dinkes@contoh.id>:\n\(other)",
            "\n2026-01-05 10:00 GMT+07:00 dinkes kota medan\n<dinkes@contoh.id>:\n\(other)",
            "\n2026/01/05 10.00 Dinkes Kota Medan <dinkes@contoh.id>:\n> Yth. Dinas Kesehatan Kota Medan",
            " 2026-01-05 10:00 GMT+07:00 Dinkes Medan <dinkes@contoh.id>: \(other)",
            "\nDinas Kesehatan Kota Medan <dinkes@contoh.id>:\n\(other)", "\n\"Budi\" <budi@contoh.id> :\n\(other)",
            "\nSen, 5 Jan 2026 pukul 10.00 Dinkes Medan <dinkes@contoh.id>:\n\(other)",
            "\n2026年1月5日(月) 10:00 Dinkes Medan <dinkes@contoh.id>:\n\(other)",
            "\nDinkes <dinkes@contoh.id> 於 2026年1月5日 週一 上午10:00寫道：\n\(other)",
            "\nDinkes <dinkes@contoh.id> 于2026年1月5日周一 10:00写道：\n\(other)",
            "\nDinkes Kota Medan <dinkes@contoh.id> 於 2026年1月5日\n週一 上午10:00 寫道：\n\(other)",
            "\n2026년 1월 5일 (월) 오전 10:00, Dinkes <dinkes@contoh.id>님이 작성:\n\(other)",
            "\nDen mån 5 jan. 2026 kl 10:00 skrev Dinkes <dinkes@contoh.id>:\n\(other)",
            "\nпн, 5 янв. 2026 г. в 10:00, Dinkes <dinkes@contoh.id> пишет:\n\(other)",
            "\nEl lun, 5 ene 2026 a las 10:00, Budi (<budi@contoh.id>) escribió:\n\(other)",
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
            "\nWassalam\nBudi", "\nSalam hormat,\nBudi, warga Medan", "\nSalam, Budi - Medan", "\nTtd Budi\nKota Medan",
            "\nTtd.\nBudi\nKota Medan", "\nWassalamu'alaikum wr. wb.\nBudi, Kota Medan",
            "\nHormat kami, Warga RT 5\nKota Medan",
            "\nDikirim dari iPhone saya\nBudi\nDinas Kesehatan Kota Medan", "\nSent from my iPhone\n\nBudi, Kota Medan",
            "\n-- \nBudi\nDinas Kesehatan Kota Medan\n0812-0000-0077", "\nWassalam.\n\nForum Warga Kota Medan",
            "\n\nEmail ini bersifat rahasia dan hanya untuk penerimanya.",
            "\nDISCLAIMER: Kota Medan tidak bertanggung jawab",
            "\nThis e-mail is confidential and intended for the recipient\nin Kota Medan only.",
            "\nPesan ini dan lampirannya hanya ditujukan kepada penerima yang disebut di atas, PT Sehat Kota Medan.",
            "\nPlease consider the environment before printing, Kota Medan",
            "\nKota Medan, 5 Januari 2026\nHormat saya,\n\nBudi", "\nYang melaporkan,\nBudi\nKota Medan",
            "\nHormat kami,\nBudi\n\nJika Anda bukan penerima pesan ini, hubungi kantor Kota Medan.",
        ])
    func signatures(rest: String) {
        #expect(own(Self.own + rest).trimmingSpaces == Self.own)
    }

    @Test(
        "who signs below their thanks says nothing more by it",
        arguments: [
            "Terima kasih", "terima kasih.", "TERIMA KASIH", "Demikian, terima kasih.",
            "Demikian laporan kami, terima kasih",
            "Atas perhatian Bapak/Ibu kami ucapkan terima kasih.", "Atas perhatiannya diucapkan terima kasih",
            "Terimakasih pak",
            "Terima kasih atas perhatian dan kerja samanya.", "Mohon segera diperbaiki, terima kasih.", "Makasih min",
            "Trims",
            "Demikian disampaikan", "Sekian", "Thank you", "Matur nuwun", "Terima kasih banyak sebelumnya, Pak.",
        ])
    func thanks(words: String) {
        let names = [
            "Budi\nKota Medan", "Budi Santoso, Kota Medan", "\nWarga RT 05/RW 03\nKel. Sei Agul, Kota Medan",
            "budi, medan",
            "Dinas Kesehatan Kota Medan", "BUDI SANTOSO\nKETUA RT 05 KOTA MEDAN", "Warga di Kota Medan",
            "Budi\nJl. Merdeka No. 5, Kota Medan\nHP 0812-0000-0077\nbudi@contoh.id", "Hormat kami,\nBudi\nKota Medan",
            "Nama: Budi\nAlamat: Kota Medan", "..\nBudi\nKota Medan", "Kota Medan, 5 Januari 2026\nBudi",
            "Budi\nKota Medan\n\nDikirim dari iPhone saya", "Kota Medan",
        ]
        for name in names {
            let read = own("\(Self.own)\n\(words)\n\(name)").trimmingSpaces
            #expect(read == "\(Self.own)\n\(words)", "\(name)")
        }
        let line = own("\(Self.own) Terima kasih. Budi, Kota Medan")
        #expect(!line.contains("Medan") && line.contains("Terima kasih."))
    }

    @Test(
        "words that go on after thanks or a closing are the report's",
        arguments: [
            "Terima kasih\nLokasi jalan itu di Kota Bogor", "Terima kasih\nJalannya di Kota Bogor",
            "Terima kasih\nDi Kota Bogor",
            "Terima kasih.\nOh ya, lampu di Kota Bogor juga mati", "terima kasih\nlampu mati kota bogor",
            "TERIMA KASIH\nLAMPU MATI DI KOTA BOGOR", "Terima kasih\nBudi\nTolong cek juga lampu di Kota Bogor",
            "Terima kasih\nKota Bogor\nSudah lama jalan itu rusak",
            "Demikian, terima kasih. Jalan itu di Kota Bogor sebelah utara",
            "Terima kasih\nJalan Merdeka Rusak Parah, Kota Bogor", "Terima kasih\nKapan diperbaiki, Kota Bogor?",
            "Hormat saya,\nsaya minta jalan di Kota Bogor segera diperbaiki",
            "Salam,\nkami sudah lama menunggu di Kota Bogor",
            "Terima kasih Dinas PU Kota Bogor sudah membantu\nJalan Pajajaran masih rusak",
            "Petugas minta uang terima kasih\nKantor Lurah Sempur Kota Bogor",
            "-- \nmohon jalan di Kota Bogor segera diperbaiki",
            "Dikirim dari iPhone saya\nlampu di Kota Bogor juga mati", "Terima kasih\nKorban dua anak, Kota Bogor",
            "Terima kasih\nAir PDAM Kota Bogor Keruh", "Terima kasih\nPungutan Liar Kantor Camat Kota Bogor",
            "Salam,\nlampu di Kota Bogor",
            "Terima kasih\nFoto terlampir, Kota Bogor", "Terima kasih\nKejadian: Kota Bogor",
        ])
    func goingOn(rest: String) {
        let text = "Jalan rusak parah di depan sekolah.\n\(rest)"
        for part in ["Bogor", "Merdeka", "Pajajaran"] where text.contains(part) { #expect(own(text).contains(part)) }
    }

    @Test func `a closing above more words takes the name and leaves the words`() {
        let text = "Jalan rusak parah.\nHormat saya,\nBudi\nKota Medan\nTolong cek juga lampu di Kota Bogor"
        #expect(own(text) == "Jalan rusak parah.\nTolong cek juga lampu di Kota Bogor")
    }

    @Test func `the last line of an answer may be the place that was asked for`() {
        let answer = "Di depan pasar lama, terima kasih.\nKota Bogor"
        #expect(OwnWords.of(answer, least: 1) == nil)
        #expect(OwnWords.of("Terima kasih.\nKota Bogor") == nil, "nothing was said before")
        #expect(OwnWords.of("Yth. Bapak, selamat pagi, terima kasih.\nBudi\nKota Bogor") == nil)
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
            "| Kecamatan | Kota Bogor |\n| Bogor Tengah | jalan rusak |", "[lampiran] foto jalan\nrusak",
            "5/1 lampu padam\n6/1 masih padam", "[catatan 5/1] Jalan: rusak\ndi Bogor",
            "[5/1 10.00] lampu padam: satu RT\nKota Bogor",
            "Laporan saya\nDiteruskan ke dinas Kota Bogor sejak Januari",
            "Jalan rusak.\nDiteruskan dari lurah ke camat saja",
            "Jalan rusak di Kota Bogor\nDari: Budi\nsudah sebulan", "Am 5 rusak:\njalan", "Jalan rusak\nDe: facto",
            "Sudah lapor, diteruskan ke:\nDinas PU Kota Bogor",
            "Pesan ini saya tujukan kepada Dinas PU Kota Bogor\njalan rusak",
            "Email ini tentang jalan rusak di Kota Bogor\nmohon dibaca",
            "Mohon identitas saya dirahasiakan\nKota Bogor",
            "Saya kirim surel 5 Januari kepada dinas <dinas@contoh.id>:\njalan rusak di Kota Bogor",
            "Sudah saya tulis kepada <dinas@contoh.id>:\njalan rusak",
            "2026-01-05 10:00 lampu padam:\nsatu RT di Kota Bogor",
            "Hubungi: budi@contoh.id\njalan rusak", "Alamat surel <budi@contoh.id>\nKota Bogor",
            "2026-01-05 10:00 jalan rusak\nkirim ke <budi@contoh.id>\nKota Bogor", "<budi@contoh.id>:\njalan rusak",
            "Terlampir foto jalan rusak.\nYth. Dinas PU Kota Bogor <pu@contoh.id>:\nmohon diperbaiki",
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
        for signature in [
            "Hormat saya,\nBudi\nKota Surabaya", "Terima kasih.\nBudi\nKota Surabaya",
            "[5/1 10.00] Admin: Kota Surabaya",
        ] {
            #expect(router.decide(ReportFacts(text: own + signature)).bodyCode == "32.04/1.02")
        }
    }

    @Test(arguments: [
        "Fwd: Yth. Dinas Perhubungan Kota Bandung", "FW: Kepada Yth. Dishub Kota Bandung",
        "Re: Fwd: Yth. Dinas Perhubungan Kota Bandung", "Trs: Yth. Dinas Perhubungan Kota Bandung",
        "Re[2]: Yth Dishub Kota Bandung",
    ]) func `the subject of a message that is passed on addresses nobody, and tells no place beside another`(
        subject: String
    ) {
        let router = SampleDirectory.router
        let own = "Puskesmas di Kab. Bandung tutup terus sejak lama."
        #expect(router.decide(ReportFacts(title: subject, text: own)).bodyCode == "32.04/1.02")
        #expect(router.decide(ReportFacts(text: subject + "\n" + own)).bodyCode == "32.04/1.02")
        let unplaced = router.decide(ReportFacts(title: subject, text: "Sudah lama sekali tidak ada jawaban."))
        #expect(unplaced.bodyCode != "32.73/2.15" && unplaced.regionCode == "32.73")
        // What is passed on without a word is the report.
        #expect(router.decide(ReportFacts(title: subject, text: "Mohon ditindaklanjuti")).bodyCode == "32.73/2.15")
        let mark = subject.prefix { $0 != "Y" && $0 != "K" }
        let bare = String(subject.dropFirst(mark.count))
        #expect(
            router.decide(ReportFacts(title: bare, text: "Sudah lama sekali tidak ada jawaban.")).bodyCode
                == "32.73/2.15")
    }

    private static let signers = [
        "Budi Santoso\nKetua RT 03\nJl. Darmo No. 5\nKota Surabaya",
        "Dr. Siti Aminah, M.Kes\nDirektur PT Contoh\n\nKota Surabaya",
        "BUDI SANTOSO\nKOTA SURABAYA", "Siti\nStaf Keuangan\nDinas Kesehatan Kota Surabaya\nTelp. 031-5551234",
        "Budi\r\nWarga Kota Surabaya\r\n",
        "Budi Santoso | Manajer\nGedung Contoh Lt. 5, Kota Surabaya 60111\nbudi@contoh.example",
    ]

    @Test(arguments: signers) func `who signs without a mark does not tell where, when the words before name a place`(
        _ signer: String
    ) {
        let router = SampleDirectory.router
        let place = { (text: String) in router.gazetteer.resolve(PlaceQuestion(text: text)).regency?.code }
        #expect(place(signer) == "35.78")
        let text = "Puskesmas di Kab. Bandung tutup terus sejak lama.\n\n" + signer
        #expect(router.decide(ReportFacts(text: text)).bodyCode == "32.04/1.02", "\(signer)")
    }

    @Test func `it tells where, when nothing else does`() {
        let router = SampleDirectory.router
        for signer in Self.signers {
            let text = "Puskesmas di kampung kami tutup terus sejak lama.\n\n" + signer
            #expect(router.decide(ReportFacts(text: text)).regionCode == "35.78", "\(signer)")
        }
        for rest in ["Jl. Darmo No. 5\nKota Surabaya", "Lokasi:\nBudi Santoso\nKota Surabaya", "Kota Surabaya"] {
            #expect(OwnWords.unsigned("Jalan rusak di Kab. Bandung.\n\n" + rest) == nil, "\(rest)")
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        let isSpace = { (letter: Character) in letter.isWhitespace }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
