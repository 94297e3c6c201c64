import ArgumentParser
import Operator

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who read what of citizens' identities and words, and why.",
        discussion: """
            Whatever shows a person name, address or words of a citizen asks for --reason, and writes down who, what and why before \
            it shows anything: find by words, --phone-file or --email-file, person, case contact, explain, dead show, ombudsman show and export.
            """,
        subcommands: [WhoRead.self, By.self])

    struct WhoRead: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "who-read", abstract: "Who read something of one case, the newest first.")

        @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
        var code: String
        @OptionGroup var page: ListLimit
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try ReadingTrace(ofCase: code, limit: page.limit)) }
    }

    struct By: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "by", abstract: "What one person read, the newest first.")

        @Argument(help: "Name of the account.")
        var actor: String
        @Option(help: "How many days back.")
        var days = 30
        @OptionGroup var page: ListLimit
        @OptionGroup var output: OutputOptions

        func validate() throws { try require(1...36_500 ~= days, CallWords.range("--days", 1, 36_500)) }

        func run() throws { try output.print(try ReadingTrace(by: actor, days: days, limit: page.limit)) }
    }
}
