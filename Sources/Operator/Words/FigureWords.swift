/// Tables of figures. Measures are terms of the statistics and keep their names.
enum FigureWords {
    static let total = Phrase(same: "jumlah")
    static let events = Phrase(id: "Kejadian", en: "Events")

    static let only = Sentence<String>(id: "Hanya: {filters}", en: "Only: {filters}")
    static let region = Sentence<String>(id: "Wilayah {code}", en: "Region {code}")
    static let body = Sentence<String>(id: "Instansi {code}", en: "Body {code}")
    static func days(from start: String?, to end: String?) -> Phrase {
        let first = start.map { Phrase(same: $0) } ?? Phrase(id: "awal", en: "the beginning")
        let last = end.map { Phrase(same: $0) } ?? Phrase(id: "kini", en: "now")
        return Phrase(id: "\(first.id) sampai \(last.id)", en: "\(first.en) to \(last.en)")
    }
    static let withheld = Sentence<String, Int>(
        id: "{mark} {cells} sel di bawah 5 atau pelindungnya tidak ditampilkan",
        en:
            "{mark} {cells} {cells:cell|cells} below 5, or {cells:one that protects one, is|those that protect them, are} withheld"
    )
    static let nothingToDraw = Phrase(
        id: "tidak ada yang dapat digambar: pilih ukuran lain, atau table, csv atau json",
        en: "there is nothing to draw: choose other figures, or table, csv or json")
    static let needsConverter = Phrase(
        id: "PNG membutuhkan rsvg-convert: apt-get install librsvg2-bin",
        en: "PNG needs rsvg-convert: apt-get install librsvg2-bin")
    static let published = Sentence<String, Int, Int>(
        id: "{folder}: {rows} baris, {withheld} sel tidak ditampilkan",
        en: "{folder}: {rows} {rows:row|rows}, {withheld} {withheld:cell|cells} withheld")
    static let facts = Phrase(id: "fakta", en: "facts")
    static let folded = Sentence<Int>(id: "{cases} laporan dilipat", en: "{cases} {cases:case|cases} folded")

    // The time before the journal.

    static let imported = Sentence<String, Int, Int>(
        id: "{file}: {rows} baris, {kept} disimpan, tanpa masalah",
        en: "{file}: {rows} {rows:row|rows}, {kept} kept, 0 problems")
    static let importedFaulty = Sentence<String, Int, Int, Int>(
        id: "{file}: {rows} baris, {kept} disimpan, {problems} masalah: lihat 'lapor history problems'",
        en:
            "{file}: {rows} {rows:row|rows}, {kept} kept, {problems} {problems:problem|problems}: see 'lapor history problems'"
    )
    static let known = Sentence<String>(
        id: "{file}: sudah dikenal, tidak ada yang diubah", en: "{file}: known already, nothing changed")
    static let neither = Phrase(
        id: "kolomnya bukan kolom ekspor SP4N-LAPOR! ('Tracking ID', …) dan bukan kolom tabel terbitan "
            + "('periode', 'jumlah', …)",
        en: "the columns are neither those of the SP4N-LAPOR! export ('Tracking ID', …) nor those of a published table "
            + "('periode', 'jumlah', …)")
    static let noStatus = Phrase(id: "tabel tidak mempunyai kolom status", en: "the table has no column of a status")
    static let columnTwice = Phrase(
        id: "ada kolom yang tertulis dua kali dalam tabel", en: "a column stands twice in the table")
    static let export = Sentence<Int, Int>(
        id: "Ekspor: {cases} laporan, {leftOut} tidak dihitung",
        en: "Exports: {cases} {cases:case|cases}, {leftOut} left out")
    static let noHistory = Phrase(id: "belum ada riwayat", en: "no history")
    static let difference = Sentence<Int>(id: "selisih {count}", en: "difference {count}")
    static let faulty = Phrase(id: "bermasalah", en: "faulty")
    static let notRated = Phrase(id: "tidak dihitung", en: "not rated")
}
