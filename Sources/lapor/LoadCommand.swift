import ArgumentParser
import Foundation
import Shared

/// `lapor load`
struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Loads reference data. New rows are added, known ones updated, none removed.",
        subcommands: [Reference.self, Officers.self])

    struct Reference: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads regions, bodies, categories, holidays and deadlines that come with the program.")

        func run() throws {
            let folder = Bundle.module.bundleURL.appendingPathComponent("Reference")
            let files = try ReferenceLoader.Source.reference.map { source in
                (source, try LoadCommand.read(folder.appendingPathComponent("\(source.table).csv")))
            }
            try LoadCommand.load(files)
        }
    }

    struct Officers: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads liaison officers from a CSV file: body_code,name,email,phone.")

        @Argument(help: "The file.")
        var file: String

        func run() throws {
            try LoadCommand.load([(ReferenceLoader.Source.officers, try LoadCommand.read(URL(fileURLWithPath: file)))])
        }
    }

    private static func read(_ file: URL) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: file))
        } catch {
            throw ValidationError("cannot read \(file.path)")
        }
    }

    private static func load(_ files: [(source: ReferenceLoader.Source, csv: [UInt8])]) throws {
        var loader = try ReferenceLoader(url: try Connections.databaseURL())
        for (table, rows) in try loader.load(files) { print("\(table): \(rows) rows") }
    }
}
