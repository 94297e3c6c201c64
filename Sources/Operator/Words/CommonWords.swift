/// What many commands say.
enum CommonWords {
    static let yes = Phrase(id: "ya", en: "yes")
    static let no = Phrase(id: "tidak", en: "no")
    static let none = Phrase(id: "tidak ada", en: "none")

    static func answer(_ isSo: Bool) -> String { (isSo ? yes : no).text }

    static let cannotRead = Sentence<String>(id: "{file} tidak dapat dibaca", en: "cannot read {file}")
    static let cannotWrite = Sentence<String>(id: "{file} tidak dapat ditulis", en: "cannot write {file}")
    static let cannotMake = Sentence<String>(
        id: "folder {folder} tidak dapat dibuat", en: "cannot make the folder {folder}")
    static let notPrivate = Sentence<String>(
        id: "{file} harus berkas biasa yang hanya dapat dibaca pemiliknya: chmod 600",
        en: "{file} must be a plain file that only its owner can read: chmod 600")
    static let notUTF8 = Sentence<String>(id: "{file} bukan UTF-8", en: "{file} is not UTF-8")
    static let noCase = Sentence<String>(id: "tidak ada laporan {code}", en: "there is no case {code}")
    static let noBody = Sentence<String>(
        id: "tidak ada instansi {code}; kodenya ada di 'lapor body list'",
        en: "there is no body {code}; 'lapor body list' has the codes")
    static let noRegion = Sentence<String>(id: "tidak ada wilayah '{code}'", en: "there is no region '{code}'")
    static let severalRegions = Sentence<String, String>(
        id: "beberapa wilayah bernama '{name}', sebut salah satu: {candidates}",
        en: "several regions are called '{name}', name one: {candidates}")
    static let nearRegions = Sentence<String, String>(
        id: "tidak ada wilayah '{name}'; mungkin maksudnya {candidates}",
        en: "there is no region '{name}'; perhaps you mean {candidates}")
    static let line = Sentence<Int, Phrase>(id: "baris {number}: {fault}", en: "line {number}: {fault}")
    static let progress = Sentence<Int, Int>(
        id: "{done} dari {total} laporan", en: "{done} of {total} {total:case|cases}")
    private static let moreRows = Sentence<Int>(
        id: "{count} lagi tidak ditampilkan: perbesar --limit",
        en: "{count} more {count:is|are} not shown: give a larger --limit")

    /// Nil when nothing is hidden.
    static func hidden(_ count: Int) -> Phrase? { count > 0 ? moreRows(count) : nil }

    static let coded = Sentence<Phrase, String>(same: "{reason} [{code}]")
    static let inFile = Sentence<String, Phrase>(same: "{file}: {fault}")

    // A code that somebody typed.
    static let codeLength = Sentence<Int>(
        id: "nomor laporan terdiri dari 12 huruf, yang ini {count}",
        en: "a tracking code has 12 letters, this has {count}")
    static let codeLetter = Sentence<Character>(
        id: "'{letter}' tidak dipakai dalam nomor laporan", en: "'{letter}' does not occur in tracking codes")
    static let codeCheck = Phrase(
        id: "nomor laporan salah ketik: huruf pemeriksanya tidak cocok",
        en: "the tracking code has a typing error: its check letter does not fit")
}
