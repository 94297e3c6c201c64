/// What many commands say.
enum CommonWords {
    static let yes = Phrase(id: "ya", en: "yes")
    static let no = Phrase(id: "tidak", en: "no")
    static let none = Phrase(id: "tidak ada", en: "none")

    static func answer(_ isSo: Bool) -> String { (isSo ? yes : no).text }

    static func cannotRead(_ file: String) -> Phrase {
        Phrase(id: "\(file) tidak dapat dibaca", en: "cannot read \(file)")
    }
    static func cannotWrite(_ file: String) -> Phrase {
        Phrase(id: "\(file) tidak dapat ditulis", en: "cannot write \(file)")
    }
    static func cannotMake(_ folder: String) -> Phrase {
        Phrase(id: "folder \(folder) tidak dapat dibuat", en: "cannot make the folder \(folder)")
    }
    static func notUTF8(_ file: String) -> Phrase {
        Phrase(id: "\(file) bukan UTF-8", en: "\(file) is not UTF-8")
    }
    static func noCase(_ code: String) -> Phrase {
        Phrase(id: "tidak ada laporan \(code)", en: "there is no case \(code)")
    }
    static func noBody(_ code: String) -> Phrase {
        Phrase(
            id: "tidak ada instansi \(code); kodenya ada di 'lapor body list'",
            en: "there is no body \(code); 'lapor body list' has the codes")
    }
    static func noRegion(_ code: String) -> Phrase {
        Phrase(id: "tidak ada wilayah '\(code)'", en: "there is no region '\(code)'")
    }
    static func line(_ number: Int, _ fault: Phrase) -> Phrase {
        Phrase(id: "baris \(number): \(fault.id)", en: "line \(number): \(fault.en)")
    }
    static func progress(_ done: Int, of total: Int) -> Phrase {
        Phrase(id: "\(done) dari \(total) laporan", en: "\(done) of \(total) cases")
    }
    static func mayBeMore(_ limit: Int) -> Phrase {
        Phrase(id: "mungkin ada lagi: --limit \(limit)", en: "there may be more: --limit is \(limit)")
    }

    // A code that somebody typed.
    static func codeLength(_ count: Int) -> Phrase {
        Phrase(
            id: "nomor laporan terdiri dari 12 huruf, yang ini \(count)",
            en: "a tracking code has 12 letters, this has \(count)")
    }
    static func codeLetter(_ letter: Character) -> Phrase {
        Phrase(id: "'\(letter)' tidak dipakai dalam nomor laporan", en: "'\(letter)' does not occur in tracking codes")
    }
    static let codeCheck = Phrase(
        id: "nomor laporan salah ketik: huruf pemeriksanya tidak cocok",
        en: "the tracking code has a typing error: its check letter does not fit")
}
