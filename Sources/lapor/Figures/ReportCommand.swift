import ArgumentParser
import Operator
import Postgres
import Store

/// `lapor report`
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Figures from the journal, or how well routing does.",
        subcommands: [StatusReport.self, RoutingReport.self, DefinitionsReport.self, OpenDataExport.self],
        defaultSubcommand: StatusReport.self)
}

/// `lapor report status`
struct StatusReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Counts cases, or what happened to them, with both rates and their denominators.",
        discussion: """
            Every figure is counted from the event journal; figures that do not add up are not printed (exit code 70). \
            What each means: docs/definitions.md, or 'lapor report definitions'.

            Persentase tindak lanjut (follow-up rate): (proses + selesai) / jumlah.
            Persentase selesai (resolution rate): selesai / jumlah.

            With --as-of the figures are those that stood at that moment: last year's report gives last year's numbers.
            """)

    /// How figures are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, csv, json, html, svg, png
    }

    @OptionGroup var figures: FigureOptions

    @Option(help: "table, csv, json, html (a page with charts), svg or png (the chart alone).")
    var format = Format.table

    @Option(name: .customLong("output"), help: "The file to write to instead of standard output.")
    var file: String?

    @Flag(name: .customLong("public"), help: "Withhold cells below 5, and those from which they would follow.")
    var isPublic = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        let question = try figures.question()
        var database = try FigureReader.session(try Connections.databaseURL())
        try question.check(&database)
        let table = try FigureReader.answer(question, &database)
        let printed = try PrintedTable(table, isPublic: isPublic)
        try ReportFile(file).write(try bytes(printed))
    }

    private func bytes(_ printed: PrintedTable) throws -> [UInt8] {
        switch output.json ? .json : format {
        case .table: Array(printed.text.utf8)
        case .csv: Array((printed.summary?.csv ?? printed.csv).utf8)
        case .json: Array((try printed.summary?.json() ?? printed.json()).utf8)
        case .html: Array(ReportPage(printed).html.utf8)
        case .svg: Array(try printed.chart().svg.utf8)
        case .png: try PNGDrawing.bytes(of: try printed.chart().svg)
        }
    }
}
