/// Holidays, and how many working days each clock has.
enum CalendarWords {
    static let noDraft = Phrase(
        id: "tidak ada rancangan; jalankan 'lapor calendar import FILE'",
        en: "there is no draft; run 'lapor calendar import FILE'")
    static let sameAlready = Phrase(
        id: "kalender yang berlaku sudah sama; tidak ada yang diubah",
        en: "the calendar in force says the same already; nothing is changed")
    static let noDayChanges = Phrase(id: "tidak ada hari yang berubah", en: "no day changes")
    static let notWaited = Phrase(id: "ClockWorker tidak ditunggu", en: "not waited for ClockWorker")
    static let allThere = Phrase(id: "semuanya sudah ada", en: "all were there already")
    static let nation = Phrase(id: "nasional", en: "nation")
    static let allClasses = Phrase(id: "semua", en: "all")
    static let deadlines = Phrase(id: "tenggat", en: "deadlines")

    static let inForce = Sentence<Int>(id: "kalender {version} berlaku", en: "calendar {version} is in force")
    static let draft = Sentence<Int>(
        id: "rancangan {days} hari; dibandingkan dengan kalender yang berlaku:",
        en: "draft of {days} {days:day|days}; against the calendar in force:")
    static let recomputed = Sentence<Int, Phrase>(
        id: "{cases} laporan dihitung ulang; tenggat bergeser: {moved}",
        en: "{cases} {cases:case|cases} computed again; deadlines moved: {moved}")
    static let stillLeft = Sentence<Int, Int>(
        id: "kalender {version} berlaku, tetapi {cases} laporan belum dihitung ulang: apakah ClockWorker berjalan?",
        en:
            "calendar {version} is in force, but {cases} {cases:case is|cases are} still to be computed again: is a ClockWorker running?"
    )
    static let noDays = Phrase(
        id: "kalender kosong; jalankan 'lapor load reference'",
        en: "the calendar has no day; run 'lapor load reference'")
    static let noDaysOf = Sentence<Int>(
        id: "kalender tidak mempunyai hari tahun {year}; jalankan 'lapor load reference'",
        en: "the calendar has no day of {year}; run 'lapor load reference'")
    static let noVersion = Sentence<Int>(id: "tidak ada kalender {version}", en: "there is no calendar {version}")
    static let moreDays = Sentence<Int, Int>(
        id: "dan {count} hari lagi: 'lapor calendar history --version {version}'",
        en: "and {count} more {count:day|days}: 'lapor calendar history --version {version}'")
    static let noneMoves = Sentence<Int>(
        id: "tidak ada tenggat yang bergeser dari {cases} laporan terbuka",
        en: "no deadline of {cases} open {cases:case|cases} moves")
    static let move = Sentence<Int>(
        id: "tenggat yang bergeser, dari {cases} laporan terbuka",
        en: "deadlines that move, of {cases} open {cases:case|cases}")
    static let unreadable = Sentence<Int>(
        id: "jurnal {cases} laporan tidak dapat dibaca",
        en: "{cases} {cases:case has|cases have} a journal that cannot be read")
    static let keepLength = Sentence<String, String>(
        id: "{clock} berlaku dari {day}: tenggat yang mulai sejak itu tetap panjangnya",
        en: "{clock} holds from {day}: clocks that started since then keep their length")
}
