/// Tables of figures. Measures are terms of the statistics and keep their names.
package enum FigureWords {
    package static let total = Phrase(same: "jumlah")
    package static let events = Phrase(id: "Kejadian", en: "Events")

    package static func only(_ filters: String) -> Phrase { Phrase(id: "Hanya: \(filters)", en: "Only: \(filters)") }
    package static func region(_ code: String) -> Phrase { Phrase(id: "Wilayah \(code)", en: "Region \(code)") }
    package static func body(_ code: String) -> Phrase { Phrase(id: "Instansi \(code)", en: "Body \(code)") }
    package static func days(from start: String?, to end: String?) -> Phrase {
        let first = start.map { Phrase(same: $0) } ?? Phrase(id: "awal", en: "the beginning")
        let last = end.map { Phrase(same: $0) } ?? Phrase(id: "kini", en: "now")
        return Phrase(id: "\(first.id) sampai \(last.id)", en: "\(first.en) to \(last.en)")
    }
    package static func withheld(_ mark: String, _ cells: Int) -> Phrase {
        Phrase(
            id: "\(mark) \(cells) sel di bawah 5 atau pelindungnya tidak ditampilkan",
            en: "\(mark) \(cells) cells below 5, or those that protect them, are withheld")
    }
    package static let nothingToDraw = Phrase(
        id: "tidak ada yang dapat digambar: pilih ukuran lain, atau table, csv atau json",
        en: "there is nothing to draw: choose other figures, or table, csv or json")
    package static let needsConverter = Phrase(
        id: "PNG membutuhkan rsvg-convert: apt-get install librsvg2-bin",
        en: "PNG needs rsvg-convert: apt-get install librsvg2-bin")
    package static func published(_ folder: String, rows: Int, withheld: Int) -> Phrase {
        Phrase(
            id: "\(folder): \(rows) baris, \(withheld) sel tidak ditampilkan",
            en: "\(folder): \(rows) rows, \(withheld) cells withheld")
    }
    package static let facts = Phrase(id: "fakta", en: "facts")
    package static func folded(_ cases: Int) -> Phrase {
        Phrase(id: "\(cases) laporan dilipat", en: "\(cases) cases folded")
    }

    // The time before the journal.

    package static func imported(_ file: String, rows: Int, kept: Int, problems: Int) -> Phrase {
        guard problems > 0 else {
            return Phrase(
                id: "\(file): \(rows) baris, \(kept) disimpan, tanpa masalah",
                en: "\(file): \(rows) rows, \(kept) kept, 0 problems")
        }
        return Phrase(
            id: "\(file): \(rows) baris, \(kept) disimpan, \(problems) masalah: lihat 'lapor history problems'",
            en: "\(file): \(rows) rows, \(kept) kept, \(problems) problems: see 'lapor history problems'")
    }
    package static func known(_ file: String) -> Phrase {
        Phrase(id: "\(file): sudah dikenal, tidak ada yang diubah", en: "\(file): known already, nothing changed")
    }
    package static let neither = Phrase(
        id: "kolomnya bukan kolom ekspor SP4N-LAPOR! ('Tracking ID', …) dan bukan kolom tabel terbitan "
            + "('periode', 'jumlah', …)",
        en: "the columns are neither those of the SP4N-LAPOR! export ('Tracking ID', …) nor those of a published table "
            + "('periode', 'jumlah', …)")
    package static let noStatus = Phrase(
        id: "tabel tidak mempunyai kolom status", en: "the table has no column of a status")
    package static let columnTwice = Phrase(
        id: "ada kolom yang tertulis dua kali dalam tabel", en: "a column stands twice in the table")
    package static func export(_ cases: Int, leftOut: Int) -> Phrase {
        Phrase(
            id: "Ekspor: \(cases) laporan, \(leftOut) tidak dihitung",
            en: "Exports: \(cases) cases, \(leftOut) left out")
    }
    package static let noHistory = Phrase(id: "belum ada riwayat", en: "no history")
    package static func difference(_ count: Int) -> Phrase { Phrase(id: "selisih \(count)", en: "difference \(count)") }
    package static let faulty = Phrase(id: "bermasalah", en: "faulty")
    package static let notRated = Phrase(id: "tidak dihitung", en: "not rated")
}
