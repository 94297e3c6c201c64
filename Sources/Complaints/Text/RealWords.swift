/// Words that say something: what is asked for in words is not answered by a letter, a dash, the same word again, or thanks alone.
package enum RealWords {
    /// Why a text does not do.
    package enum Fault: Error, Sendable, Equatable {
        /// It has fewer different words than are needed.
        case tooFew
        /// It ends in, or consists of, what stands where words would: "-", "...", "xxx", "lorem ipsum".
        case placeholder(String)
        /// It only greets, thanks and joins.
        case courtesy
    }

    /// What is wrong with a text that must say so many different words; nil: nothing.
    package static func fault(of text: String, least: Int) -> Fault? {
        let words = different(in: text)
        guard words.count >= least else { return .tooFew }
        if let placeholder = placeholder(in: text, words) { return .placeholder(placeholder) }
        return words.isSubset(of: courtesies) ? .courtesy : nil
    }

    /// The words of the text that have at least three letters, two of them different; each once.
    static func different(in text: String) -> Set<String> {
        Set(
            text.lowercased().split { !$0.isLetter }.filter { $0.count >= 3 && Set($0).count >= 2 }.map(String.init))
    }

    private static func placeholder(in text: String, _ words: Set<String>) -> String? {
        if words.isSuperset(of: lorem) { return lorem.sorted(by: >).joined(separator: " ") }
        // "Hasil menunggu tes" is a sentence: such a word stands for others only where none is beside it.
        if words.isSubset(of: trials.union(courtesies)), let trial = words.sorted().first(where: trials.contains) {
            return trial
        }
        guard let last = text.split(whereSeparator: \.isWhitespace).last else { return nil }
        let isMark = last.allSatisfy { marks.contains($0) } || last.last.map(dashes.contains) ?? false
        let letters = last.lowercased().filter(\.isLetter)
        return isMark || letters.count >= 3 && Set(letters) == ["x"] ? String(last) : nil
    }

    private static let dashes: Set<Character> = ["-", "–", "—", "_"]
    private static let marks = dashes.union([".", "…", "?", "!", "*", "/"])
    private static let lorem: Set = ["lorem", "ipsum"]
    private static let trials: Set = ["tes", "test", "testing", "coba", "dummy", "asdf", "qwerty", "nihil"]

    /// Words that alone tell nobody what was decided or done.
    private static let courtesies: Set = [
        "ada", "akan", "anda", "assalamualaikum", "atas", "bapak", "baik", "dan", "dengan", "hormat", "ibu", "ini",
        "itu",
        "kami", "kasih", "kak", "kepada", "laporan", "laporannya", "maaf", "mohon", "oke", "okay", "pak", "pelapor",
        "perhatian", "perhatiannya", "sama", "saudara", "sdr", "selamat", "siap", "sudah", "telah", "terima",
        "terimakasih",
        "trims", "untuk", "yang", "yth", "noted", "pagi", "siang", "sore", "malam", "masukan", "masukannya",
        "informasi", "informasinya",
    ]
}
