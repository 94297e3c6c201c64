import Testing

@testable import Operator

@Suite struct DateEvidenceTests {
    @Test func `evidence in a column`() throws {
        func order(_ cells: [String]) throws -> DateOrder? {
            var evidence = DateEvidence(column: "Tanggal")
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
        #expect { try order(["2026-01-01", "01/02/2026"]) } throws: {
            "\($0)".contains("line 3") && "\($0)".contains("--dates") && "\($0)".contains("'Tanggal'")
        }
    }
}
