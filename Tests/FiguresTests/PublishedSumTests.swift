import Figures
import Testing

@Suite struct PublishedSumTests {
    private static func row(_ period: String, _ region: String?, _ total: Int, _ selesai: Int, proses: Int)
        -> PublishedRow
    {
        PublishedRow(
            line: 2, period: period, region: region, name: region ?? "Dinas", total: total,
            parts: [.init("selesai", selesai), .init("proses", proses)])
    }

    @Test func `months of regencies make a year, and what does not add up is counted and left out`() {
        let sums = PublishedSum.of(
            [
                Self.row("2024-01", "35.01", 10, 6, proses: 4), Self.row("2024-02", "35.01", 5, 5, proses: 0),
                Self.row("2024-03", "35.01", 9, 5, proses: 5), Self.row("2025-01", "35.01", 1, 0, proses: 1),
            ], by: .year)
        #expect(sums.map(\.period) == ["2024", "2025"] && sums.map(\.rows) == [2, 1])
        #expect(sums.map(\.rowsLeftOut) == [1, 0] && sums.map(\.total) == [15, 1])
        #expect(sums[0].resolution == Rate(11, of: 15) && sums[0].followUp == Rate(15, of: 15))
    }

    @Test func `rows that may count the same cases are never added`() {
        let sums = PublishedSum.of(
            [
                Self.row("2024", "35", 100, 100, proses: 0), Self.row("2024", "35.01", 10, 10, proses: 0),
                Self.row("2024-01", "35.01", 3, 3, proses: 0), Self.row("2024-01/2024-09", "35", 7, 7, proses: 0),
                Self.row("2024-Q1", "35", 2, 2, proses: 0),
            ], by: .year)
        #expect(sums.count == 5 && Set(sums.map(\.total)) == [100, 10, 3, 7, 2])
    }

    @Test func `a longer time than is asked for keeps its own`() {
        let sums = PublishedSum.of(
            [Self.row("2024", "35", 1, 1, proses: 0), Self.row("2024-02-03", "35", 1, 1, proses: 0)], by: .month)
        #expect(sums.map(\.period) == ["2024", "2024-02"])
    }
}
