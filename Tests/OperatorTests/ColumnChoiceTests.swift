import Testing

@testable import Operator

/// Columns that a call chooses.
@Suite struct ColumnChoiceTests {
    private static let columns: [Phrase] = [.caseNumber, .status, .parkedAt, .due]
    private static let table = TextTable(columns, less: [.status, .due], [["K-1", "proses", "2026", "besok"]])

    private func table(_ text: String, width: Int?) -> String {
        var shown = ""
        ColumnChoice(text, of: Self.columns).applied {
            shown = Screen.$width.withValue(width) { Self.table.text }
        }
        return shown
    }

    private func shown(_ text: String) -> [String] {
        table(text, width: nil).split(separator: "\n").last.map { $0.split(separator: " ").map(String.init) } ?? []
    }

    @Test(arguments: [
        ("due,case", ["besok", "K-1"]), ("case", ["K-1"]), (" Status , DUE ", ["proses", "besok"]),
        ("parked-at", ["2026"]), ("parked_at,case", ["2026", "K-1"]), ("nomor,tenggat", ["K-1", "besok"]),
        ("case,case,status", ["K-1", "proses"]), ("case,status,parked-at,due", ["K-1", "proses", "2026", "besok"]),
    ]) func `chosen ones stand in the order of the call, in either language`(text: String, cells: [String]) {
        #expect(ColumnChoice(text, of: Self.columns).unknown == nil)
        #expect(shown(text) == cells)
        #expect(cells.allSatisfy(table(text, width: 20).contains), "none may be missing, however narrow it is")
    }

    @Test(arguments: [
        ("x", "'x'"), ("case,nix", "'nix'"), ("", "''"), ("case,", "''"), (",case", "''"), ("case;due", "'case;due'"),
        ("casee", "'casee'"),
    ]) func `what names no column is told, with those that there are`(text: String, unknown: String) {
        let choice = Language.$current.withValue(.en) { ColumnChoice(text, of: Self.columns) }
        #expect(choice.unknown == unknown && choice.known == ["case", "status", "parked-at", "due"])
    }

    @Test func `a table without any of them is left out`() {
        ColumnChoice("status", of: [.status]).applied {
            #expect(TextTable([.queue, .waiting], [["intake", 1]]).text.isEmpty)
            #expect(TextTable([.queue, .status], [["intake", 1]]).text.hasPrefix(Phrase.status.text))
        }
    }
}
