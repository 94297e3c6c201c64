package import Figures
import Foundation
import Store

/// Open data that was written: CSV, JSON and a description of both.
package struct OpenData: CommandResult {
    var folder: String
    var rows: Int
    var withheld: Int

    /// Writes the answer to `question` as a Frictionless Data Package.
    ///
    /// - Throws: `Failure`, `FigureError`, and the errors of the database.
    package init(_ question: FigureQuestion, to folder: String, license: String) throws {
        var database = try Connections.figures()
        try question.check(&database)
        let table = try FigureReader.answer(question, at: try StoreClock.now(&database), &database)
        let printed = try PrintedTable(table, isPublic: true)
        let url = URL(fileURLWithPath: folder)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotMake(url.path))
        }
        for (name, text) in try DataPackage(printed, license: license).files {
            try ReportFile(url.appending(path: name).path).write(Array((text + "\n").utf8))
        }
        self.folder = url.path
        rows = printed.rows.count
        withheld = printed.withheld ?? 0
    }

    package var text: String { FigureWords.published(folder, rows: rows, withheld: withheld).text }
}
