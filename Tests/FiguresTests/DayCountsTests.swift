import Complaints
import Figures
import Testing

@Suite struct DayCountsTests {
    static func counts(_ days: [Int]) -> DayCounts {
        var counts = DayCounts()
        for day in days { counts.add(day) }
        return counts
    }

    @Test(
        arguments: [
            ([], nil, nil, nil), ([3], 300, 300, 300), ([1, 2], 150, 150, 200), ([1, 1, 5], 100, 233, 500),
            ([0, 0, 1], 0, 33, 100), ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 550, 550, 900),
        ] as [([Int], Int?, Int?, Int?)])
    func `median, mean and ninetieth percentile`(_ days: [Int], _ median: Int?, _ mean: Int?, _ ninety: Int?) {
        let counts = Self.counts(days)
        #expect(counts.median == median)
        #expect(counts.mean == mean)
        #expect(counts.quantile(90) == ninety)
    }

    @Test func `as sorting all of them says`() {
        var random = SeededGenerator(seed: 7)
        for size in 1...120 {
            let days = (0..<size).map { _ in Int.random(in: 0...25, using: &random) }
            let sorted = days.sorted()
            let counts = Self.counts(days)
            let middle = sorted[(size - 1) / 2] + sorted[size / 2]
            #expect(counts.median == middle * 50)
            // The smallest value that at least so many percent do not exceed.
            for percent in [1, 50, 90, 99, 100] {
                let wanted = sorted.first { value in sorted.count { $0 <= value } * 100 >= size * percent }
                #expect(counts.quantile(percent) == wanted.map { $0 * 100 })
            }
        }
    }

    @Test(
        arguments: [
            (1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 201, 0), (-1, 200, -1), (-1, 3, -33), (5, 0, nil), (0, 5, 0),
        ] as [(Int, Int, Int?)])
    func `halves are rounded away from zero`(_ numerator: Int, _ denominator: Int, _ expected: Int?) {
        #expect(Rounding.hundredths(numerator, of: denominator) == expected)
    }

    @Test(arguments: [(nil, "-"), (0, "0.00"), (5, "0.05"), (-5, "-0.05"), (9322, "93.22"), (-12_345, "-123.45")])
    func text(_ hundredths: Int?, _ expected: String) {
        #expect(Rounding.text(hundredths: hundredths) == expected)
    }
}
