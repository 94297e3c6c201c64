import ArgumentParser
import Foundation
import Operator

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
        try require(12...22 ~= bits, CallWords.range("--bits", 12, 22))
        try require((since == nil) != files.isEmpty, CallWords.filesOrSince)
        try require(since != nil || text != nil && label != nil && destination != nil, CallWords.filesNeed)
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
                from: files, columns: (text, label, group), to: destination, named: name, base: base, seed: seed,
                bits: bits))
    }
}

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measures a classifier on texts with known classes.",
        discussion: "Each figure comes with the interval in which 95 of 100 samples like this one would have it.")

    @Argument(help: "A CSV file with a header.")
    var file: String
    @Option(
        help: "A classifier's file, or the name of one that is shipped: \(ShippedModels.names.joined(separator: ", "))."
    )
    var model: String
    @Option(help: "Column of the text; a title, if any, is its first line.")
    var text: String
    @Option(help: "Column of the class; records without one are left out.")
    var label: String
    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.print(try EvaluationFigures(of: model, on: file, text: text, label: label))
    }
}

struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Models that routing reads with: lists them, goes back to another.",
        subcommands: [ModelListCommand.self, ModelAdd.self, ModelUse.self])
}

struct ModelListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the shipped models and those learned here.")

    @OptionGroup var page: ListLimit
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try ModelList(limit: page.limit)) }
}

struct ModelUse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Lets routing read with an earlier model, or with the shipped one.",
        discussion: "Workers follow within 30 seconds.")

    @Argument(help: "Name of the model: \(ShippedModels.names.joined(separator: ", ")).")
    var name: String
    @Option(help: "Id of a model learned here; left out: the shipped one.")
    var id: Int?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let known = ShippedModels.names
        try require(known.contains(name), CallWords.oneOf("NAME", known.joined(separator: ", ")))
    }

    func run() throws { try output.print(try ChosenModel(id, named: name)) }
}

struct ModelAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Lets routing read with a model from a file, such as one adapted to a region.",
        discussion: """
            The model takes the place of its namesake. Measure it first with lapor evaluate; lapor model use goes back. \
            Workers follow within 30 seconds.
            """)

    @Argument(help: "The file, made by lapor train --name \(ShippedModels.names.joined(separator: ", --name ")).")
    var file: String
    @Option(help: "Who adds it; default: the user's name.")
    var actor = NSUserName()
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try AddedModel(file, actor: actor)) }
}
