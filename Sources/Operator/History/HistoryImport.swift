package import Figures
import Foundation
import Shared
import Store

package struct HistoryImport: CommandResult {
    var file: String
    var kind: String
    var rows: Int
    var kept: Int
    var problems: Int
    var isNew: Bool

    /// Reads an official export, or a published table, into the history. The same file again changes nothing.
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
        return
            (problems == 0
            ? FigureWords.imported(file, rows, kept) : FigureWords.importedFaulty(file, rows, kept, problems)).text
    }
}

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

/// Figures of the history: cases of exports by period, and published tables row by row.
package struct HistoryFigures: CommandResult {
    struct Share: Encodable {
        var numerator: Int
        var denominator: Int
        var percent: Double?

        init(_ rate: Rate) {
            numerator = rate.numerator
            denominator = rate.denominator
            percent = rate.hundredths.map { Double($0) / 100 }
        }
    }

    struct Line: Encodable {
        var period: String
        var region: String?
        var name: String
        var jumlah: Int
        var parts: [String: Int]
        var difference: Int
        var persentaseTindakLanjut: Share?
        var persentaseSelesai: Share?
        var problem: String?
    }

    var published: [Line]
    var cases: Int
    var casesLeftOut: Int
    package let text: String
    package let hint: Phrase?

    private enum CodingKeys: String, CodingKey {
        case published, cases, casesLeftOut
    }

    /// - Parameter limit: most rows of published tables.
    package init(by period: ReportPeriod, limit: Int) throws {
        var database = try Connections.figures()
        let (table, leftOut) = try HistoryTables.cases(by: period, at: try StoreClock.now(&database), &database)
        let (rows, more) = try HistoryTables.figures(&database).cut(to: limit)
        hint = CommonWords.hidden(more)
        published = rows.map(Self.line)
        cases = table.total[.cases]
        casesLeftOut = leftOut
        text = try Self.page(table, leftOut, rows)
    }

    private static func line(_ row: PublishedRow) -> Line {
        Line(
            period: row.period, region: row.region, name: row.name, jumlah: row.total,
            parts: Dictionary(row.parts.map { ($0.status, $0.count) }, uniquingKeysWith: +),
            difference: row.difference, persentaseTindakLanjut: (try? row.followUp()).map(Share.init),
            persentaseSelesai: (try? row.resolution()).map(Share.init), problem: row.flaw)
    }

    private static func page(_ table: FigureTable, _ leftOut: Int, _ rows: [PublishedRow]) throws -> String {
        var parts: [String] = []
        if table.total[.cases] + leftOut > 0 {
            parts.append(FigureWords.export(table.total[.cases], leftOut).text)
            parts.append(try PrintedTable(table, isPublic: false).text)
        }
        if !rows.isEmpty { parts.append(published(rows).text) }
        return parts.isEmpty ? FigureWords.noHistory.text : parts.joined(separator: "\n\n")
    }

    private static func published(_ rows: [PublishedRow]) -> TextTable {
        TextTable(
            [.period, .name, .total, .parts, .followUp, .resolution], widest: 80,
            rows.map { row in
                let parts = row.parts.map { "\($0.status) \($0.count)" }.joined(separator: ", ")
                return [row.period, row.name, row.total, parts] + rates(row)
            })
    }

    private static func rates(_ row: PublishedRow) -> [String] {
        if row.difference != 0 { return [FigureWords.difference(row.difference), FigureWords.notRated].map(\.text) }
        if row.flaw != nil { return [FigureWords.faulty, FigureWords.notRated].map(\.text) }
        return [try? row.followUp(), try? row.resolution()].map { rate in
            rate.map { PrintedTable.text(.share($0)) } ?? "-"
        }
    }
}
