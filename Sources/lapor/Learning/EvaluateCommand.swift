import ArgumentParser
import Foundation
import Learning
import Operator
import Routing

/// `lapor evaluate`
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measures a classifier on texts with known classes.",
        discussion: "Each figure comes with the interval in which 95 of 100 samples like this one would have it.")

    @Argument(help: "A CSV file with a header.")
    var file: String
    @Option(
        help: "A classifier's file, or the name of one that is shipped: \(RoutingModels.names.joined(separator: ", "))."
    )
    var model: String
    @Option(help: "Column of the text; a title, if any, is its first line.")
    var text: String
    @Option(help: "Column of the class; records without one are left out.")
    var label: String
    @OptionGroup var output: OutputOptions

    func run() throws {
        let classifier = try NamedModel.classifier(model)
        let rows = try LabelledFile(file, text: text, label: label, group: nil).rows
        _ = rows.first.map { classifier.probabilities(of: LearningText($0.text)) }
        let clock = ContinuousClock()
        var probabilities: [[Float]] = []
        probabilities.reserveCapacity(rows.count)
        let duration = clock.measure {
            for row in rows { probabilities.append(classifier.probabilities(of: LearningText(row.text))) }
        }
        let evaluation = Evaluation(labels: classifier.labels, truth: rows.map(\.label), probabilities: probabilities)
        let figures = EvaluationFigures(evaluation, microseconds: duration / .microseconds(1) / Double(rows.count))
        try output.print(figures, figures.table + "\n\n" + figures.classTable)
    }
}
