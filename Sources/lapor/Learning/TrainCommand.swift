import ArgumentParser
import Foundation
import Shared

/// `lapor train`
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Learns a classifier from texts with known classes.",
        discussion: """
            Prints how good it is, cross-validated: each text judged by a model that saw nothing of its group. The same \
            files and seed give the same model. The file holds weights of hashed features, none of the texts.
            """)

    @Argument(help: "CSV files with a header.")
    var files: [String]
    @Option(help: "Column of the text; a title, if any, is its first line.")
    var text: String
    @Option(help: "Column of the class; records without one are left out.")
    var label: String
    @Option(help: "Column that holds near-duplicates together.")
    var group: String?
    @Option(name: .customLong("out"), help: "File for the classifier.")
    var destination: String
    @Option(help: "Name of the classifier; standard: the file's name.")
    var name: String?
    @Option(help: "A classifier learned elsewhere to start from: a file, or the name of a shipped one.")
    var base: String?
    @Option(help: "Number that the shuffling starts from.")
    var seed: UInt64 = 1
    @Option(help: "Binary logarithm of the number of buckets, 12 to 22.")
    var bits = 17
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var name: String
        var version: String
        var texts: Int
        var leftOut: Int
        var bytes: Int
        var figures: EvaluationFigures
    }

    func validate() throws {
        guard 12...22 ~= bits else { throw ValidationError("--bits must be 12 to 22") }
    }

    func run() throws {
        let files = try files.map { try LabelledFile($0, text: text, label: label, group: group) }
        let texts = files.flatMap(\.rows).map { LabelledText(LearningText($0.text), label: $0.label, group: $0.group) }
        Terminal.complain("learning from \(texts.count) texts …")
        let name = name ?? URL(filePath: destination).deletingPathExtension().lastPathComponent
        let result = try ClassifierTraining(space: FeatureSpace(bits: bits), seed: seed).train(
            texts, name: name, base: try base.map(ShippedModels.classifier))
        let bytes = result.classifier.file
        do {
            try Data(bytes).write(to: URL(filePath: destination), options: .atomic)
        } catch {
            throw LearningError("\(destination) cannot be written: \(error.localizedDescription)")
        }
        let figures = EvaluationFigures(result.validation)
        try output.print(
            Result(
                name: name, version: result.classifier.version, texts: texts.count,
                leftOut: files.reduce(0) { $0 + $1.leftOut }, bytes: bytes.count, figures: figures),
            """
            \(name) \(result.classifier.version): \(result.classifier.labels.count) classes, \(texts.count) texts, \
            \(bytes.count) bytes
            Cross-validated:
            \(figures.table)
            """)
    }
}
