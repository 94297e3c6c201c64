/// How people begin who add something, who correct what they said, and who point to a place from another.
enum Addition {
    /// Whether a sentence begins here though its first letter is small: "juga …", "ada juga …", "selain itu …".
    static func begins(_ text: FoldedText) -> Bool {
        var index = 0
        while index < text.tokens.count, greetings.contains(text.word(index)) { index += 1 }
        let start = index
        while index < min(start + 4, text.tokens.count) {
            let word = text.word(index)
            if word == "juga" || word == "jg" || word == "jga" { return true }
            let next = index + 1 < text.tokens.count ? text.word(index + 1) : ""
            if index == start, pairs.contains("\(word) \(next)") || single.contains(word) { return true }
            guard small.contains(word) else { return false }
            index += 1
        }
        return false
    }

    /// Whether it puts right what was said, or says who says it.
    static func corrects(_ text: FoldedText) -> Bool {
        text.tokens.indices.contains { corrections.contains(text.word($0)) }
    }

    /// Whether a place stands behind a word that leads away from it: "arah Kota Cimahi".
    static func pointsAway(_ text: FoldedText, _ gazetteer: Gazetteer) -> Bool {
        text.tokens.indices.contains { index in
            pointers.contains(text.word(index))
                && (index + 1..<min(index + 4, text.tokens.count)).contains {
                    gazetteer.names.phrases.longest(in: text, at: $0) != nil
                }
        }
    }

    private static let greetings: Set<String> = [
        "pak", "bu", "bapak", "ibu", "min", "admin", "halo", "hallo", "hai", "selamat", "pagi", "siang", "sore",
        "malam",
        "assalamualaikum", "permisi", "oh", "eh", "yth", "oya", "ya", "terima", "kasih", "makasih",
    ]
    /// Words that may stand before "juga".
    private static let small: Set<String> = [
        "ada", "dan", "saya", "kami", "mau", "ingin", "lapor", "melapor", "melaporkan", "mohon", "tolong", "di", "sini",
        "situ", "sama", "terus", "trus", "lalu", "itu", "begitu", "demikian", "minta", "yang",
    ]
    private static let pairs: Set<String> = [
        "selain itu", "satu lagi", "mau lapor", "lapor lagi", "lapor lain", "laporan lain", "laporan baru", "hal lain",
        "tambah lagi", "ada lagi", "saya lapor", "mau melaporkan", "ingin melaporkan", "ingin lapor",
    ]
    private static let single: Set<String> = ["sekalian", "tambahan", "btw", "selanjutnya", "kemudian", "lainnya"]
    private static let corrections: Set<String> = [
        "maaf", "salah", "ralat", "koreksi", "maksud", "maksudnya", "maksudku", "bukan", "keliru", "tepatnya",
        "betulnya",
        "seharusnya", "pembetulan", "revisi", "benarnya", "nama", "domisili", "tinggal", "asal", "kelahiran",
    ]
    private static let pointers: Set<String> = [
        "perbatasan", "berbatasan", "batas", "arah", "menuju", "jurusan", "dekat", "sebelum", "setelah", "keluar",
        "masuk",
    ]
}
