import Complaints
import Testing

@testable import Operator

@Suite struct DateEvidenceTests {
    @Test func `evidence in a column`() throws {
        func order(_ cells: [String]) throws -> DateOrder? {
            let latest = try #require(CivilDate(iso: "2027-12-31"))
            var evidence = DateEvidence(column: "Tanggal", until: latest)
            for (line, cell) in cells.enumerated() { evidence.add(cell, line: line + 2) }
            return try evidence.order
        }
        #expect(try order(["1 Jan 2026", "2026-01-02"]) == nil)
        #expect(try order(["01/02/2026", "13/02/2026"]) == .dmy)
        #expect(try order(["01/02/2026", "02/13/2026"]) == .mdy)
        #expect(try order(["05/05/2026"]) == nil)
        #expect(try order(["13/02/2026", "02/13/2026"]) == nil)
        #expect { try order(["13/02/2026", "01/02/2026"].reversed() + ["02/13/2026"]) } throws: {
            "\($0)".contains("--dates")
        }
        #expect(try order(["05-01-26", "26-01-31"]) == .ymd)
        #expect(try order(["05-01-26", "31-01-26"]) == .dmy)
        #expect(try order(["05-01-26", "13-01-26", "28-12-13"]) == .dmy)
        #expect(try order(["05/01/26", "13/01/26"]) == .dmy)
        #expect(try order(["26-01-31", "31-01-26", "26/01/31"]) == nil)
        for cells in [["05-01-26", "26-01-31", "31-01-26"], ["13-01-26"], ["05-01-26", "13-01-26"]] {
            #expect { try order(cells) } throws: { "\($0)".contains("--dates ymd") }
        }
        #expect { try order(["2026-01-01", "01/02/2026"]) } throws: {
            "\($0)".contains("line 3") && "\($0)".contains("--dates") && "\($0)".contains("'Tanggal'")
        }
    }
}
