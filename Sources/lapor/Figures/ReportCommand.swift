import ArgumentParser
import Operator

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

    @OptionGroup var figures: FigureOptions

    @Option(help: "table, csv, json, html (a page with charts), svg or png (the chart alone).")
    var format = FigureReport.Format.table

    @Option(name: .customLong("output"), help: "The file to write to instead of standard output.")
    var file: String?

    @Flag(name: .customLong("public"), help: "Withhold cells below 5, and those from which they would follow.")
    var isPublic = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        try FigureReport(try figures.question(), isPublic: isPublic).write(as: output.json ? .json : format, to: file)
    }
}

extension FigureReport.Format: ExpressibleByArgument {}
