import Foundation
import Learning
import Routing

/// A classifier that was learned from texts with known classes, and written to a file.
package struct TrainedModel: CommandResult {
    /// What is learned from, and how.
    package struct Lesson {
        package var files: [String]
        /// Columns: the text, its class, and what holds near-duplicates together.
        package var columns: (text: String, label: String, group: String?)
        package var destination: String
        /// Nil: the file's name.
        package var name: String?
        /// A classifier to start from.
        package var base: String?
        package var seed: UInt64
        package var bits: Int

        package init(
            files: [String], columns: (text: String, label: String, group: String?), destination: String, name: String?,
            base: String?, seed: UInt64, bits: Int
        ) {
            (self.files, self.columns, self.destination) = (files, columns, destination)
            (self.name, self.base, self.seed, self.bits) = (name, base, seed, bits)
        }
    }

    var name: String
    var version: String
    var texts: Int
    var leftOut: Int
    var bytes: Int
    var figures: EvaluationFigures
    private let classes: Int

    private enum CodingKeys: String, CodingKey {
        case name, version, texts, leftOut, bytes, figures
    }

    /// - Throws: `LearningError`.
    package init(_ lesson: Lesson) throws {
        let columns = lesson.columns
        let files = try lesson.files.map {
            try LabelledFile($0, text: columns.text, label: columns.label, group: columns.group)
        }
        let texts = files.flatMap(\.rows).map { LabelledText(LearningText($0.text), label: $0.label, group: $0.group) }
        Terminal.complain(LearningWords.learning(from: texts.count))
        name = lesson.name ?? URL(filePath: lesson.destination).deletingPathExtension().lastPathComponent
        let trained = try ClassifierTraining(space: FeatureSpace(bits: lesson.bits), seed: lesson.seed).train(
            texts, name: name, base: try lesson.base.map(NamedModel.classifier))
        let file = trained.classifier.file
        do {
            try Data(file).write(to: URL(filePath: lesson.destination), options: .atomic)
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotWrite(lesson.destination))
        }
        version = trained.classifier.version
        self.texts = texts.count
        leftOut = files.reduce(0) { $0 + $1.leftOut }
        bytes = file.count
        figures = EvaluationFigures(trained.validation)
        classes = trained.classifier.labels.count
    }

    package var text: String {
        """
        \(LearningWords.trained(name, version, classes: classes, texts: texts, bytes: bytes))
        \(LearningWords.crossValidated)
        \(figures.table)
        """
    }
}
