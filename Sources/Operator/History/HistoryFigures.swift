import Complaints
package import Figures
import Store

/// Figures of the history: cases of exports and rows of published tables, added up by time; or the rows one by one.
package struct HistoryFigures: CommandResult {
    /// How they are written; html is a page.
    package enum Format: String, CaseIterable {
        case table, csv, json, html
    }

    private let sheet: HistorySheet
    private let cases: Int
    private let casesLeftOut: Int
    private let asOf: Instant
    package let hint: Phrase?

    /// - Parameters:
    ///   - rows: whether rows of published tables stand one by one.
    ///   - limit: most rows of the table.
    package init(by period: ReportPeriod, rows: Bool, limit: Int) throws {
        var database = try Connections.figures()
        asOf = try StoreClock.now(&database)
        let (exports, leftOut) = try HistoryTables.cases(by: period, at: asOf, &database)
        let published = try HistoryTables.figures(&database)
        (cases, casesLeftOut) = (exports.total[.cases], leftOut)
        let whole = rows ? HistorySheet(rows: published) : HistorySheet(exports, PublishedSum.of(published, by: period))
        let (sheet, more) = whole.cut(to: limit)
        self.sheet = sheet
        hint = CommonWords.hidden(more)
    }

    private enum CodingKeys: String, CodingKey {
        case rows, cases, casesLeftOut, asOf
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(sheet, forKey: .rows)
        try object.encode(cases, forKey: .cases)
        try object.encode(casesLeftOut, forKey: .casesLeftOut)
        try object.encode(asOf.rfc3339, forKey: .asOf)
    }

    package var text: String {
        guard !sheet.rows.isEmpty || cases + casesLeftOut > 0 else { return HistoryWords.none.text }
        let exports = cases + casesLeftOut > 0 ? HistoryWords.export(cases, casesLeftOut).text + "\n\n" : ""
        return exports + sheet.text
    }

    /// Writes it to a file; nil: standard output.
    ///
    /// - Throws: `Failure` `cannotWrite`.
    package func write(as format: Format, to file: String?) throws {
        let text =
            switch format {
            case .table: self.text
            case .csv: sheet.csv
            case .json: try JSONResult.encode(self)
            case .html: HistoryPage(sheet, cases: cases, leftOut: casesLeftOut, asOf: asOf).html
            }
        try ReportFile(file).write(Array(text.utf8))
        if let hint { Terminal.complain(hint) }
    }
}
