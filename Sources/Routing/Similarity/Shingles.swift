/// The sets of three neighbouring words of a text, hashed: what two texts have of these in common tells how alike they
/// are, wherever words were added or left out (Broder, On the Resemblance and Containment of Documents, 1997).
package struct Shingles: Sendable {
    /// Sorted, each once.
    let hashes: [UInt64]

    /// Shorter texts say too little to be alike.
    private static let leastWords = 6

    /// The shingles of a complaint; empty when it is too short to be compared.
    package init(title: String?, text: String) { self.init(ComplaintText(title: title, text: text).folded) }

    /// The same with title and text already folded.
    package init(_ folded: FoldedText) {
        let count = folded.tokens.count
        guard count >= Self.leastWords else {
            hashes = []
            return
        }
        var all = Array(capacity: count - 2) { (all: inout OutputSpan<UInt64>) in
            var (first, second) = (Self.word(0, of: folded), Self.word(1, of: folded))
            for index in 2..<count {
                let third = Self.word(index, of: folded)
                all.append(TokenHash.append(TokenHash.append(first, second), third))
                (first, second) = (second, third)
            }
        }
        all.sort()
        var previous: UInt64?
        hashes = Array(capacity: all.count) { hashes in
            for hash in all where hash != previous {
                hashes.append(hash)
                previous = hash
            }
        }
    }

    /// A word's hash; all numbers are one word, so that dates and house numbers do not tell reports of one thing apart.
    @inline(__always)
    private static func word(_ index: Int, of text: FoldedText) -> UInt64 {
        text.isNumber(at: index) ? 0x30 : text.tokens[index].hash
    }

    /// Whether there is nothing to compare.
    package var isEmpty: Bool { hashes.isEmpty }

    /// The share of shingles that both have, of those that either has, 0…1 (Jaccard).
    package func similarity(to other: Shingles) -> Double {
        var (left, right, common) = (0, 0, 0)
        while left < hashes.count, right < other.hashes.count {
            if hashes[left] == other.hashes[right] {
                common += 1
                left += 1
                right += 1
            } else if hashes[left] < other.hashes[right] {
                left += 1
            } else {
                right += 1
            }
        }
        let either = hashes.count + other.hashes.count - common
        return either == 0 ? 0 : Double(common) / Double(either)
    }
}
