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
                    try HistoryTables.store(file, name: name, text: name, by: "sri", at: Self.now, &connection))
            }
            #expect(try load(export("X", .proses), "maret.csv") == 0)
            #expect(try load(export("X", .selesai), "desember.csv") == 0)
            #expect(try load(export("X", .proses), "juni.csv") == 1)
            #expect(try load(export("X", .proses, submitted: 86_400_000_000), "juli.csv") == 3)
            let problems = try connection.run(
                "SELECT f.name, p.reason FROM history_problem p JOIN history_file f ON f.id = p.file_id ORDER BY 1, 2"
            )
            let texts = problems.map { $0.text("name") + ": " + $0.text("reason") }
            #expect(texts.count == 8)
            let step = "line 2 of juni.csv says proses of 1970-01-01; the newer statement counts"
            #expect(texts.contains("desember.csv: X: selesai of 1970-01-01, and \(step)"), "\(texts)")
            #expect(try connection.run("SELECT status FROM history_case_now")[0].text("status") == "proses")
            #expect(try load(export("Y", .selesai), "lain.csv") == 0)
            let (table, leftOut) = try HistoryTables.cases(by: .year, at: Self.now, &connection)
            #expect(table.total[.cases] == 1 && table.total[.status(.selesai)] == 1 && leftOut == 1)
        }

        private func said(_ file: HistoryFile, on day: String?) -> HistoryFile {
            var file = file
            file.statedOn = day.flatMap { CivilDate(iso: $0) }
            return file
        }

        /// Cases that count, by status, and rows of tables.
        private func figures() throws -> String {
            let (table, leftOut) = try HistoryTables.cases(by: .year, at: Self.now, &connection)
            let rows = try HistoryTables.figures(&connection).map { "\($0.total)\($0.flaw == nil ? "" : "!")" }
            return "\(table.total[.status(.selesai)])/\(table.total[.cases])-\(leftOut) \(rows.joined(separator: " "))"
        }

        @Test(
            "the newer statement counts whichever was imported first, and a withdrawn one leaves figures as they were")
        func statements() throws {
            func load(_ file: HistoryFile, _ name: String, on day: String?) throws {
                _ = try HistoryTables.store(
                    said(file, on: day), name: name, text: name, by: "sri", at: Self.now, &connection)
            }
            func table(_ total: Int) -> HistoryFile {
                var file = HistoryFile(kind: "table")
                file.figures = [
                    PublishedRow(
                        line: 2, period: "2024", region: nil, name: "Dinas A", total: total,
                        parts: [.init("selesai", total), .init("proses", 0)])
                ]
                return file
            }
            try load(export("X", .selesai), "baru", on: "2024-12-31")
            try load(table(20), "tabel baru", on: "2025-01-31")
            let current = try figures()
            #expect(current == "1/1-0 20")
            try load(export("X", .proses), "lama", on: "2024-06-30")
            try load(table(10), "tabel lama", on: "2024-12-31")
            #expect(try figures() == current)
            #expect(try HistoryTables.problems(&connection).isEmpty)
            try load(table(21), "tabel lain", on: "2025-01-31")
            #expect(try figures() == "1/1-0 20! 21!")
            let files = try HistoryTables.statements(&connection)
            #expect(files.map(\.importedBy) == Array(repeating: "sri", count: 5))
            let wrong = try #require(files.first { $0.name == "tabel lain" }).id
            #expect(try HistoryTables.withdraw(wrong, by: "budi", why: "salah berkas", at: Self.now, &connection))
            #expect(try !HistoryTables.withdraw(wrong, by: "budi", why: "lagi", at: Self.now, &connection))
            #expect(try figures() == current && HistoryTables.problems(&connection).isEmpty)
            let trace = try #require(try HistoryTables.statements(&connection)[4].withdrawn)
            #expect(trace.at == Self.now && trace.by == "budi" && trace.why == "salah berkas")
            try load(table(21), "tabel lain", on: "2025-02-28")
            #expect(try figures() == "1/1-0 21")
            let newest = try #require(HistoryTables.statements(&connection).first { $0.name == "baru" }).id
            #expect(try HistoryTables.withdraw(newest, by: "budi", why: "uji", at: Self.now, &connection))
            #expect(try figures() == "0/1-0 21")
        }
    }
}
