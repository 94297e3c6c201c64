import ArgumentParser
import Operator

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

struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Loads reference data. New rows are added, known ones updated, none removed.",
        subcommands: [Reference.self, Officers.self, Channels.self])

    struct Reference: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads regions, bodies, categories, holidays and deadlines that come with the program.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try LoadedTables.reference()) }
    }

    struct Officers: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads liaison officers from a CSV file: body_code,name,email,phone.")

        @Argument(help: "The file.")
        var file: String

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try LoadedTables.officers(file)) }
    }

    struct Channels: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads the regions that channels serve from a CSV file: channel,region_code.",
            discussion: "A channel's region settles which of several places of one name is meant.")

        @Argument(help: "The file.")
        var file: String

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try LoadedTables.channels(file)) }
    }
}

struct TopologyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topology", abstract: "Exchanges, queues, bindings and policies of the broker.",
        subcommands: [Apply.self, Check.self])

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets the policies and declares what is missing. What exists otherwise is named, not changed.")

        @Flag(help: "Mark the virtual host as one for 'lapor play'; it must not be in use.")
        var rehearsal = false
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try TopologyCheck.apply(isRehearsal: rehearsal)) }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares the broker with what must be there and names each difference.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try TopologyCheck.now()) }
    }
}
