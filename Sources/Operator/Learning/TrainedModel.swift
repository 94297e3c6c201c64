import Foundation
import Learning
import Routing

package struct TrainedModel: CommandResult {
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

    /// - Parameters:
    ///   - columns: the text, its class, and what holds near-duplicates together.
    ///   - named: nil: the file's name.
    ///   - base: a classifier to start from.
    package init(
        from files: [String], columns: (text: String, label: String, group: String?), to destination: String,
        named: String?, base: String?, seed: UInt64, bits: Int
    ) throws {
        let files = try files.map {
            try LabelledFile($0, text: columns.text, label: columns.label, group: columns.group)
        }
        let texts = files.flatMap(\.rows).map { LabelledText(LearningText($0.text), label: $0.label, group: $0.group) }
        Terminal.complain(LearningWords.learning(texts.count))
        name = named ?? URL(filePath: destination).deletingPathExtension().lastPathComponent
        let trained = try ClassifierTraining(space: FeatureSpace(bits: bits), seed: seed).train(
            texts, name: name, base: try base.map(NamedModel.classifier))
        let file = trained.classifier.file
        try ReportFile(destination).write(file)
        version = trained.classifier.version
        self.texts = texts.count
        leftOut = files.reduce(0) { $0 + $1.leftOut }
        bytes = file.count
        figures = EvaluationFigures(trained.validation)
        classes = trained.classifier.labels.count
    }

    package var text: String {
        """
        \(LearningWords.trained(name, version, classes, texts, bytes))
        \(LearningWords.crossValidated)
        \(figures.table)
        """
    }
}

struct LabelledFile {
    struct Row {
        var text: String
        var label: String
        var group: String
    }

    private(set) var rows: [Row] = []
    /// Records without a class or that cannot be read.
    private(set) var leftOut = 0

    /// Reads `path`; without a column of groups, each text is a group of its own, the same texts together.
    ///
    /// - Throws: `LearningError` naming file, column or line.
    init(_ path: String, text: String, label: String, group: String?) throws {
        var records = CSVRecords(try InputFile.read(path))
        guard let header = records.next()?.fields else { throw Failure(.badData, LearningWords.noHeader(path)) }
        func position(_ column: String) throws -> Int {
            guard let position = header.firstIndex(of: column) else {
                throw Failure(.badData, LearningWords.noColumn(path, column, header.joined(separator: ", ")))
            }
            return position
        }
        let (textAt, labelAt, groupAt) = (try position(text), try position(label), try group.map(position))
        while let record = records.next() {
            guard let fields = record.fields, fields.count == header.count, !fields[labelAt].isEmpty else {
                leftOut += 1
                continue
            }
            let key = groupAt.map { fields[$0] } ?? ""
            rows.append(Row(text: fields[textAt], label: fields[labelAt], group: key.isEmpty ? fields[textAt] : key))
        }
        guard !rows.isEmpty else { throw Failure(.badData, LearningWords.noRecord(path)) }
    }
}

enum NamedModel {
    /// The shipped classifier of this name, or the one in this file.
    static func classifier(_ name: String) throws -> TextClassifier {
        guard !RoutingModels.names.contains(name) else { return try RoutingModels.shipped(name) }
        guard let data = FileManager.default.contents(atPath: name) else {
            throw Failure(
                .badData, LearningWords.notShipped(name, RoutingModels.names.joined(separator: ", ")))
        }
        return try TextClassifier(file: Array(data))
    }
}

package enum ShippedModels {
    package static var names: [String] { RoutingModels.names }
}
