package struct DayCounts: Sendable, Equatable {
    package private(set) var cases: [Int: Int] = [:]

    package init() {}

    /// `count` more cases that took `days`.
    package mutating func add(_ days: Int, _ count: Int = 1) { cases[days, default: 0] += count }

    package mutating func add(_ other: DayCounts) { cases.merge(other.cases, uniquingKeysWith: +) }

    package var count: Int { cases.values.reduce(0, +) }

    /// Hundredths of the arithmetic mean, halves rounded up; nil of none.
    package var mean: Int? { Rounding.hundredths(cases.reduce(0) { $0 + $1.key * $1.value }, of: count) }

    /// Hundredths of the median: of an even number the mean of the middle two; nil of none.
    package var median: Int? {
        let count = count
        guard count > 0 else { return nil }
        return (day(at: (count + 1) / 2) + day(at: count / 2 + 1)) * 50
    }

    /// Hundredths of the smallest number of days that `percent` of all cases did not exceed (nearest rank); nil of none.
    package func quantile(_ percent: Int) -> Int? {
        let count = count
        guard count > 0 else { return nil }
        return day(at: max(1, (count * percent + 99) / 100)) * 100
    }

    /// The days of the case at `rank`, from 1, in ascending order.
    private func day(at rank: Int) -> Int {
        var left = rank
        for (days, count) in cases.sorted(by: { $0.key < $1.key }) {
            left -= count
            if left <= 0 { return days }
        }
        return 0
    }
}

/// The one rule by which figures are rounded: to hundredths, halves away from zero.
package enum Rounding {
    /// Hundredths of `numerator / denominator`; nil of nothing.
    package static func hundredths(_ numerator: Int, of denominator: Int) -> Int? {
        guard denominator > 0 else { return nil }
        let size = (abs(numerator) * 200 + denominator) / (2 * denominator)
        return numerator < 0 ? -size : size
    }

    /// `3.25` of 325; `-` of nothing.
    package static func text(hundredths: Int?) -> String {
        guard let hundredths else { return "-" }
        let size = abs(hundredths)
        return "\(hundredths < 0 ? "-" : "")\(size / 100).\(size % 100 / 10)\(size % 10)"
    }
}
