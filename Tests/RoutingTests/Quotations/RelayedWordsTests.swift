import Testing

@testable import Routing

/// What people pass on with a letter in it, often on the line on which they go on themselves.
@Suite struct RelayedWordsTests {
    private static let own = "Saya lapor jalan rusak di Kota Bogor, sudah sebulan."
    private static let letter = "Yth. Dinas Kesehatan Kota Medan, antrian puskesmas lama."

    private func routed(_ text: String) -> String {
        (OwnWords.routed(text) ?? text).trimmingPrefix { $0 == "*" || $0.isWhitespace }.description
    }

    private static let marks = [
        "Fwd dari grup RT:", "Diteruskan dari grup:", "diteruskan dari grup warga\n", "Copas dari grup sebelah:",
        "copas\n",
        "Copas:", "(copas dari WA grup)", "Dari WA sebelah:", "dari wa grup sebelah\n", "[Forwarded]", "[Forwarded]\n",
        "Fwd:",
        "FWD:\n", "Diteruskan:", "*Diteruskan*\n", "12/01/2026 08.15 - Budi:", "[12/01/26 08.15] +62 812-0000-0077:",
        "Begin forwarded message:", "Begin forwarded message:\n\n", "Kiriman dari tetangga:", "Share dari grup FB:",
        "Pesan berantai:", "Dapat dari grup sebelah:", ">", "Salinan dari telegram:",
    ]

    @Test(arguments: marks) func `who speaks behind a letter that they pass on is heard, on its line and below`(
        mark: String
    ) {
        for gap in [" ", "\n", "\n\n"] {
            let text = "\(mark) \(Self.letter)\(gap)\(Self.own)"
            #expect(routed(text) == Self.own, "\(text)")
        }
    }

    @Test(arguments: marks.filter { $0 != ">" && !$0.contains("/") })
    func `a letter that is passed on below the report addresses nobody`(mark: String) {
        #expect(routed("\(Self.own)\n\(mark) \(Self.letter)").hasPrefix(Self.own))
        #expect(!routed("\(Self.own)\n\(mark) \(Self.letter)").contains("Medan"))
    }

    @Test(arguments: [
        "Copas dari grup: Yth. Dinas Kesehatan Kota Medan, antrian lama. Jalan rusak di Kota Bogor",
        "Fwd: Yth. Kepala Dinas Kesehatan Kota Medan\nJalan rusak di Kota Bogor",
        "[Forwarded] Kepada Yth. Walikota Medan: jalan rusak di Kabupaten Garut",
        "Dari grup sebelah\nYth. Dinas PU Kab. Deli Serdang.\nDi Kota Bogor jembatan putus",
        "Pesan berantai: Yth Gubernur Sumatera Utara, mohon jalan Kec. Lembang diaspal",
    ])
    func `a letter that is all the report has is not for whom it addresses, when it tells another place`(text: String) {
        let words = routed(text)
        #expect(
            !words.contains("Yth") && !words.contains("Medan") && !words.contains("Deli") && !words.contains("Sumatera")
        )
    }

    @Test(arguments: [
        "Fwd: Yth. Dinas Kesehatan Kota Medan, antrian puskesmas lama",
        "Copas dari grup: Yth. Dinas Kesehatan Kota Medan\nSaya lapor antrian puskesmas lama",
        "Mohon diteruskan kepada Yth. Dinas Kesehatan Kota Medan antrian puskesmas lama",
        "Diteruskan kepada Yth. Dinas Kesehatan Kota Medan, antrian puskesmas di Kota Medan",
        "Kiriman dari warga kepada Yth. Walikota Medan, jalan rusak di Kota Medan",
        "Yth. Dinas PU Kota Medan. Saya lapor jalan rusak di Kota Medan",
        "Dari grup warga kami melapor kepada Yth. Dinas PU Kota Medan, jalan rusak",
    ])
    func `a letter to whom it addresses stays one`(text: String) {
        #expect((OwnWords.routed(text) ?? text).contains("Medan"), "\(text)")
        #expect((OwnWords.routed(text) ?? text).contains("Yth"), "\(text)")
    }

    @Test func `the body that is passed on answers nothing`() {
        let router = SampleDirectory.router
        for mark in Self.marks {
            let text =
                "\(mark) Yth. Dinas Perhubungan Kota Bandung, macet di simpang.\nSaya lapor puskesmas di Kab. Bandung tutup"
            #expect(router.decide(ReportFacts(text: text)).bodyCode == "32.04/1.02", "\(text)")
        }
    }
}
