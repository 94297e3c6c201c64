import Complaints
import Routing
import Testing

/// Titles that are subjects of messages which the reporter passes on or answers.
@Suite("Subjects of messages that are passed on")
struct PassedOnSubjectTests {
    private static let subjects = [
        "Fwd: Yth. Dinas Perhubungan Kota Bandung", "FW: Kepada Yth. Dishub Kota Bandung",
        "Re: Fwd: Yth. Dinas Perhubungan Kota Bandung", "Trs: Yth. Dinas Perhubungan Kota Bandung",
        "Re[2]: Yth Dishub Kota Bandung", "Bls: Yth. Dishub Kota Bandung", "Terusan: Yth. Dishub Kota Bandung",
        "[EXTERNAL] Fwd: [LAPOR #12] Re: Yth. Dishub Kota Bandung", "[Fwd: Yth. Dishub Kota Bandung]",
        "(fwd) Yth. Dishub Kota Bandung", "Yth. Dishub Kota Bandung (fwd)", "Fwd Yth. Dishub Kota Bandung",
        "FW - Yth. Dishub Kota Bandung", "Fwd. Kepada Dishub Kota Bandung", "Fwd : Yth. Dishub Kota Bandung",
        "RE:FW:FWD: Yth. Dishub Kota Bandung", "Pesan terusan: Yth. Dishub Kota Bandung",
        "Diteruskan: Kepada Yth. Dishub Kota Bandung", "Balasan otomatis: Yth. Dishub Kota Bandung",
        "WG: Yth. Dishub Kota Bandung", "Fwd: Dishub Kota Bandung",
        "Fwd: Laporan untuk Kepala Dinas Perhubungan Kota Bandung",
        "Re\u{FF1A} Yth. Dishub Kota Bandung", "Trs: Bapak Kadis Dishub Kota Bandung",
        "FWD[3]: (penting) Yth. Dishub Kota Bandung",
    ]

    @Test(arguments: subjects) func `one that addresses somebody routes nothing`(subject: String) {
        let router = SampleDirectory.router
        let elsewhere = "Puskesmas di Kab. Bandung tutup terus sejak lama."
        #expect(router.decide(ReportFacts(title: subject, text: elsewhere)).bodyCode == "32.04/1.02")
        for text in [
            "Sudah lama sekali tidak ada jawaban.", "Mohon ditindaklanjuti, terima kasih", "Yth. Admin, mohon dibantu",
            "macet terus di simpang lima dekat pasar", "puskesmas tutup terus sejak lama", "FYI", ".",
        ] {
            let found = router.decide(ReportFacts(title: subject, text: text))
            #expect(found.event == .unrouted && !found.bodyCode.contains("/"), "\(text): \(found.bodyCode)")
        }
        // Its place says whose desk may know.
        let unplaced = router.decide(ReportFacts(title: subject, text: "puskesmas tutup terus sejak lama"))
        #expect(unplaced.regionCode == "32.73")
    }

    @Test(arguments: ["Fwd: Yth. Kementerian Perhubungan", "Re: Yth. BPJS Kesehatan", "Trs: Kepada PLN", "[Fwd: PLN]"])
    func `nor does one that addresses a national body`(subject: String) {
        for text in ["Mohon bantuannya", "Tetangga kami sudah lama menunggu kepastian"] {
            let found = SampleDirectory.router.decide(ReportFacts(title: subject, text: text))
            #expect(found.event == .unrouted, "\(text): \(found.bodyCode)")
        }
    }

    @Test(arguments: [
        "Yth. Dishub Kota Bandung", "Yth: Dishub Kota Bandung", "Kepada Yth. Dishub Kota Bandung (mendesak)",
        "Reklame: Yth. Dishub Kota Bandung", "Rekomendasi - Yth. Dishub Kota Bandung",
        "Trayek. Yth. Dishub Kota Bandung",
        "[LAPOR] Yth. Dishub Kota Bandung",
    ]) func `the reporter's own title addresses whom it names`(title: String) {
        let found = SampleDirectory.router.decide(
            ReportFacts(title: title, text: "Sudah lama sekali tidak ada jawaban."))
        #expect(found.bodyCode == "32.73/2.15")
    }

    @Test(arguments: [
        "Fwd: macet di Kota Bandung", "Re: macet di simpang, Kota Bandung", "[Fwd: macet di Kota Bandung]",
        "Re: macet, mohon perhatian kepada pedagang di Kota Bandung", "Bls: Kota Bandung macet",
        "Re: [LAPOR] macet parah Kota Bandung",
    ]) func `one that tells the matter alone is the report`(subject: String) {
        let router = SampleDirectory.router
        #expect(router.decide(ReportFacts(title: subject, text: "Mohon ditindaklanjuti")).bodyCode == "32.73/2.15")
        let elsewhere = "Puskesmas di Kab. Bandung tutup terus sejak lama, dan tidak ada dokter di puskesmas."
        #expect(router.decide(ReportFacts(title: subject, text: elsewhere)).regionCode == "32.04")
    }

    @Test(arguments: [
        "---------- Forwarded message ---------\nDari: Budi <budi@contoh.example>\nDate: Sen, 5 Jan 2026\nSubject: Yth. BPJS Kesehatan\nTo: x@contoh.example\n\n",
        "Subject: Fwd: Yth. BPJS Kesehatan\nFrom: Budi <budi@contoh.example>\nTo: x@contoh.example\n\n",
        "Mohon ditindaklanjuti\n\nDari: Budi\nDikirim: Senin\nKepada: BPJS Kesehatan\nPerihal: Kepada Yth. BPJS Kesehatan\n\n",
        "Begin forwarded message:\n\nFrom: Budi\nSubject: Re: Yth. BPJS Kesehatan\nDate: 5 Jan 2026\n\n",
        "-----Original Message-----\nFrom: Budi\nSent: Monday\nTo: Yth. BPJS Kesehatan\nSubject: FW: BPJS Kesehatan\n\n",
    ]) func `nor does the subject above a message that is passed on`(head: String) {
        let found = SampleDirectory.router.decide(
            ReportFacts(text: head + "puskesmas di Kab. Bandung tutup terus sejak lama, tidak ada dokter"))
        #expect(found.bodyCode == "32.04/1.02", "\(found.bodyCode)")
    }

    @Test func `what the reporter says of place and agency stays`() {
        let router = SampleDirectory.router
        let subject = "Fwd: Yth. Dinas Perhubungan Kota Bandung"
        let placed = ReportFacts(title: subject, text: "puskesmas tutup terus", locationText: "Kab. Bandung")
        #expect(router.decide(placed).bodyCode == "32.04/1.02")
        let named = ReportFacts(title: subject, text: "tutup terus", agency: "Dinas Kesehatan Kab. Bandung")
        #expect(router.decide(named).bodyCode == "32.04/1.02")
        let coded = ReportFacts(title: subject, text: "puskesmas tutup terus", regionCode: "32.04")
        #expect(router.decide(coded).bodyCode == "32.04/1.02")
        // A name alone is not made whole by another's words.
        let half = ReportFacts(title: subject, text: "tutup terus", agency: "Dinas Kesehatan")
        #expect(router.decide(half).event == .unrouted)
    }
}
