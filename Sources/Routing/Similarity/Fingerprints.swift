/// A few numbers of a text such that texts of one place that are alike most likely share one, and others do not: MinHash
/// in bands (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3).
///
/// Four bands of three: texts that share 90 % of their shingles meet in 99 of 100 cases, 80 %: in 94, 50 %: in 41, 20 %: in 3.
package struct Fingerprints: Sendable {
    /// One per band; none for a text too short to be compared.
    package let keys: [Int64]

    private static let bands = 4
    private static let rows = 3

    /// Fingerprints of `shingles` in the region under `region`; nil: place unknown, which is a place of its own.
    package init(_ shingles: Shingles, region: String?) {
        guard !shingles.isEmpty else {
            keys = []
            return
        }
        let place = TokenHash.word(region ?? "")
        let (multipliers, hashes) = (Self.multipliers, shingles.hashes.span)
        keys = (0..<Self.bands).map { band in
            var key = TokenHash.append(place, UInt64(band))
            for row in band * Self.rows..<(band + 1) * Self.rows {
                let multiplier = multipliers[row]
                var least = UInt64.max
                for index in hashes.indices { least = min(least, Self.mix(hashes[index] &* multiplier)) }
                key = Self.mix(TokenHash.append(key, least))
            }
            return Int64(bitPattern: key)
        }
    }

    /// Odd numbers, one per row: each makes another order of all shingles.
    private static let multipliers: [UInt64] = (0..<UInt64(bands * rows)).map { mix($0 &+ 0x1234_5678_9abc_def1) | 1 }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// When two complaints report the same.
package enum IncidentRule {
    /// Least similarity where both have the same place.
    package static let leastSimilarity = 0.5
    /// Least similarity where neither has a place.
    package static let leastWithoutPlace = 0.8
    /// Days after an incident's first report in which others belong to it.
    package static let days = 30
}
