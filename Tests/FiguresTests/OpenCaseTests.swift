import Complaints
import Figures
import Testing

@Suite struct OpenCaseTests {
    private static func cases(_ count: UInt64) -> [OpenCase] {
        var random = SeededGenerator(seed: count)
        return (0..<count).map { _ in
            let day = CivilDate(daysSinceEpoch: 18_000 + Int.random(in: 0..<60, using: &random))
            var found = OpenCase(submitted: day, status: Bool.random(using: &random) ? .selesai : .proses)
            found.region = ["64.72.01", "64.72.02", "64.01.01", "65"].randomElement(using: &random)
            found.category = ["jalan", "air"].randomElement(using: &random)
            found.body = ["64.LH", "64.PU"].randomElement(using: &random)
            return found
        }
    }

    @Test(arguments: [0, 4, 5, 40, 400] as [UInt64])
    func `whatever a neighbour may know, five rows share it, and no case is lost or told twice`(_ count: UInt64) {
        let (rows, withheld) = OpenCase.protected(Self.cases(count))
        #expect(rows.count + withheld == count)
        for (shared, group) in Dictionary(grouping: rows, by: { Array($0.fields.prefix(4)) }) {
            #expect(group.count >= 5, "\(shared)")
        }
        #expect(withheld < 2 * 5 * 2, "of each year and province fewer than five are left")
    }

    @Test func `what many share is told to the day, and what few share to no more than the month`() throws {
        var few = Self.cases(1)[0]
        few.region = "64.72.01"
        let (many, day) = (Array(repeating: few, count: 5), few.submitted)
        (few.region, few.closed) = ("64.72.09", day)
        let (rows, withheld) = OpenCase.protected(many + [few])
        #expect(rows.count == 5 && withheld == 1)
        #expect(rows.allSatisfy { $0.detail == .full && $0.fields[0] == day.description })
        let together = OpenCase.protected(Array(repeating: few, count: 3) + many.prefix(2))
        #expect(together.rows.count == 5 && together.rows.allSatisfy { $0.detail != .full })
        #expect(together.rows.allSatisfy { $0.fields[0].utf8.count <= 7 && $0.fields[7].utf8.count <= 7 })
    }
}
