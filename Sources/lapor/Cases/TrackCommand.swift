import ArgumentParser
import Operator

/// `lapor track`
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
