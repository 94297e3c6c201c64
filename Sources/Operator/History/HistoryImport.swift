import Foundation
import Shared
import Store

/// A file of the history, as it was taken in.
package struct HistoryImport: CommandResult {
    var file: String
    var kind: String
    var rows: Int
    var kept: Int
    var problems: Int
    var isNew: Bool

    /// Reads an official export, or a published table, into the history. The same file again changes nothing.
    ///
    /// - Throws: `Failure`, and the errors of the database.
    package init(_ path: String) throws {
        let bytes = try InputFile.read(path)
        let read = try HistoryReading.read(bytes)
        var database = try Connections.figures()
        file = URL(fileURLWithPath: path).lastPathComponent
        let found = try HistoryTables.store(
            read, name: file, text: String(decoding: bytes, as: UTF8.self), at: try StoreClock.now(&database), &database
        )
        (kind, rows, kept) = (read.kind, read.rows, read.cases.count + read.figures.count)
        problems = found ?? read.problems.count
        isNew = found != nil
    }

    package var text: String {
        guard isNew else { return FigureWords.known(file).text }
        return FigureWords.imported(file, rows: rows, kept: kept, problems: problems).text
    }
}

/// What is wrong with rows of the history: nothing of it is repaired.
package struct HistoryProblems: ListResult {
    package struct Row: Encodable {
        var file: String
        var line: Int
        var reason: String
    }

    package let rows: [Row]

    package init() throws {
        var database = try Connections.figures()
        rows = try HistoryTables.problems(&database).map {
            Row(file: $0.file, line: $0.problem.line, reason: $0.problem.reason)
        }
    }

    package var text: String {
        var table = TextTable([Heading.file, Heading.line, Heading.problem], widest: 160)
        for row in rows { table.add([row.file, String(row.line), row.reason]) }
        return table.text
    }
}
