import ArgumentParser
import Foundation
import Learning
import Operator
import Postgres
import Routing

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
        guard (since == nil) != files.isEmpty else { throw ValidationError("give either files or --since") }
        guard since != nil || text != nil && label != nil && destination != nil else {
            throw ValidationError("with files --text, --label and --out are required")
        }
    }

    func run() throws {
        if let since { return try learnFromCorrections(since) }
        guard let text, let label, let destination else { return }
        let files = try files.map { try LabelledFile($0, text: text, label: label, group: group) }
        let texts = files.flatMap(\.rows).map { LabelledText(LearningText($0.text), label: $0.label, group: $0.group) }
        Terminal.complain("learning from \(texts.count) texts …")
        let name = name ?? URL(filePath: destination).deletingPathExtension().lastPathComponent
        let result = try ClassifierTraining(space: FeatureSpace(bits: bits), seed: seed).train(
            texts, name: name, base: try base.map(NamedModel.classifier))
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

    private func learnFromCorrections(_ since: Age) throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let training = CorrectionTraining(seconds: since.seconds, seed: seed, actor: NSUserName(), isTrial: dryRun)
        let outcome = try training.run(&database)
        var table = TextTable(["Cases", "Count", "\(outcome.before)", "\(outcome.after)", "Mended", "Broken"])
        for (name, figures) in [("corrected", outcome.corrections), ("confirmed", outcome.confirmations)] {
            table.add([
                name, String(figures.texts), String(format: "%.1f %%", figures.before * 100),
                String(format: "%.1f %%", figures.after * 100), String(figures.mended), String(figures.broken),
            ])
        }
        let verdict =
            outcome.live
            ? "The new model is live; workers follow within 30 seconds. Back: lapor model use agency."
            : "Nothing was changed\(dryRun ? " (--dry-run)" : ": the new model is not better")."
        try output.print(
            outcome, "learned from \(outcome.learnedFrom) cases; held back:\n\(table.text)\n\(verdict)")
    }
}
