package import Figures
import Store

/// Figures in one of the forms that they are printed in.
package struct FigureReport {
    /// How figures are written; html is a page with charts, svg and png the chart alone.
    package enum Format: String, CaseIterable {
        case table, csv, json, html, svg, png
    }

    private let printed: PrintedTable

    /// - Parameter isPublic: whether small cells are withheld.
    /// - Throws: `Failure`, `FigureError`, and the errors of the database.
    package init(_ question: FigureQuestion, isPublic: Bool) throws {
        var database = try Connections.figures()
        try question.check(&database)
        let table = try FigureReader.answer(question, at: try StoreClock.now(&database), &database)
        printed = try PrintedTable(table, isPublic: isPublic)
    }

    /// Writes it to a file; nil: standard output.
    ///
    /// - Throws: `Failure` `cannotWrite`, or when there is nothing to draw.
    package func write(as format: Format, to file: String?) throws { try ReportFile(file).write(try bytes(format)) }

    private func bytes(_ format: Format) throws -> [UInt8] {
        switch format {
        case .table: Array(printed.text.utf8)
        case .csv: Array((printed.summary?.csv ?? printed.csv).utf8)
        case .json: Array((try printed.summary?.json() ?? printed.json()).utf8)
        case .html: Array(ReportPage(printed).html.utf8)
        case .svg: Array(try printed.chart().svg.utf8)
        case .png: try PNGDrawing.bytes(of: try printed.chart().svg)
        }
    }
}
