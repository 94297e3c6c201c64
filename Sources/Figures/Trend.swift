/// How a figure changes from period to period: the median of the slopes of all pairs (Theil 1950, Sen 1968), which one odd month does
/// not move.
package struct Trend: Sendable, Equatable {
    /// Hundredths of a unit for each period.
    package let slope: Int
    /// Over how many periods.
    package let periods: Int

    /// The trend of values in the order of time; nil where a period has none. Nil of fewer than three values.
    ///
    /// - Parameter values: hundredths.
    package init?(_ values: [Int?]) {
        let known = values.enumerated().compactMap { index, value in value.map { (index: index, value: $0) } }
        guard known.count >= 3 else { return nil }
        var slopes: [Double] = []
        for (place, first) in known.enumerated() {
            for later in known[(place + 1)...] {
                slopes.append(Double(later.value - first.value) / Double(later.index - first.index))
            }
        }
        slopes.sort()
        let middle = (slopes[(slopes.count - 1) / 2] + slopes[slopes.count / 2]) / 2
        slope = Int(middle.rounded(.toNearestOrAwayFromZero))
        periods = known.count
    }
}
