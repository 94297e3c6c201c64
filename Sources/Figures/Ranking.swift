/// Bodies of like volume, each with the ranks that its rate may have: chance makes the best and the worst among those with few
/// cases, so a rank is said with its width.
package struct Ranking: Sendable, Equatable {
    /// How many cases a body has had. The upper two bounds are those of GRAI (CPGRAMS, India, 2023).
    package enum Volume: Int, Sendable, CaseIterable {
        case from30 = 30
        case from200 = 200
        case from2000 = 2_000
        case from10000 = 10_000

        /// Nil: too few to be ranked.
        init?(_ cases: Int) {
            guard let volume = Self.allCases.last(where: { $0.rawValue <= cases }) else { return nil }
            self = volume
        }

        /// `200–1999`, `≥ 10000`.
        package var label: String {
            let next = Self.allCases.first { $0.rawValue > rawValue }
            return next.map { "\(rawValue)–\($0.rawValue - 1)" } ?? "≥ \(rawValue)"
        }
    }

    package struct Place: Sendable, Equatable {
        /// Its place in the list that was ranked.
        package let index: Int
        package let volume: Volume
        package let rate: Rate
        package let interval: WilsonInterval
        /// The best and the worst rank among bodies of its volume that its interval leaves open.
        package fileprivate(set) var ranks: ClosedRange<Int>
    }

    /// By volume, the largest first; within it by rate, the highest first.
    package let places: [Place]
    /// How many have too few cases.
    package let unranked: Int

    /// Ranks of `rates`, of which more is better.
    package init(_ rates: [Rate]) {
        let known = rates.enumerated().compactMap { index, rate -> Place? in
            guard let volume = Volume(rate.denominator), let interval = WilsonInterval(rate) else { return nil }
            return Place(index: index, volume: volume, rate: rate, interval: interval, ranks: 1...1)
        }
        unranked = rates.count - known.count
        places = Volume.allCases.reversed().flatMap { volume in Self.ranked(known.filter { $0.volume == volume }) }
    }

    private static func ranked(_ group: [Place]) -> [Place] {
        let (lows, highs) = (group.map(\.interval.low).sorted(), group.map(\.interval.high).sorted())
        return group.map { place in
            var place = place
            // Those that are certainly better, and those that are certainly worse.
            let better = lows.count - lows.count { $0 <= place.interval.high }
            let worse = highs.count { $0 < place.interval.low }
            place.ranks = better + 1...group.count - worse
            return place
        }
        .sorted { ($1.rate.hundredths ?? 0, $0.index) < ($0.rate.hundredths ?? 0, $1.index) }
    }
}
