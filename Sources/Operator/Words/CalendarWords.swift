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

    static func inForce(_ version: Int) -> Phrase {
        Phrase(id: "kalender \(version) berlaku", en: "calendar \(version) is in force")
    }
    static func draft(_ days: Int) -> Phrase {
        Phrase(
            id: "rancangan \(days) hari; dibandingkan dengan kalender yang berlaku:",
            en: "draft of \(days) days; against the calendar in force:")
    }
    static func recomputed(_ cases: Int, moved: String) -> Phrase {
        let none = CommonWords.none
        return Phrase(
            id: "\(cases) laporan dihitung ulang; tenggat bergeser: \(moved.isEmpty ? none.id : moved)",
            en: "\(cases) cases computed again; deadlines moved: \(moved.isEmpty ? none.en : moved)")
    }
    static func stillLeft(_ version: Int, _ cases: Int) -> Phrase {
        Phrase(
            id:
                "kalender \(version) berlaku, tetapi \(cases) laporan belum dihitung ulang: apakah ClockWorker berjalan?",
            en:
                "calendar \(version) is in force, but \(cases) cases are still to be computed again: is a ClockWorker running?"
        )
    }
    static func noDays(of year: Int?) -> Phrase {
        let run = "'lapor load reference'"
        guard let year else {
            return Phrase(id: "kalender kosong; jalankan \(run)", en: "the calendar has no day; run \(run)")
        }
        return Phrase(
            id: "kalender tidak mempunyai hari tahun \(year); jalankan \(run)",
            en: "the calendar has no day of \(year); run \(run)")
    }
    static func noneMoves(of cases: Int) -> Phrase {
        Phrase(
            id: "tidak ada tenggat yang bergeser dari \(cases) laporan terbuka",
            en: "no deadline of \(cases) open cases moves")
    }
    static func move(of cases: Int) -> Phrase {
        Phrase(
            id: "tenggat yang bergeser, dari \(cases) laporan terbuka",
            en: "deadlines that move, of \(cases) open cases")
    }
    static func unreadable(_ cases: Int) -> Phrase {
        Phrase(
            id: "jurnal \(cases) laporan tidak dapat dibaca", en: "\(cases) cases have a journal that cannot be read")
    }
    static func keepLength(_ clock: String, from day: String) -> Phrase {
        Phrase(
            id: "\(clock) berlaku dari \(day): tenggat yang mulai sejak itu tetap panjangnya",
            en: "\(clock) holds from \(day): clocks that started since then keep their length")
    }
}
