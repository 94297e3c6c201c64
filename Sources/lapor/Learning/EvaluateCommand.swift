import ArgumentParser
import Operator

/// `lapor evaluate`
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
