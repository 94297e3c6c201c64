import ArgumentParser
import Foundation
import Operator
import Store

/// `lapor load`
struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Loads reference data. New rows are added, known ones updated, none removed.",
        subcommands: [Reference.self, Officers.self, Channels.self])

    struct Reference: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads regions, bodies, categories, holidays and deadlines that come with the program.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            let files = try ReferenceLoader.Source.reference.map { source in
                (source, try LoadCommand.read(ReferenceFolder.url.appendingPathComponent("\(source.table).csv")))
            }
            try LoadCommand.load(files, output)
        }
    }

    struct Officers: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads liaison officers from a CSV file: body_code,name,email,phone.")

        @Argument(help: "The file.")
        var file: String

        @OptionGroup var output: OutputOptions

        func run() throws {
            let csv = try LoadCommand.read(URL(fileURLWithPath: file))
            try LoadCommand.load([(ReferenceLoader.Source.officers, csv)], output)
        }
    }

    struct Channels: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads the regions that channels serve from a CSV file: channel,region_code.",
            discussion: "A channel's region settles which of several places of one name is meant.")

        @Argument(help: "The file.")
        var file: String

        @OptionGroup var output: OutputOptions

        func run() throws {
            let csv = try LoadCommand.read(URL(fileURLWithPath: file))
            try LoadCommand.load([(ReferenceLoader.Source.channelRegions, csv)], output)
        }
    }

    private static func read(_ file: URL) throws(Failure) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: file))
        } catch {
            throw Failure(.noInput, "cannot read \(file.path)")
        }
    }

    private struct Loaded: Encodable {
        var table: String
        var rows: Int
    }

    private static func load(
        _ files: [(source: ReferenceLoader.Source, csv: [UInt8])], _ output: OutputOptions
    ) throws {
        var loader = try ReferenceLoader(url: try Connections.databaseURL())
        let loaded = try loader.load(files).map { Loaded(table: $0.table, rows: $0.rows) }
        try output.print(loaded, loaded.map { "\($0.table): \($0.rows) rows" }.joined(separator: "\n"))
    }
}
