import Complaints
import Store

/// What may leave the store.
enum RetentionWords {
    static let mayGo = Sentence<Int>(
        id: "{rows} baris boleh dihapus; belum ada yang dihapus (--apply menghapusnya). Selebihnya tetap disimpan.",
        en:
            "{rows} {rows:row|rows} may go; nothing was removed (--apply removes {rows:it|them}). Everything else stays."
    )
    static let removed = Sentence<Int>(
        id: "{rows} baris dihapus. Selebihnya tetap disimpan.",
        en: "{rows} {rows:row|rows} removed. Everything else stays.")

    // Identity and words of cases.

    static let noRules = Phrase(
        id:
            "Belum ada aturan yang berlaku: tidak ada yang dihapus. Usulan di bawah ini mati semua; simpan ke berkas, isi 'source' dan 'on', lalu 'lapor retention rules apply BERKAS'.",
        en:
            "No rules are in force: nothing is erased. The proposals below are all off; put them into a file, fill in 'source' and 'on', then 'lapor retention rules apply FILE'."
    )
    static let rulesOf = Sentence<Int, String, String>(
        id: "aturan versi {version}, berlaku sejak {since} oleh {actor}",
        en: "rules of version {version}, in force since {since} by {actor}")
    static let applied = Sentence<Int, Int, Int>(
        id: "aturan versi {version} berlaku: {rules} aturan, {active} menyala",
        en: "the rules are in force as version {version}: {rules} {rules:rule|rules}, {active} switched on")
    static let due = Sentence<Int>(
        id: "{cases} laporan jatuh tempo; belum ada yang dihapus ('lapor retention run' menghapusnya).",
        en: "{cases} {cases:case is|cases are} due; nothing was erased ('lapor retention run' does it).")
    static let ask = Sentence<Int, Int>(
        id: "Hapus identitas atau isi laporan menurut aturan versi {version}, untuk selamanya? Jatuh tempo: {cases}",
        en: "Erase identity or words of cases by the rules of version {version}, for good? Due: {cases}")
    static let done = Sentence<Int, Int, Int, Int>(
        id: "{cases} laporan: identitas {identity}, isi {words} dihapus, {rate} laporan per detik.",
        en:
            "{cases} {cases:case|cases}: identity of {identity}, words of {words} erased, {rate} {rate:case|cases} a second."
    )
    static let nothingOn = Phrase(
        id: "tidak ada aturan yang menyala: 'lapor retention rules show'",
        en: "no rule is switched on: 'lapor retention rules show'")
    static let held = Sentence<String>(
        id: "{code} ditahan: tidak ada aturan yang menghapusnya.", en: "{code} is held: no rule erases anything of it.")
    static let heldAlready = Sentence<String>(id: "{code} sudah ditahan.", en: "{code} was held already.")
    static let released = Sentence<String>(
        id: "{code} tidak lagi ditahan; yang sudah selesai di Ombudsman juga tidak.",
        en: "{code} is held no longer, nor for the Ombudsman's sake.")
    static let heldBy = Sentence<String, String, String>(
        id: "Ditahan oleh {actor} sejak {day}: {reason}", en: "Held by {actor} since {day}: {reason}")
    private static let erasedByRule = Sentence<String, String, String, Int, String>(
        id: "Terhapus pada {day}: {parts} (aturan {rule} versi {version}, oleh {actor})",
        en: "Erased on {day}: {parts} (rule {rule} of version {version}, by {actor})")
    private static let erasedOnRequest = Sentence<String, String, String>(
        id: "Terhapus pada {day}: {parts} (oleh {actor})", en: "Erased on {day}: {parts} (by {actor})")

    static func erased(_ erasure: ErasureTable.Listed, on day: String) -> Phrase {
        guard let rule = erasure.rule, let version = erasure.ruleSet else {
            return erasedOnRequest(day, parts(erasure.parts), erasure.actor)
        }
        return erasedByRule(day, parts(erasure.parts), rule, version, erasure.actor)
    }

    static func parts(_ parts: [CasePart]) -> String { parts.map { part($0).text }.joined(separator: ", ") }

    static func part(_ part: CasePart) -> Phrase {
        switch part {
        case .identity: Phrase(id: "identitas", en: "identity")
        case .words: Phrase(id: "isi", en: "words")
        }
    }

    static func bar(_ bar: RetentionBar) -> Phrase {
        switch bar {
        case .open: Phrase(id: "masih berjalan", en: "open")
        case .objection: Phrase(id: "masih dapat disanggah", en: "may still be objected to")
        case .contested: Phrase(id: "disanggah pelapor", en: "contested by the reporter")
        case .ombudsman: Phrase(id: "di Ombudsman", en: "with the Ombudsman")
        case .followed: Phrase(id: "laporan induknya masih berjalan", en: "the case it follows is open")
        case .held: Phrase(id: "ditahan", en: "held")
        }
    }

    // What the doctor says.

    static let subject = Phrase(id: "masa simpan", en: "retention")
    static let off = Phrase(id: "tidak ada aturan yang menyala", en: "no rule is switched on")
    static let onTime = Sentence<Int>(
        id: "aturan versi {version} dijalankan tiap malam", en: "the rules of version {version} run each night")
    static let behind = Sentence<Int, Int>(
        id: "aturan versi {version} menyala, tetapi tidak dijalankan selama {nights} malam",
        en: "the rules are on in version {version}, but have not run for {nights} {nights:night|nights}")
    static let startClock = Phrase(
        id: "periksa ClockWorker dan lognya, atau jalankan 'lapor retention run --reason …'",
        en: "look at ClockWorker and its log, or run 'lapor retention run --reason …'")

    static func what(_ table: PassingTable) -> Phrase {
        switch table {
        case .keptLetters:
            Phrase(
                id: "pesan tersisih yang dibuang atau dibetulkan", en: "parked messages, discarded or corrected")
        case .fingerprints: Phrase(id: "sidik teks laporan", en: "fingerprints of reports' texts")
        case .recentSMS:
            Phrase(id: "SMS terbaru, untuk mengenali ulangan", en: "recent SMS, by which repetitions are known")
        case .unreachable: Phrase(id: "alamat surel yang tidak ada pemiliknya", en: "mail addresses that nobody has")
        case .answeredQuestions: Phrase(id: "pertanyaan yang sudah dijawab", en: "questions that were answered")
        case .usedTokens: Phrase(id: "token perintah yang sudah dipakai", en: "tokens of commands that were used")
        case .nights: Phrase(id: "catatan pekerjaan malam", en: "notes of the nights' work")
        case .heartbeats: Phrase(id: "tanda hidup worker yang mati", en: "proofs of life of workers that are gone")
        }
    }
}
