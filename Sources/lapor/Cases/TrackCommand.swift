import ArgumentParser
import Complaints
import Operator
import Postgres

/// `lapor track`
struct TrackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "track", abstract: "Shows the way of one case: status, deadlines, journal, messages.",
        discussion: "The citizen's words and identity are not shown.")

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let code = try TrackingCode(typed: code)
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let files = try CaseFile.read(code, &database)
        guard !files.isEmpty else { throw Failure(.notFound, "there is no case \(code.grouped)") }
        for file in files { try output.print(file, file.text) }
    }
}
