/// With what a message ends before its writer's name: thanks, a farewell, and what a firm's mail program adds.
enum Farewell {
    private static let longest = 160
    /// A line that begins with a farewell and says more than this is no mere farewell.
    private static let mostOtherWords = 2

    /// Whether a line ends with thanks, or is a farewell; behind it a signature may stand.
    static func ends(_ line: MessageLine) -> Bool {
        endsWithThanks(line.lowercased) || line.bytes.count < longest && isFarewell(line)
    }

    /// "… kami ucapkan terima kasih.", "Terima kasih atas perhatian Bapak/Ibu".
    private static func endsWithThanks(_ line: [UInt8]) -> Bool {
        var words = LastWords(line)
        var word = words.next()
        for _ in 0..<8 {
            guard let last = word, trailing.contains(last) else { break }
            word = words.next()
        }
        guard let last = word else { return false }
        if last == "kasih" {
            guard words.next() == "terima" else { return false }
        } else if last == "you" {
            guard words.next() == "thank" else { return false }
        } else {
            guard thanks.contains(last) else { return false }
        }
        // Money is given as thanks.
        return words.next().map { !["uang", "tanda", "sebagai", "amplop"].contains($0) } ?? true
    }

    private static func isFarewell(_ line: MessageLine) -> Bool {
        guard line.startsWithOne(of: beginnings) else { return false }
        var words = LastWords(line.lowercased)
        var others = 0
        while let word = words.next() {
            if !trailing.contains(word), !OwnWords.courtesies.contains(word), !farewells.contains(word) { others += 1 }
        }
        return others <= mostOtherWords
    }

    /// Whether a word only belongs to thanks or a farewell.
    static func isCourtesy(_ word: String) -> Bool {
        trailing.contains(word) || farewells.contains(word) || thanks.contains(word)
    }

    /// "This e-mail is confidential …", "Pesan ini hanya untuk penerimanya …".
    static func isDisclaimer(_ line: MessageLine) -> Bool {
        guard let first = line.lowercased.first, "abcdeijmpst".utf8.contains(first) else { return false }
        return line.startsWithOne(of: sureDisclaimers)
            || line.startsWithOne(of: disclaimers) && confidences.contains(where: line.has)
    }

    static let thanks: Set<String> = [
        "terimakasih", "trimakasih", "makasih", "makasi", "trims", "trim", "thanks", "thx", "tks", "tq", "mksh",
        "suwun", "nuwun", "nuhun", "tengkyu", "terimaksih",
    ]
    private static let trailing: Set<String> = [
        "banyak", "sekali", "sebelumnya", "sebesar", "besarnya", "pak", "bu", "bapak", "ibu", "min", "admin", "atas",
        "perhatian", "perhatiannya", "kerjasama", "kerjasamanya", "kerja", "sama", "samanya", "bantuan", "bantuannya",
        "tanggapan", "tanggapannya", "respon", "responnya", "tindak", "lanjut", "lanjutnya", "waktu", "waktunya", "dan",
        "ya", "yang", "yg", "tulus", "wr", "wb", "wassalam", "wassalamualaikum", "salam", "sdr", "saudara", "anda",
        "kepedulian", "kepeduliannya", "layanan", "layanannya", "pelayanannya", "kesempatannya", "dalam", "untuk",
    ]
    private static let beginnings = [
        "demikian", "sekian", "atas perhatian", "atas bantuan", "atas kerja", "atas tanggapan", "terima kasih",
        "terimakasih", "makasih", "trims", "thanks", "thank you", "matur", "hatur",
    ]
    private static let farewells: Set<String> = [
        "demikian", "demikianlah", "sekian", "ucapkan", "diucapkan", "haturkan", "dihaturkan", "ini", "sebagaimana",
        "adanya", "mestinya", "surat", "informasi", "matur", "hatur", "nuwun", "nuhun", "buat", "dibuat", "sebenarnya",
    ]

    private static let sureDisclaimers = [
        "disclaimer", "confidentiality notice", "confidentiality note", "pernyataan kerahasiaan",
        "pemberitahuan kerahasiaan", "peringatan kerahasiaan", "please consider the environment",
        "think before you print", "pertimbangkan lingkungan", "mohon pertimbangkan lingkungan", "jangan cetak email",
        "if you are not the intended", "jika anda bukan penerima", "apabila anda bukan penerima",
        "bila anda bukan penerima", "this email has been scanned", "this e-mail has been scanned",
    ]
    private static let disclaimers = [
        "this email", "this e-mail", "this message", "this communication", "this electronic", "the information",
        "the contents of this", "the content of this", "email ini", "e-mail ini", "surel ini", "pesan ini",
        "pesan elektronik ini", "surat elektronik ini", "informasi dalam", "informasi yang", "isi email", "isi e-mail",
        "isi surel", "isi pesan", "seluruh isi", "segala informasi", "email dan", "e-mail dan", "important", "caution",
        "confidential",
    ]
    private static let confidences = [
        "intended", "confidential", "privileged", "penerima", "bersifat rahasia", "external", "rahasia dan",
    ]
}

/// The words of a line in small letters, from its end.
private struct LastWords {
    private let line: [UInt8]
    private var end: Int

    init(_ line: [UInt8]) {
        self.line = line
        end = line.count
    }

    mutating func next() -> String? {
        while end > 0, !Self.isLetter(line[end - 1]) { end -= 1 }
        guard end > 0 else { return nil }
        var start = end
        while start > 0, Self.isLetter(line[start - 1]) { start -= 1 }
        defer { end = start }
        return String(decoding: line[start..<end], as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte }
}
