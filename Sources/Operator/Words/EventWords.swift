/// Events that are read back.
enum EventWords {
    static let goOn = Sentence<String>(id: "lanjutkan dengan --after {cursor}", en: "go on with --after {cursor}")
    static let badCursor = Sentence<String>(
        id: "'{text}' bukan penanda: pakai yang disebut pembacaan terakhir, atau 0 untuk semuanya",
        en: "'{text}' is no cursor: give the one that the last reading named, or 0 for all")
    static let unknownCursor = Sentence<String>(
        id:
            "peristiwa sebelum {cursor} bukan lagi yang dulu: basis data pernah dikembalikan ke keadaan sebelumnya. Baca lagi dari penanda yang lebih awal, dan lewati id yang sudah ada",
        en:
            "the event before {cursor} is not the one that it was: the store was put back to an earlier state. Read again from an earlier cursor, and skip ids that you have"
    )
    static let unnumbered = Phrase(
        id: "ada peristiwa yang belum bernomor: ClockWorker memberi nomor setiap detik; apakah ia berjalan?",
        en: "there are events without a number yet: ClockWorker gives them one each second; does it run?")
    static let newer = Sentence<String>(
        id: "peristiwa '{event}' berasal dari rilis yang lebih baru: pakai lapor dari rilis itu",
        en: "the event '{event}' is of a later release: use the lapor of that release")
}
