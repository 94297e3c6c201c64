import Complaints

/// Names of villages (desa, kelurahan) with the districts they lie in. Most names occur in several districts, "Sukamaju" in
/// more than a hundred, so a village tells a district only together with what else is known.
struct VillageNames: Sendable {
    /// Where the districts of a name begin.
    private var heads: [UInt64: Int32] = [:]
    private var districts: [Int32] = []
    private var next: [Int32] = []

    /// A name has at most so many words.
    private static let longest = 4

    /// Builds from names, each with the index of its district.
    init(_ villages: [(name: String, district: Int32)]) {
        heads.reserveCapacity(villages.count)
        districts.reserveCapacity(villages.count)
        next.reserveCapacity(villages.count)
        for (name, district) in villages {
            let key = Self.key(name)
            districts.append(district)
            next.append(heads[key] ?? -1)
            heads[key] = Int32(truncatingIfNeeded: districts.count - 1)
        }
    }

    /// The districts of the longest village name that begins at token `index`, and where it ends; words may be written
    /// together or apart.
    func longest(in text: FoldedText, at index: Int) -> (districts: [Int32], end: Int)? {
        var key = FNV1a.seed
        var best: (head: Int32, end: Int)?
        for position in index..<min(index + Self.longest, text.tokens.count) {
            let token = text.tokens[position]
            guard position == index || token.isJoined else { break }
            for byte in Int(token.start)..<Int(token.end) { key = FNV1a.step(key, text.bytes[byte]) }
            if let head = heads[key] { best = (head, position + 1) }
        }
        return best.map { (all(from: $0.head), $0.end) }
    }

    private func all(from head: Int32) -> [Int32] {
        var found: [Int32] = []
        var position = head
        while position >= 0 {
            if !found.contains(districts[Int(position)]) { found.append(districts[Int(position)]) }
            position = next[Int(position)]
        }
        return found
    }

    /// Hash of the letters and digits alone.
    private static func key(_ name: String) -> UInt64 {
        var key = FNV1a.seed
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39, 0x61...0x7A: key = FNV1a.step(key, byte)
            case 0x41...0x5A: key = FNV1a.step(key, byte + 32)
            default: break
            }
        }
        return key
    }
}
