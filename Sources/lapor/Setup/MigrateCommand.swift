import ArgumentParser
import Operator

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

    func run() throws { try output.print(try AppliedMigrations(isRehearsal: rehearsal)) }
}
