import ArgumentParser
import Operator
import Store

/// `lapor migrate`
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Brings the database's schema up to date.",
        discussion: """
            Applies the SQL files that were not applied yet, in order, each in a transaction. Safe to run twice and from \
            several places at once. An applied file that was edited afterwards is refused.
            """)

    @Flag(help: "Make an empty store one for rehearsal: it lives by the time of scenarios (lapor play), for good.")
    var rehearsal = false

    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var applied: [String]
    }

    func run() throws {
        let url = try Connections.databaseURL()
        let applied = try Migrator().apply(to: url)
        if rehearsal { try RehearsalStore.create(url: url) }
        try output.print(
            Result(applied: applied),
            applied.isEmpty ? "The schema is up to date." : applied.map { "applied \($0)" }.joined(separator: "\n"))
    }
}
