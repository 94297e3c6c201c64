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

    static func what(_ table: PassingTable) -> Phrase {
        switch table {
        case .keptLetters:
            Phrase(
                id: "pesan tersisih yang dibuang atau dibetulkan", en: "parked messages, discarded or corrected")
        case .fingerprints: Phrase(id: "sidik teks laporan", en: "fingerprints of reports' texts")
        case .recentSMS:
            Phrase(id: "SMS terbaru, untuk mengenali ulangan", en: "recent SMS, by which repetitions are known")
        case .answeredQuestions: Phrase(id: "pertanyaan yang sudah dijawab", en: "questions that were answered")
        case .usedTokens: Phrase(id: "token perintah yang sudah dipakai", en: "tokens of commands that were used")
        case .nights: Phrase(id: "catatan pekerjaan malam", en: "notes of the nights' work")
        case .heartbeats: Phrase(id: "tanda hidup worker yang mati", en: "proofs of life of workers that are gone")
        }
    }
}
