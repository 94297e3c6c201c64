import ArgumentParser
import Foundation
import Operator
import Postgres
import Shared
import Store

/// `lapor history`
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Figures of the time before the journal, kept as they were published.",
        subcommands: [Import.self, Problems.self, Report.self])

    /// `lapor history import`
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads an official SP4N-LAPOR! export, or a published table, into the history.",
            discussion: """
                Nothing of it becomes a case. Of an export no title and no text is kept. A published table has columns \
                periode and jumlah, kode_kabkota and kabupaten_kota (or instansi), and one for each status. Rows that do \
                not add up, that contradict each other or an earlier file, or that stand under another region's code are \
                kept as published, listed, and left out of every rate; rows that cannot be read are only listed. The same \
                file again changes nothing.
                """)

        @Argument(help: "The file, CSV.")
        var file: String
        @OptionGroup var output: OutputOptions

        private struct Result: Encodable {
            var file: String
            var kind: String
            var rows: Int
            var kept: Int
            var problems: Int
            var isNew: Bool
        }

        func run() throws {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw Failure(.noInput, "\(file) cannot be read")
            }
            let bytes = Array(data)
            let read = try HistoryReading.read(bytes)
            var database = try FigureReader.session(try Connections.databaseURL())
            let name = URL(fileURLWithPath: file).lastPathComponent
            let problems = try HistoryTables.store(
                read, name: name, text: String(decoding: bytes, as: UTF8.self), at: .now, &database)
            let result = Result(
                file: name, kind: read.kind, rows: read.rows, kept: read.cases.count + read.figures.count,
                problems: problems ?? read.problems.count, isNew: problems != nil)
            try output.print(
                result,
                result.isNew
                    ? "\(name): \(result.rows) rows, \(result.kept) kept, \(result.problems) problems"
                        + (result.problems > 0 ? ": see 'lapor history problems'" : "")
                    : "\(name): known already, nothing changed")
        }
    }

    /// `lapor history problems`
    struct Problems: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists what is wrong with rows of the history: nothing of it is repaired.")

        @OptionGroup var output: OutputOptions

        private struct Row: Encodable {
            var file: String
            var line: Int
            var reason: String
        }

        func run() throws {
            var database = try FigureReader.session(try Connections.databaseURL())
            let rows = try HistoryTables.problems(&database).map {
                Row(file: $0.file, line: $0.problem.line, reason: $0.problem.reason)
            }
            var table = TextTable(["Berkas", "Baris", "Masalah"], widest: 160)
            for row in rows { table.add([row.file, String(row.line), row.reason]) }
            try output.print(rows, table.text)
        }
    }
}
