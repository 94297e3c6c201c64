/// Finds known phrases in a folded text, the longest at each place, in one pass: a trie kept in one flat hash table.
///
/// Words are compared by 64-bit hash; with some ten thousand phrases a false match is less likely than a broken disk.
struct PhraseTable: Sendable {
    private struct Slot: Sendable {
        var key: UInt64 = 0
        var group: Int32 = -1
        var goesOn = false
    }

    private var slots: [Slot]
    private var mask: Int
    /// The payloads of each distinct phrase.
    private(set) var groups: [[Int32]] = []

    /// A phrase found: which group, and the tokens it covers.
    struct Match {
        let group: Int
        let end: Int
    }

    /// Builds the table from phrases already folded; a phrase may have several payloads. With a negative one it
    /// is found and has none.
    init(_ phrases: [(phrase: FoldedText, payload: Int32)]) {
        let words = phrases.reduce(8) { $0 + $1.phrase.tokens.count }
        var size = 64
        while size < words * 3 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        mask = size - 1
        for (phrase, payload) in phrases { insert(phrase, payload) }
    }

    private mutating func insert(_ phrase: FoldedText, _ payload: Int32) {
        guard var key = phrase.tokens.first?.hash else { return }
        for token in phrase.tokens.dropFirst() {
            slots[place(of: key)].goesOn = true
            key = TokenHash.append(key, token.hash)
        }
        let index = place(of: key)
        if slots[index].group < 0 {
            slots[index].group = Int32(truncatingIfNeeded: groups.count)
            groups.append([])
        }
        let group = Int(slots[index].group)
        if payload >= 0, !groups[group].contains(payload) { groups[group].append(payload) }
    }

    private mutating func place(of key: UInt64) -> Int {
        var index = start(of: key)
        while slots[index].key != 0, slots[index].key != key { index = (index + 1) & mask }
        slots[index].key = key
        return index
    }

    @inline(__always)
    private func start(of key: UInt64) -> Int { Int(truncatingIfNeeded: key ^ (key >> 32)) & mask }

    @inline(__always)
    private func find(_ key: UInt64) -> Slot? {
        var index = start(of: key)
        while slots[index].key != 0 {
            if slots[index].key == key { return slots[index] }
            index = (index + 1) & mask
        }
        return nil
    }

    /// The group of one whole word given by its hash, or nil.
    func group(ofWord hash: UInt64) -> Int? {
        guard let slot = find(hash), slot.group >= 0 else { return nil }
        return Int(slot.group)
    }

    /// The longest phrase that begins at token `start` and crosses no separator stronger than `across`.
    func longest(in text: FoldedText, at start: Int, across: FoldedText.Gap = .line) -> Match? {
        let tokens = text.tokens
        var key = tokens[start].hash
        var end = start + 1
        var best: Match?
        while let slot = find(key) {
            if slot.group >= 0 { best = Match(group: Int(slot.group), end: end) }
            guard slot.goesOn, end < tokens.count, tokens[end].gap <= across else { break }
            key = TokenHash.append(key, tokens[end].hash)
            end += 1
        }
        return best
    }
}
