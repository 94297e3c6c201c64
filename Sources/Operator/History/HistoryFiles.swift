import Complaints
import Foundation
import Store

/// Files of history: what was imported when, by whom, as of when it speaks, and what was withdrawn.
package struct HistoryFiles: ListResult {
    package struct Row: Encodable {
        var id: Int
        var name: String
        var kind: String
        var statedOn: String?
        var rows: Int
        var importedAt: String
        var importedBy: String?
        var withdrawnAt: String?
        var withdrawnBy: String?
        var withdrawnWhy: String?

        init(_ file: HistoryStatement) {
            (id, name, kind, rows) = (file.id, file.name, file.kind, file.rows)
            statedOn = file.statedOn?.description
            (importedAt, importedBy) = (file.importedAt.rfc3339, file.importedBy)
            (withdrawnAt, withdrawnBy) = (file.withdrawn?.at.rfc3339, file.withdrawn?.by)
            withdrawnWhy = file.withdrawn?.why
        }
    }

    package let rows: [Row]

    package init() throws {
        var database = try Connections.figures()
        rows = try HistoryTables.statements(&database).map(Row.init)
    }

    package var text: String {
        guard !rows.isEmpty else { return HistoryWords.none.text }
        return TextTable(
            [.id, .file, .kind, .statedOn, .rows, .received, .actor, .withdrawn, .reason], widest: 60,
            rows.map { row in
                [
                    row.id, row.name, row.kind, row.statedOn, row.rows,
                    IndonesianZone.wib.time(rfc3339: row.importedAt),
                    row.importedBy, row.withdrawnAt.map { IndonesianZone.wib.time(rfc3339: $0) },
                    row.withdrawnWhy.map { "\(row.withdrawnBy ?? "-"): \($0)" },
                ]
            }
        ).text
    }
}

/// A file of history that no longer counts.
package struct WithdrawnHistory: CommandResult {
    var id: Int
    var name: String
    var by: String
    var why: String

    /// Takes a file out of all figures, which are then what they were without it. Its rows stay, and who did it and why.
    ///
    /// - Parameter file: its number in `lapor history files`, or its name.
    /// - Throws: `Failure` `notFound` when no such file counts, `badData` when several have the name.
    package init(_ file: String, by actor: String, why: String) throws {
        var database = try Connections.figures()
        let meant = try HistoryTables.statements(&database).filter {
            $0.withdrawn == nil && (String($0.id) == file || $0.name == file)
        }
        // A number goes before a name that looks like one.
        guard let found = meant.first(where: { String($0.id) == file }) ?? meant.first else {
            throw Failure(.notFound, HistoryWords.noSuchFile(file))
        }
        guard meant.count == 1 || String(found.id) == file else {
            throw Failure(.badData, HistoryWords.severalFiles(file, meant.map { "\($0.id)" }.joined(separator: ", ")))
        }
        guard try HistoryTables.withdraw(found.id, by: actor, why: why, at: try StoreClock.now(&database), &database)
        else { throw Failure(.notFound, HistoryWords.noSuchFile(file)) }
        (id, name, by, self.why) = (found.id, found.name, actor, why)
    }

    package var text: String { HistoryWords.withdrawn(name, id).text }
}
