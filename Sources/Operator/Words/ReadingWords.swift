/// Who reads what citizens sent.
package enum ReadingWords {
    static let what = Phrase(id: "Yang dibaca", en: "What")
    static let nobody = Phrase(
        id: "Tidak ada yang membaca identitas atau isi laporan itu.",
        en: "Nobody has read identity or words of that case.")
    static let nothing = Phrase(id: "Tidak membaca apa pun.", en: "They have read nothing.")
    static let more = Sentence<Int>(
        id: "{count} yang terbaru; ada lagi: --limit", en: "the newest {count}; there are more: --limit")

    static func what(_ name: String) -> String {
        switch name {
        case "phone": Phrase(id: "dicari dengan telepon", en: "looked for by telephone").text
        case "email": Phrase(id: "dicari dengan surel", en: "looked for by e-mail").text
        case "search": Phrase(id: "dicari dengan kata", en: "looked for by words").text
        case "person": Phrase(id: "semua tentang seorang pelapor", en: "all about a reporter").text
        case "identity": Phrase(id: "identitas", en: "identity").text
        case "words": Phrase(id: "isi laporan", en: "words").text
        case "file": Phrase(id: "berkas untuk Ombudsman", en: "file for the Ombudsman").text
        case "parked": Phrase(id: "pesan yang disisihkan", en: "parked message").text
        default: name
        }
    }

    // What is shown to nobody who does not say why.

    package static let needsReason = Phrase(
        id: "sebutkan alasan dengan --reason: siapa membaca identitas atau isi laporan dicatat",
        en: "say why with --reason: who reads identity or words is written down")
    static let hidden = Phrase(
        id: "(isi laporan: hanya dengan --reason)", en: "(words of the report: with --reason only)")

    // What the doctor says.

    static let subject = Phrase(id: "pembacaan data pribadi", en: "reading of personal data")
    static let usual = Phrase(id: "tidak ada yang luar biasa dalam 24 jam", en: "nothing unusual within 24 hours")
    static let busy = Sentence<String, Int>(
        id: "{actor} membaca {cases} laporan dalam 24 jam",
        en: "{actor} read {cases} {cases:case|cases} within 24 hours")
    static let askWhy = Sentence<String>(
        id: "tanyakan mengapa; 'lapor audit by {actor}' menyebut laporan dan alasannya",
        en: "ask them why; 'lapor audit by {actor}' has the cases and their reasons")
}
