/// The register of releases.
package enum ReleaseWords {
    static let published = Sentence<Int, String, Int, Int>(
        id: "terbitan {id}: {path}, {rows} baris, {withheld} sel ditahan",
        en: "release {id}: {path}, {rows} {rows:row|rows}, {withheld} {withheld:cell|cells} withheld")
    static let rowsPublished = Sentence<Int, String, Int, Int>(
        id:
            "terbitan {id}: {path}, {rows} laporan, {coarse} di antaranya dengan tempat, hari, kategori atau instansi yang lebih kasar",
        en:
            "release {id}: {path}, {rows} {rows:case|cases}, {coarse} of them with a coarser place, day, category or body"
    )
    static let rowsWithheld = Sentence<Int>(
        id: "{count} laporan tidak dimuat: terlalu sedikit yang setahun dan seprovinsi dengannya",
        en: "{count} {count:case is|cases are} left out: too few share even their year and province")
    static let none = Phrase(id: "belum ada terbitan", en: "nothing has been released")
    static let noSuch = Sentence<Int>(
        id: "tidak ada terbitan tabel {id}: lihat 'lapor release list'",
        en: "there is no release {id}: see 'lapor release list'")
    static let tooLarge = Phrase(
        id: "tabel-tabelnya terlalu besar untuk diperiksa bersama: terbitkan wilayah atau waktu yang lebih kasar",
        en: "the tables are too large to be checked together: publish coarser regions or times")
    static let rowsAreOut = Sentence<Int>(
        id:
            "terbitan {id} memuat laporan yang sama baris demi baris: setiap sel yang ditahan di sini dapat dihitung darinya",
        en: "release {id} has the same cases row by row: each cell that is withheld here can be counted there")
    static let tableIsOut = Sentence<Int>(
        id: "terbitan {id} menahan sel tentang laporan yang sama: baris demi baris sel itu dapat dihitung",
        en: "cells about the same cases are withheld in release {id}: row by row they can be counted")
    static let otherBytes = Sentence<Int>(
        id: "berkas itu bukan yang terbit sebagai terbitan {id}",
        en: "the file is not what was published as release {id}")
    static let sameBytes = Phrase(id: "berkas itu yang terbit", en: "the file is what was published")
    package static let needsMoment = Phrase(
        id:
            "terbitan membutuhkan --as-of: hari yang keadaannya diterbitkan, agar terbitan lain dari hari itu dapat diperiksa bersamanya",
        en: "a release needs --as-of: the day as of which it is, so that others of that day can be checked with it")
    package static let cohortOnly = Phrase(
        id: "hanya laporan menurut hari dikirim (--view cohort) yang dapat diterbitkan",
        en: "only cases by day of submission (--view cohort) can be released")

    private static let leaked = Sentence<String, Int, String>(
        id:
            "tidak diterbitkan: bersama terbitan {others} {count} sel yang ditahan tidak lagi terlindung, misalnya {cell}; "
            + "terbitkan tabel yang lebih kasar, atau waktu lain",
        en:
            "not released: together with release {others} {count} withheld {count:cell is|cells are} no longer protected, such as "
            + "{cell}; publish a coarser table, or another time")

    static func leaks(_ count: Int, others: [Int], _ cell: String) -> Phrase {
        leaked(others.map { "\($0)" }.joined(separator: ", "), count, cell)
    }
}
