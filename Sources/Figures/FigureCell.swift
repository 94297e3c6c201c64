package struct FigureCell: Sendable, Equatable {
    /// Counts and sums; what is not there is 0.
    package private(set) var tallies: [CaseTally: Int] = [:]
    package private(set) var days: [WorkingTime: DayCounts] = [:]

    package init() {}

    package subscript(tally: CaseTally) -> Int {
        get { tallies[tally] ?? 0 }
        set { tallies[tally] = newValue == 0 ? nil : newValue }
    }

    package subscript(duration: WorkingTime) -> DayCounts {
        get { days[duration] ?? DayCounts() }
        set { days[duration] = newValue.count == 0 ? nil : newValue }
    }

    package mutating func add(_ other: FigureCell) {
        for (tally, count) in other.tallies { self[tally] += count }
        for (duration, counts) in other.days { self[duration].add(counts) }
    }

    /// Checks that parts sum to their whole.
    ///
    /// - Parameter tallies: those that were counted.
    /// - Throws: `FigureError` `sum`, naming `place`.
    package func check(_ tallies: Set<CaseTally>, in place: String) throws(FigureError) {
        for (whole, parts) in CaseTally.sums where tallies.contains(whole) && tallies.isSuperset(of: parts) {
            let sum = parts.reduce(0) { $0 + self[$1] }
            guard sum == self[whole] else { throw .sum(parts: sum, total: self[whole], in: place) }
        }
    }
}
