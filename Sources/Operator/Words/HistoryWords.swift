import Figures

/// The time before the journal: files that are kept as they were published.
enum HistoryWords {
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
    static let nothingKept = Sentence<String, Int>(
        id: "{file}: dari {rows} baris tidak satu pun dapat disimpan",
        en: "{file}: of {rows} {rows:row|rows} none could be kept")
    static let dated = Sentence<String>(
        id: "keadaan per {day}; --dated menyatakan hari lain",
        en: "as of {day}; --dated says another day")
    static let undated = Phrase(
        id:
            "berkas tidak menyebut keadaan per hari apa: tanpa --dated angka lain untuk waktu yang sama menjadi pertentangan",
        en:
            "the file does not say as of which day it speaks: without --dated other figures of the same time contradict it"
    )
    static let leftOut = Sentence<String>(
        id: "kolom yang bukan status dan tidak disimpan: {columns}",
        en: "columns that are no statuses, and are not kept: {columns}")
    static let sumsAgree = Sentence<Int>(
        id: "{count} baris jumlah dalam berkas cocok dengan barisnya",
        en: "{count} {count:row|rows} of sums in the file {count:agrees|agree} with its rows")
    static let neither = Phrase(
        id: "kolomnya bukan kolom ekspor SP4N-LAPOR! ('Tracking ID', …) dan bukan kolom tabel terbitan "
            + "('periode' atau 'tahun', 'jumlah', dan status)",
        en: "the columns are neither those of the SP4N-LAPOR! export ('Tracking ID', …) nor those of a published table "
            + "('periode' or 'tahun', 'jumlah', and statuses)")
    static let noStatus = Phrase(
        id: "tabel tidak mempunyai kolom yang dikenal sebagai status: selesai, proses, tunda, arsip, "
            + "belum_terverifikasi, belum_ditindaklanjuti, …",
        en: "the table has no column that is known as a status: selesai, proses, tunda, arsip, belum_terverifikasi, "
            + "belum_ditindaklanjuti, …")
    static let columnTwice = Phrase(
        id: "ada status yang mempunyai dua kolom dalam tabel", en: "a status has two columns in the table")
    static let noSuchFile = Sentence<String>(
        id: "tidak ada berkas riwayat '{file}' yang masih berlaku: lihat 'lapor history files'",
        en: "no file of history '{file}' counts: see 'lapor history files'")
    static let severalFiles = Sentence<String, String>(
        id: "beberapa berkas bernama '{file}': sebutkan nomornya, salah satu dari {ids}",
        en: "several files are called '{file}': name one by its number, {ids}")
    static let withdrawn = Sentence<String, Int>(
        id: "{file} ({id}) ditarik: angka kembali seperti tanpa berkas itu",
        en: "{file} ({id}) is withdrawn: figures are what they were without it")

    static let export = Sentence<Int, Int>(
        id: "Ekspor: {cases} laporan, {leftOut} tidak dihitung",
        en: "Exports: {cases} {cases:case|cases}, {leftOut} left out")
    static let none = Phrase(id: "belum ada riwayat", en: "no history")
    static let difference = Sentence<Int>(id: "selisih {count}", en: "difference {count}")
    static let faulty = Phrase(id: "bermasalah", en: "faulty")
    static let notRated = Phrase(id: "tidak dihitung", en: "not rated")

    static let sums = Phrase(id: "Riwayat menurut waktu", en: "History by time")
    static let rows = Phrase(id: "Baris tabel terbitan", en: "Rows of published tables")
    static let origin = Phrase(id: "Dari", en: "From")
    static let detail = Phrase(id: "Rincian", en: "Detail")
    static let notCounted = Phrase(id: "Tidak dihitung", en: "Left out")
    static let otherStatuses = Phrase(id: "Status lain", en: "Other statuses")
    static let fromExport = Phrase(id: "ekspor", en: "export")
    static let fromTable = Phrase(id: "tabel", en: "table")
    static let closedBySystem = Phrase(id: "Ditutup sistem", en: "Closed by the system")
    static let closedByOfficer = Phrase(id: "Ditutup petugas", en: "Closed by officers")
    static let closedByReporter = Phrase(id: "Ditutup pelapor", en: "Closed by reporters")
    static let closedUnknown = Phrase(id: "Ditutup, oleh siapa tak tercatat", en: "Closed, by whom is not said")

    static func name(of grain: PublishedSum.Grain) -> Phrase {
        switch grain {
        case .day: Phrase(id: "harian", en: "daily")
        case .month: Phrase(id: "bulanan", en: "monthly")
        case .quarter: Phrase(id: "triwulanan", en: "quarterly")
        case .year: Phrase(id: "tahunan", en: "yearly")
        case .span: Phrase(id: "rentang", en: "a stretch")
        }
    }

    static func name(of level: PublishedSum.Level) -> Phrase {
        switch level {
        case .province: Phrase(id: "provinsi", en: "provinces")
        case .regency: Phrase(id: "kabupaten/kota", en: "regencies")
        case .district: Phrase(id: "kecamatan", en: "districts")
        case .body: Phrase(id: "instansi", en: "bodies")
        case .other: Phrase(id: "tanpa kode", en: "without a code")
        }
    }
}
