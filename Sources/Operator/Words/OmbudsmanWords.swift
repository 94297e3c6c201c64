/// Cases that are ripe for the Ombudsman. The file that is handed over is a document, in Indonesian.
enum OmbudsmanWords {
    static let notYet = Phrase(id: "belum", en: "not yet")

    static let noConsent = Sentence<String>(
        id: "pelapor {code} belum menyetujui penerusan; persetujuan diberikan dengan perintah escalate",
        en: "the reporter of {code} has not agreed to a hand-over; they do so with the command escalate")
    static let notRipe = Sentence<String>(
        id: "{code} belum waktunya untuk Ombudsman: hari kerjanya belum habis",
        en: "{code} is not ripe for the Ombudsman: its working days are not over")
    static let exported = Sentence<Int, String, Int>(
        id: "{cases} laporan diekspor ke {folder}; {consent} tanpa persetujuan tidak disertakan",
        en: "{cases} {cases:case|cases} exported to {folder}; {consent} without consent left out")
}
