import Complaints
package import Figures
import Foundation
import Store

/// Figures in one of the forms that they are printed in.
package struct FigureReport {
    /// How figures are written; html is a page with charts, svg and png the chart alone.
    package enum Format: String, CaseIterable {
        case table, csv, json, html, svg, png
    }

    private let printed: PrintedTable

    /// - Parameter isPublic: whether small cells are withheld.
    package init(_ question: FigureQuestion, isPublic: Bool) throws {
        var database = try Connections.figures()
        try question.check(&database)
        let question = isPublic ? question.publishable : question
        let table = try FigureReader.answer(question, at: try StoreClock.now(&database), &database)
        var printed = try PrintedTable(table, isPublic: isPublic)
        printed.names = try question.names(&database)
        self.printed = printed
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

/// Where a report goes: standard output, or a file that is either whole or not there.
struct ReportFile {
    private let path: String?

    init(_ path: String?) { self.path = path }

    /// - Throws: `Failure` `cannotWrite`.
    func write(_ bytes: [UInt8]) throws(Failure) {
        guard let path else {
            return try Screen.copy(bytes + (bytes.last == 0x0A ? [] : [0x0A]))
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotWrite(path))
        }
    }
}

enum PNGDrawing {
    /// - Throws: `Failure` when the converter is not there.
    static func bytes(of svg: String) throws -> [UInt8] {
        let source = FileManager.default.temporaryDirectory.appending(path: "lapor-\(UUID().uuidString).svg")
        defer { try? FileManager.default.removeItem(at: source) }
        try Data(svg.utf8).write(to: source)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["rsvg-convert", "--zoom", "2", "--background-color", "white", source.path]
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0, !bytes.isEmpty else {
            throw Failure(.configuration, FigureWords.needsConverter)
        }
        return Array(bytes)
    }
}

extension FigureQuestion {
    /// Which cases alone are counted, for readers.
    func filters(_ names: ScopeNames) -> [Phrase] {
        var parts: [Phrase] = []
        if let region { parts.append(names.region.map { FigureWords.named($0, region) } ?? FigureWords.region(region)) }
        if let body { parts.append(names.body.map { FigureWords.named($0, body) } ?? FigureWords.body(body)) }
        if from != nil || to != nil {
            parts.append(FigureWords.days(from: from?.description, to: to?.description))
        }
        return parts
    }

    /// What its region and its body are called.
    func names(_ database: inout Database) throws -> ScopeNames {
        var names = ScopeNames()
        if let region { names.region = try RegionTable.name(of: region, &database) }
        if let body { names.body = try BodyTable.name(of: body, &database) }
        return names
    }

    /// Checks what it refers to: zeros of a region or body that does not exist would mislead.
    ///
    /// - Throws: `Failure` `badData`.
    func check(_ database: inout Database) throws {
        if let region { try database.checkRegion(region) }
        if let body { try database.checkBody(body) }
    }
}

package struct RebuiltFacts: CommandResult {
    var cases: Int

    /// Folds all journals. Reports meanwhile see each case's old facts or its new ones, never half of them.
    package init() throws {
        var database = try Connections.figures()
        let total = try CaseTable.count(&database)
        var bar = ProgressBar(FigureWords.facts)
        try FactProjector.rebuild(&database) { done in
            bar.show(Double(done) / Double(max(1, total)), CommonWords.progress(done, total))
        }
        bar.end()
        cases = total
    }

    package var text: String { FigureWords.folded(cases).text }
}
