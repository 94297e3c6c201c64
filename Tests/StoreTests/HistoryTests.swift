import Complaints
import Figures
import Postgres
import Store
import TestKit
import Testing

extension Live {
    @Suite("History")
    final class HistoryTests: SeedTest {
        private static let now = Instant(microseconds: 1_770_081_301_120_000)

        private func export(_ id: String, _ status: CaseStatus, submitted: Int64 = 0) -> HistoryFile {
            var row = HistoryCase(id: id, line: 2, publishedStatus: status.rawValue)
            (row.status, row.submittedAt) = (status, Instant(microseconds: submitted))
            var file = HistoryFile(kind: "cases")
            (file.rows, file.cases) = (1, [row])
            return file
        }

        @Test("a case that a later import opens again, or dates otherwise, is listed at both files")
        func stepsBack() throws {
            func load(_ file: HistoryFile, _ name: String) throws -> Int {
                try #require(
                    try HistoryTables.store(file, name: name, text: name, at: Self.now, &connection))
            }
            #expect(try load(export("X", .proses), "maret.csv") == 0)
            #expect(try load(export("X", .selesai), "desember.csv") == 0)
            #expect(try load(export("X", .proses), "juni.csv") == 1)
            #expect(try load(export("X", .proses, submitted: 86_400_000_000), "juli.csv") == 1)
            let problems = try connection.run(
                "SELECT f.name, p.reason FROM history_problem p JOIN history_file f ON f.id = p.file_id ORDER BY 1, 2"
            )
            let texts = problems.map { $0.text("name") + ": " + $0.text("reason") }
            #expect(texts.count == 4)
            #expect(
                texts.first
                    == "desember.csv: X: selesai of 1970-01-01, and line 2 of juni.csv says proses of 1970-01-01; the file imported last counts"
            )
            #expect(try connection.run("SELECT status FROM history_case")[0].text("status") == "proses")
            #expect(try load(export("Y", .selesai), "lain.csv") == 0)
            let (table, leftOut) = try HistoryTables.cases(by: .year, at: Self.now, &connection)
            #expect(table.total[.cases] == 1 && table.total[.status(.selesai)] == 1 && leftOut == 1)
        }
    }
}
