import ArgumentParser
import Complaints
import Contract
import Operator
import Routing
import Shared

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Shows why a case went where it went: each decision, and who refused it.",
        discussion: "Words that decided are the citizen's own: they are shown to whoever says why with --reason.")

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @OptionGroup var reading: ReaderOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try RoutingHistory(of: code, for: reading.reader)) }
}

struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Shows where a text would go, and why. Nothing is stored.",
        discussion: """
            With the tables, rules and models that RoutingWorker decides by now. What a citizen wrote comes from --text-file and \
            --reporter-file, or from standard input, as with 'lapor submit'.
            """)

    @Option(help: "File with what is reported; -: standard input, as when not given.")
    var textFile: String?
    @Option(
        help:
            "File with a JSON object of what else the reporter wrote: title, location, as with 'lapor submit'; -: standard input."
    )
    var reporterFile: String?
    @Option(help: "Code of the region, as the channel gives it.")
    var region: String?
    @Option(help: "Category as the reporter gives it.")
    var category: String?
    @Option(help: "Agency as the reporter names it.")
    var agency: String?
    @Option(help: "Channel it comes by.")
    var channel = "web"
    @Option(help: "pengaduan, aspirasi or permintaan_informasi.")
    var kind = "pengaduan"
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(reporterFile != "-" || (textFile ?? "-") != "-", CallWords.oneInput)
    }

    func run() throws {
        let words = try ReporterWords(file: reporterFile, asking: false)
        let text = try TypedText.read(textFile)
        try output.print(
            try Classification(
                of: ReportFacts(
                    title: words.title.map(TextCleaning.clean), text: TextCleaning.clean(text), kind: kind,
                    locationText: words.location.map(TextCleaning.clean), regionCode: region, category: category,
                    agency: agency.map(TextCleaning.clean), channel: channel, at: .now)))
    }
}
