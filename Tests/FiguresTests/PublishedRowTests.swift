import Figures
import Testing

@Suite struct PublishedRowTests {
    private static func row(_ total: Int, _ parts: [(String, Int)]) -> PublishedRow {
        PublishedRow(
            line: 2, period: "2018", region: nil, name: "Nasional", total: total,
            parts: parts.map { PublishedRow.Part($0.0, $0.1) })
    }

    @Test func `a row that adds up has both rates`() throws {
        let row = Self.row(59, [("selesai", 53), ("proses", 2), ("belum", 4)])
        #expect(try row.followUp().percent == "93.22")
        #expect(try row.resolution().percent == "89.83")
        #expect(row.difference == 0 && row.problem == nil && row.furtherStatuses == ["belum"])
    }

    @Test func `what is not published is no zero, and a flawed row has no rate`() throws {
        var row = Self.row(9, [("proses", 9)])
        #expect(throws: FigureError.row("Nasional, 2018: selesai is not published")) { try row.resolution() }
        #expect(throws: FigureError.row("Nasional, 2018: selesai is not published")) { try row.followUp() }
        row.parts.append(PublishedRow.Part("selesai", 0))
        #expect(try row.resolution().percent == "0.00")
        row.flaw = "other figures"
        #expect(throws: FigureError.row("other figures")) { try row.resolution() }
    }

    @Test func `the national row of 2018 is a thousand short, and has no rate`() {
        let row = Self.row(
            57_171,
            [
                ("selesai", 15_061), ("proses", 3_189), ("belum_ditindaklanjuti", 7_542), ("tunda", 1_158),
                ("disposisi", 4_876), ("dihapus", 24_345),
            ])
        #expect(row.difference == -1_000)
        #expect(throws: FigureError.sum(parts: 56_171, total: 57_171, in: "Nasional, 2018")) { try row.followUp() }
        #expect(throws: FigureError.sum(parts: 56_171, total: 57_171, in: "Nasional, 2018")) { try row.resolution() }
        #expect(row.problem?.contains("sum to 56171 of 57171, difference -1000") == true)
        #expect(row.problem?.contains("disposisi, dihapus") == true)
    }
}
