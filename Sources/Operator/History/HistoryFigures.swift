package import Figures
import Shared
import Store

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

    private enum CodingKeys: String, CodingKey {
        case published, cases, casesLeftOut
    }

    /// - Throws: `FigureError`, and the errors of the database.
    package init(by period: ReportPeriod) throws {
        var database = try Connections.figures()
        let (table, leftOut) = try HistoryTables.cases(by: period, at: try StoreClock.now(&database), &database)
        let rows = try HistoryTables.figures(&database)
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
            parts.append(FigureWords.export(table.total[.cases], leftOut: leftOut).text)
            parts.append(try PrintedTable(table, isPublic: false).text)
        }
        if !rows.isEmpty { parts.append(published(rows).text) }
        return parts.isEmpty ? FigureWords.noHistory.text : parts.joined(separator: "\n\n")
    }

    private static func published(_ rows: [PublishedRow]) -> TextTable {
        var table = TextTable(
            [
                Heading.period, Heading.name, Heading.total, Heading.parts, Heading.followUp, Heading.resolution,
            ], widest: 80)
        for row in rows {
            let parts = row.parts.map { "\($0.status) \($0.count)" }.joined(separator: ", ")
            table.add([row.period, row.name, String(row.total), parts] + rates(row))
        }
        return table
    }

    private static func rates(_ row: PublishedRow) -> [String] {
        if row.difference != 0 { return [FigureWords.difference(row.difference), FigureWords.notRated].map(\.text) }
        if row.flaw != nil { return [FigureWords.faulty, FigureWords.notRated].map(\.text) }
        return [try? row.followUp(), try? row.resolution()].map { rate in
            rate.map { PrintedTable.text(.share($0)) } ?? "-"
        }
    }
}
