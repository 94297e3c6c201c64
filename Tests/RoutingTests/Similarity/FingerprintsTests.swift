import Complaints
import Testing

@testable import Routing

@Suite struct FingerprintsTests {
    private static let words = (0..<400).map {
        "kata\(String(UnicodeScalar(UInt8(97 + $0 % 26))))\(Array("abcdefghij")[$0 / 26 % 10])x"
    }

    private func text(_ count: Int, changing changes: Int, seed: UInt64) -> (String, String) {
        var random = SeededGenerator(seed: seed)
        let original = (0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }
        var changed = original
        for _ in 0..<changes { changed[Int.random(in: 0..<count, using: &random)] = "ganti" }
        return (original.joined(separator: " "), changed.joined(separator: " "))
    }

    private func meet(_ left: String, _ right: String, _ regions: (String?, String?) = ("32.04", "32.04")) -> Bool {
        let first = Fingerprints(Shingles(title: nil, text: left), region: regions.0).keys
        return !Set(first).isDisjoint(with: Fingerprints(Shingles(title: nil, text: right), region: regions.1).keys)
    }

    @Test func `texts that are nearly alike meet, others do not`() {
        var (near, far) = (0, 0)
        for seed in 0..<200 {
            let (left, right) = text(60, changing: 2, seed: UInt64(seed))
            near += meet(left, right) ? 1 : 0
            far += meet(left, text(60, changing: 0, seed: UInt64(seed + 1000)).0) ? 1 : 0
        }
        #expect(near > 190)
        #expect(far == 0)
    }

    @Test func `similarity is the share of common shingles`() {
        let left = Shingles(title: nil, text: "satu dua tiga empat lima enam tujuh")
        #expect(left.similarity(to: left) == 1)
        // Five shingles each; those with the last word differ: 4 of 6.
        #expect(
            abs(left.similarity(to: Shingles(title: nil, text: "satu dua tiga empat lima enam lain")) - 4.0 / 6) < 1e-9)
        #expect(left.similarity(to: Shingles(title: nil, text: "a b c d e f g h")) == 0)
    }

    @Test func `place is part of it; numbers, capitals and signs are not`() {
        let text = "Lampu jalan mati sejak tanggal 3 di depan pasar"
        #expect(meet(text, "LAMPU JALAN MATI, sejak tanggal 17; di depan PASAR!"))
        #expect(!meet(text, text, ("32.04", "32.73")))
        #expect(meet(text, text, (nil, nil)))
    }

    @Test func `a text that says too little is like none`() {
        #expect(Shingles(title: nil, text: "tes uji coba").isEmpty)
        #expect(Fingerprints(Shingles(title: "Tes", text: "uji coba"), region: nil).keys.isEmpty)
    }
}
