import Store

/// What is wrong with rows of the history: nothing of it is repaired.
package struct HistoryProblems: CutList {
    package struct Row: Encodable {
        var file: String
        var line: Int
        var reason: String
    }

    /// Lines that have the same problem.
    struct Group: Encodable {
        var reason: String
        var lines: [Int]
    }

    package let rows: [Row]
    package let more: Int

    /// Each problem once.
    static func groups(_ problems: [HistoryFile.Problem]) -> [Group] {
        Dictionary(grouping: problems, by: \.reason).map { Group(reason: $0, lines: $1.map(\.line)) }
            .sorted { ($1.lines.count, $0.reason) < ($0.lines.count, $1.reason) }
    }

    /// - Parameter file: only rows of files of this name; nil: of all.
    package init(file: String?, limit: Int) throws {
        var database = try Connections.figures()
        (rows, more) = try HistoryTables.problems(&database).filter { file == nil || $0.file == file }.map {
            Row(file: $0.file, line: $0.problem.line, reason: $0.problem.reason)
        }.cut(to: limit)
    }

    package var text: String {
        return TextTable(
            [.file, .line, .problem], widest: 160, rows.map { [$0.file, $0.line, Phrase(said: $0.reason).text] }
        ).text
    }
}
