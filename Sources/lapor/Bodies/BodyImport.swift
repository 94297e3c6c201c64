import ArgumentParser
import Operator

/// `lapor body import`
struct BodyImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Adds and changes bodies by a CSV file: all lines, or none.",
        discussion: """
            Columns, in any order: \(ImportedBodies.columns.joined(separator: ",")). code, kind and name are required; \
            what is empty is nothing. A file with faults changes nothing, and each faulty line is named. None is removed.
            """)

    @Argument(help: "The file.")
    var file: String
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try ImportedBodies(file)) }
}
