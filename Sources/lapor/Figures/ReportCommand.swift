import ArgumentParser
import Complaints
import Figures
import Operator

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Figures from the journal, or how well routing does.",
        subcommands: [
            StatusReport.self, YearsReport.self, RankReport.self, TrendReport.self, CheckReport.self,
            RoutingReport.self, DefinitionsReport.self,
        ],
        defaultSubcommand: StatusReport.self)
}

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

    @Flag(
        name: .customLong("public"),
        help: "What everybody may see of this table by itself; 'lapor release publish' publishes it.")
    var isPublic = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(format != .png || file != nil || output.json || !Screen.isTerminal, CallWords.pictureOnTerminal)
    }

    func run() throws {
        let report = try FigureReport(try figures.question(), isPublic: isPublic)
        // A file is no screen.
        try Screen.$width.withValue(output.wide || file != nil ? nil : Screen.width) {
            try report.write(as: output.json ? .json : format, to: file)
        }
    }
}

extension FigureReport.Format: ExpressibleByArgument {}

struct RoutingReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routing", abstract: "Counts assignments and how many were refused, by what decided them.",
        discussion: """
            Misroute rate: assignments that the body refused (bukan wewenang) or that a desk moved to another body / all \
            assignments of that time. By what decided, rule, model version, category and body; and what was left to desks.
            """)

    @Option(help: "How far back, as 12h or 90d.")
    var since = Age(days: 90)
    @Option(help: "Most rows per table.")
    var limit = 20
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(limit > 0, CallWords.aboveZero("--limit"))
    }

    func run() throws { try output.print(try RoutingFigures(since: since, limit: limit)) }
}

struct DefinitionsReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "definitions", abstract: "What each figure means: formula, unit, denominator, source.")

    @Flag(help: "Print docs/definitions.md.")
    var markdown = false
    @Flag(help: "Print docs/overseers.md: how each figure can be gamed, and which shows it.")
    var overseers = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(!(markdown && overseers), CallWords.onePage)
    }

    func run() throws {
        if overseers { return try Screen.show(OverseersPage.text) }
        if markdown { return try Screen.show(DefinitionsPage.text) }
        try output.print(DefinitionList())
    }
}

struct FactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "The table that figures are counted from; 'lapor reconcile' compares it with the journal.",
        subcommands: [Rebuild.self])

    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Makes all facts anew from the journal. Reports meanwhile see each case's old facts or its new ones, never half of them."
        )

        func run() throws { try Screen.show(RebuiltFacts().text) }
    }
}
