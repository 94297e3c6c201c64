import Complaints
import Testing

@testable import Routing

@Suite("Folding a text")
struct FoldedTextTests {
    private func words(_ text: String) -> [String] {
        let folded = FoldedText(text)
        return folded.tokens.indices.map(folded.word)
    }

    @Test(
        "tokens",
        arguments: [
            ("", []), (" .,| ", []), ("Jl. RAYA no.5", ["jl", "raya", "no", "5"]),
            ("mati malamSaya lapor", ["mati", "malam", "saya", "lapor"]), ("KemenPANRB", ["kemenpanrb"]),
            ("rusak<br>parah<br/>sekali", ["rusak", "parah", "sekali"]), ("a&nbsp;b &amp; c", ["a", "b", "c"]),
            ("umur < 5 tahun", ["umur", "5", "tahun"]), ("Café “Rumah”…ok", ["cafe", "rumah", "ok"]),
            ("jalan\u{00A0}rusak 😀!", ["jalan", "rusak"]), ("p4gn e-KTP", ["p4gn", "e", "ktp"]),
        ] as [(String, [String])])
    func tokens(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test func `any bytes fold, with a blank before and after each word`() {
        var random = SeededGenerator(seed: 7)
        let parts = ["a", "b", "C", "D", "é", "×", "ß", "1", " ", ",", "|", "<", ">", "&", ";", "\n", "😀", "xyZ"]
        for length in 0..<300 {
            let text = (0..<length).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
            let folded = FoldedText(text)
            #expect(folded.bytes.first == 0x20)
            for token in folded.tokens {
                let word = folded.bytes[Int(token.start)..<Int(token.end)]
                #expect(!word.isEmpty && !word.contains(0x20) && token.hash == FNV1a.hash(of: word))
                #expect(folded.bytes[Int(token.start) - 1] == 0x20 && folded.bytes[Int(token.end)] == 0x20)
            }
            let (title, body) = (String(text.prefix(length / 2)), String(text.dropFirst(length / 2)))
            var titleWords = 0
            let both = FoldedText(title, body, titleWords: &titleWords)
            #expect(both.bytes == FoldedText(title + "\n" + body).bytes)
            #expect(titleWords == FoldedText(title).tokens.count)
        }
    }

    @Test func `each split of glued words has room`() {
        let folded = FoldedText("ab" + String(repeating: "Cd", count: 49))
        #expect(folded.tokens.count == 50 && folded.words(0..<3) == "ab cd cd")
    }

    @Test func gapsAndBars() {
        let tokens = FoldedText("Kab. Bandung, Jabar|Soreang\n\nok").tokens
        #expect(tokens.map(\.gap) == [.soft, .soft, .comma, .hard, .hard])
        #expect(tokens.map(\.afterBar) == [false, false, false, true, false])
    }

    @Test(
        "one line break is white space, an empty line is none",
        arguments: [
            ("a\nb", .line), ("a \n b", .line), ("a\r\nb", .line), ("a\rb", .soft), ("a.\nb", .line), ("a\n- b", .line),
            ("a,\nb", .comma), ("a\n,b", .comma), ("a!\nb", .hard), ("a\n|b", .hard),
            ("a\n\nb", .hard), ("a\r\n\r\nb", .hard), ("a\n \nb", .hard), ("a,\n\nb", .hard), ("a.\n\n\nb", .hard),
        ] as [(String, FoldedText.Gap)])
    func lines(text: String, gap: FoldedText.Gap) { #expect(FoldedText(text).tokens.last?.gap == gap) }

    @Test(arguments: ["Kota Padang", "Kota Padang,", "Kota Padang.", "Kota Padang\n"])
    func `no name runs across the end of a title`(title: String) {
        var titleWords = 0
        let both = FoldedText(title, "Panjang", titleWords: &titleWords)
        #expect(both.tokens.last?.gap == .hard)
    }

    @Test func equalWordsHashEqually() {
        #expect(FoldedText("BANDUNG").tokens[0].hash == FoldedText("bandung").tokens[0].hash)
        #expect(FoldedText("malamSaya").tokens[0].hash == FoldedText("malam").tokens[0].hash)
        #expect(FoldedText("Bojong Soang").gluedHash(at: 0) == FoldedText("bojongsoang").tokens[0].hash)
    }

    @Test func longestPhraseWinsAndStopsAtSeparators() {
        let table = PhraseTable([(FoldedText("bandung"), 1), (FoldedText("bandung barat"), 2)])
        let near = FoldedText("Bandung Barat")
        let far = FoldedText("Bandung, Barat")
        #expect(table.longest(in: near, at: 0).map { table.groups[$0.group] } == [2])
        #expect(table.longest(in: far, at: 0).map { table.groups[$0.group] } == [1])
        #expect(table.longest(in: near, at: 1) == nil)
    }
}

extension PhraseTable.Match: Equatable {
    static func == (left: Self, right: Self) -> Bool { left.group == right.group && left.end == right.end }
}
