import ArgumentParser
import Postgres
import Shared

/// `lapor track`
struct TrackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "track", abstract: "Shows the way of one case: status, deadlines, journal, messages.",
        discussion: "The citizen's words and identity are not shown.")

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let code = try Self.parse(code)
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let files = try CaseFile.read(code, &database)
        guard !files.isEmpty else { throw Failure(.notFound, "there is no case \(code.grouped)") }
        for file in files { try output.print(file, file.text) }
    }

    private static func parse(_ text: String) throws(Failure) -> TrackingCode {
        do throws(TrackingCodeError) {
            return try TrackingCode(parsing: text)
        } catch {
            switch error {
            case .length(let count): throw Failure(.badData, "a tracking code has 12 letters, this has \(count)")
            case .letter(let letter): throw Failure(.badData, "'\(letter)' does not occur in tracking codes")
            case .checkLetter:
                throw Failure(.badData, "the tracking code has a typing error: its check letter does not fit")
            }
        }
    }
}
