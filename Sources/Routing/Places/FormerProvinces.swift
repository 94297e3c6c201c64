/// Which provinces others were part of: what is written of Merauke says "Papua" long after Papua Selatan was made.
///
/// Read from aliases of provinces that begin with "dahulu": `93,dahulu papua`.
struct FormerProvinces: Sendable {
    private static let word = TokenHash.word("dahulu")

    /// By index of the region of today.
    private let former: [Int32: [Int32]]

    static func isOne(_ alias: FoldedText) -> Bool { alias.tokens.first?.hash == word && alias.tokens.count > 1 }

    init(_ aliases: [(words: FoldedText, region: Int32)], regions: [Region]) {
        var provinces: [UInt64: Int32] = [:]
        for (position, region) in regions.enumerated() where region.level == .province {
            if let name = TokenHash.sequence(of: FoldedText(region.name).tokens) {
                provinces[name] = Int32(truncatingIfNeeded: position)
            }
        }
        var former: [Int32: [Int32]] = [:]
        for (words, region) in aliases where FormerProvinces.isOne(words) {
            guard let name = TokenHash.sequence(of: Array(words.tokens.dropFirst())), let old = provinces[name] else {
                continue
            }
            former[region, default: []].append(old)
        }
        self.former = former
    }

    /// Whether the province `today` was once part of the province `old`.
    func contains(_ old: Int32, of today: Int32) -> Bool { former[today]?.contains(old) == true }
}
