import ArgumentParser
import Foundation
import Operator

/// `lapor train`
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Learns a classifier from texts with known classes.",
        discussion: """
            Prints how good it is, cross-validated: each text judged by a model that saw nothing of its group. The same \
            files and seed give the same model. The file holds weights of hashed features, none of the texts.

            With --since: learns from cases that people moved to another body, with a quarter of them held back, shows the \
            model in use and the new one side by side on those, and lets the new one go live only if it is better.
            """)

    @Argument(help: "CSV files with a header.")
    var files: [String] = []
    @Option(help: "Column of the text; a title, if any, is its first line.")
    var text: String?
    @Option(help: "Column of the class; records without one are left out.")
    var label: String?
    @Option(help: "Column that holds near-duplicates together.")
    var group: String?
    @Option(name: .customLong("out"), help: "File for the classifier.")
    var destination: String?
    @Option(help: "Name of the classifier; default: the file's name.")
    var name: String?
    @Option(help: "A classifier learned elsewhere to start from: a file, or the name of a shipped one.")
    var base: String?
    @Option(help: "Learn from the corrections of that time in the database, as 90d; without files.")
    var since: Age?
    @Flag(help: "With --since: compare only, let nothing go live.")
    var dryRun = false
    @Option(help: "Number that the shuffling starts from.")
    var seed: UInt64 = 1
    @Option(help: "Binary logarithm of the number of buckets, 12 to 22.")
    var bits = 17
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard 12...22 ~= bits else { throw ValidationError("--bits must be 12 to 22") }
        guard (since == nil) != files.isEmpty else { throw ValidationError("give either files or --since") }
        guard since != nil || text != nil && label != nil && destination != nil else {
            throw ValidationError("with files --text, --label and --out are required")
        }
    }

    func run() throws {
        if let since {
            let training = CorrectionTraining(
                seconds: since.seconds, seed: seed, actor: NSUserName(), isTrial: dryRun)
            return try output.print(try training.run())
        }
        guard let text, let label, let destination else { return }
        try output.print(
            try TrainedModel(
                .init(
                    files: files, columns: (text, label, group), destination: destination, name: name, base: base,
                    seed: seed, bits: bits)))
    }
}
