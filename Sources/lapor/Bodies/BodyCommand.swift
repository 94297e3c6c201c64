import ArgumentParser
import Complaints
import Operator

struct BodyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "body",
        abstract: "Bodies (instansi): who answers for them, their decrees, and whether they can act.",
        discussion: "What changes here is noticed by the nightly watch; 'lapor body watch' has it noticed at once.",
        subcommands: [
            BodyList.self, BodyShow.self, BodyImport.self, OfficerCommand.self, DecreeCommand.self,
            StandingRuleCommand.self, BodyWatchCommand.self, CoachingCommand.self,
        ])
}

struct BodyList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists bodies.")

    @Option(help: "Only those of this region and all below it, by its Kemendagri code or its name.")
    var region: String?
    @Option(help: "Only this kind: \(names(BodyKind.self)).")
    var kind: String?
    @Option(help: "Only those directly below this body.")
    var parent: String?
    @Flag(help: "Only those that are dormant: the body above holds their cases.")
    var dormant = false
    @OptionGroup var page: ListLimit
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(kind.map { BodyKind(rawValue: $0) != nil } ?? true, CallWords.oneOf("--kind", names(BodyKind.self)))
    }

    func run() throws {
        try output.print(
            try BodyListing(region: region, kind: kind, parent: parent, dormant: dormant, limit: page.limit))
    }
}

struct BodyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one body: officers, decrees, open cases, whether it can act and why not.")

    @OptionGroup var options: BodyOptions

    func run() throws { try options.output.print(try BodyPage(of: options.body)) }
}

struct BodyImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Adds and changes bodies by a CSV file: all lines, or none.",
        discussion: """
            Columns, in any order: \(ImportedBodies.columns.joined(separator: ",")). code, kind and name are required; \
            what is empty is nothing. A file with faults changes nothing, and each faulty line is named. None is removed.
            """)

    @Argument(help: "The file.")
    var file: String
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try ImportedBodies(file)) }
}

struct BodyWatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Looks now whether each body can act, and moves cases of those that cannot.",
        discussion: "A ClockWorker does the same every night. Running it twice changes nothing.")

    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try BodyWatchReport()) }
}

struct CoachingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coaching",
        abstract: "Pembinaan: bodies that lag, by province: why, since when, open and overdue cases, decrees.",
        discussion: """
            Standings are those of the last watch. Regencies and cities with overdue cases are listed even when nothing \
            else is wrong; their figures include their units.
            """)

    @Option(help: "Only this province, by its region code or its name.")
    var province: String?
    @OptionGroup var page: ListLimit
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try CoachingReport(province: province, limit: page.limit)) }
}

/// A body named on the command line, and who says what is said of it.
struct BodyOptions: ParsableArguments {
    @Argument(help: "Code of the body, as 'lapor body list' shows it.")
    var body: String
    @OptionGroup var output: OutputOptions
}
