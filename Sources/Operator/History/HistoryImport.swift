package import Complaints
import Figures
import Foundation
import Store

/// A file of history that was read and kept.
package struct HistoryImport: CommandResult {
    /// What the rows of one column sum to.
    struct Sum: Encodable {
        var column: String
        var sum: Int
    }

    var file: String
    var kind: String
    var rows: Int
    var kept: Int
    var problems: Int
    var isNew: Bool
    /// As of when it speaks; nil: neither the file says it nor who imports it.
    var statedOn: String?
    /// Columns of which nothing is kept.
    var columnsLeftOut: [String]
    var sums: [Sum]
    /// Rows of sums in the file that say what its rows sum to.
    var sumRowsThatAgree: Int

    /// Reads an official export, or a published table, into the history. The same file again changes nothing.
    ///
    /// - Parameter day: as of when it speaks; nil: as the file says itself.
    package init(_ path: String, statedOn day: CivilDate?, by actor: String) throws {
        let bytes = try InputFile.read(path)
        var read = try HistoryReading.read(bytes)
        var database = try Connections.figures()
        read.statedOn = day ?? read.statedOn
        try Self.findRegions(&read, &database)
        file = URL(fileURLWithPath: path).lastPathComponent
        (kind, rows, kept) = (read.kind, read.rows, read.cases.count + read.figures.count)
        statedOn = read.statedOn?.description
        columnsLeftOut = read.columnsLeftOut
        sums = Self.sums(read)
        sumRowsThatAgree = read.sumsThatAgree
        (problems, isNew) = (read.problems.count, true)
        guard kept > 0 else { return }
        let found = try HistoryTables.store(
            read, name: file, text: String(decoding: bytes, as: UTF8.self), by: actor,
            at: try StoreClock.now(&database), &database)
        problems = found ?? problems
        isNew = found != nil
    }

    /// Gives rows that name a region its code; one that nobody knows is named.
    private static func findRegions(_ file: inout HistoryFile, _ database: inout Database) throws {
        guard file.figures.contains(where: { $0.region == nil && $0.place != nil }) else { return }
        let names = try RegionNames(&database)
        var codes: [String: Result<String, Failure>] = [:]
        for index in file.figures.indices where file.figures[index].region == nil {
            guard let place = file.figures[index].place else { continue }
            let found = codes[place] ?? Result { () throws(Failure) in try names.code(place) }
            codes[place] = found
            switch found {
            case .success(let code):
                (file.figures[index].region, file.figures[index].subject) = (code, code)
            case .failure(let failure):
                file.note(unrated: failure.phrase.en, file.figures[index].line)
            }
        }
    }

    private static func sums(_ file: HistoryFile) -> [Sum] {
        guard let first = file.figures.first else {
            let counts = Dictionary(grouping: file.cases) { $0.status?.rawValue ?? "-" }.mapValues(\.count)
            return counts.sorted { $0.key < $1.key }.map { Sum(column: $0.key, sum: $0.value) }
        }
        var columns: [String] = first.parts.map(\.status)
        var totals: [String: Int] = [:]
        for row in file.figures {
            totals["jumlah", default: 0] += row.total
            for part in row.parts {
                if !columns.contains(part.status) { columns.append(part.status) }
                totals[part.status, default: 0] += part.count
            }
        }
        return (["jumlah"] + columns).map { Sum(column: $0, sum: totals[$0] ?? 0) }
    }

    package var failure: Failure? {
        kept == 0 ? Failure(.badData, HistoryWords.nothingKept(file, rows)) : nil
    }

    package var text: String {
        guard kept > 0 else { return "" }
        guard isNew else { return HistoryWords.known(file).text }
        var lines = [
            problems == 0
                ? HistoryWords.imported(file, rows, kept) : HistoryWords.importedFaulty(file, rows, kept, problems)
        ]
        lines.append(statedOn.map { HistoryWords.dated($0) } ?? HistoryWords.undated)
        if !columnsLeftOut.isEmpty {
            lines.append(HistoryWords.leftOut(columnsLeftOut.map { "'\($0)'" }.joined(separator: ", ")))
        }
        if sumRowsThatAgree > 0 { lines.append(HistoryWords.sumsAgree(sumRowsThatAgree)) }
        let table = TextTable([.field, .total], sums.map { [$0.column, $0.sum] })
        return lines.map(\.text).joined(separator: "\n") + "\n\n" + table.text
    }
}
