import ArgumentParser
import Complaints
import Operator

struct TrackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "track", abstract: "Shows the way of one case: status, deadlines, journal, messages.",
        discussion: "The citizen's words and identity are not shown.")

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        for file in try CaseFile.read(code) { try output.print(file) }
    }
}

struct CasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "cases", abstract: "Lists the latest cases.")

    @Option(help: "How many.")
    var limit = 20

    @Option(help: "Only those in this status.")
    var status: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(limit > 0, CallWords.aboveZero("--limit"))
        let isKnown = status.map { CaseStatus(rawValue: $0) != nil } ?? true
        try require(isKnown, CallWords.oneOf("--status", names(CaseStatus.self)))
    }

    func run() throws { try output.print(try CaseList(limit: limit, status: status)) }
}
