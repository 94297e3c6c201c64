import ArgumentParser
import Operator

/// `lapor load`
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
