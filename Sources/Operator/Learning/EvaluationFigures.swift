import Foundation
import Learning
import Routing

/// An evaluation as it is printed.
package struct EvaluationFigures: CommandResult {
    struct ClassRow: Encodable {
        var label: String
        var texts: Int
        var precision: Double
        var recall: Double
        var f1: Double
        var takenFor: [Confusion]
    }

    struct Confusion: Encodable {
        var label: String
        var texts: Int
    }

    var texts: Int
    var accuracy: Double
    var macroF1: Double
    var weightedF1: Double
    var top3: Double
    var ece: Double
    var accuracyAt80: Double
    var coverageAt90: Double
    var microsecondsPerText: Double?
    /// From, to: in which 95 of 100 samples like this one would be.
    var intervals: [String: [Double]]
    var classes: [ClassRow]

    private enum CodingKeys: String, CodingKey {
        case texts, accuracy, ece, intervals, classes, top3
        case macroF1 = "macro_f1"
        case weightedF1 = "weighted_f1"
        case accuracyAt80 = "accuracy_at_80"
        case coverageAt90 = "coverage_at_90"
        case microsecondsPerText = "microseconds_per_text"
    }

    /// Measures a classifier on a file of texts with known classes.
    ///
    /// - Throws: `LearningError`.
    package init(of model: String, on file: String, text: String, label: String) throws {
        let classifier = try NamedModel.classifier(model)
        let reader = try ModelReader([classifier])
        let rows = try LabelledFile(file, text: text, label: label, group: nil).rows
        _ = rows.first.map { reader.read(LearningText($0.text)).probabilities(of: 0) }
        var probabilities: [[Float]] = []
        probabilities.reserveCapacity(rows.count)
        let duration = ContinuousClock().measure {
            for row in rows { probabilities.append(reader.read(LearningText(row.text)).probabilities(of: 0)) }
        }
        let evaluation = Evaluation(labels: classifier.labels, truth: rows.map(\.label), probabilities: probabilities)
        self.init(evaluation, microseconds: duration / .microseconds(1) / Double(rows.count))
    }

    package var text: String { table + "\n\n" + classTable }

    init(_ evaluation: Evaluation, microseconds: Double? = nil) {
        let figures: KeyValuePairs = [
            "accuracy": evaluation.accuracy, "macro_f1": evaluation.macroF1, "weighted_f1": evaluation.weightedF1,
            "top3": evaluation.top3, "ece": evaluation.calibrationError, "accuracy_at_80": evaluation.accuracyAt80,
            "coverage_at_90": evaluation.coverageAt90,
        ]
        let values = Dictionary(uniqueKeysWithValues: figures.map { ($0.key, $0.value.value) })
        texts = evaluation.texts
        accuracy = values["accuracy"] ?? 0
        macroF1 = values["macro_f1"] ?? 0
        weightedF1 = values["weighted_f1"] ?? 0
        top3 = values["top3"] ?? 0
        ece = values["ece"] ?? 0
        accuracyAt80 = values["accuracy_at_80"] ?? 0
        coverageAt90 = values["coverage_at_90"] ?? 0
        microsecondsPerText = microseconds
        intervals = Dictionary(
            uniqueKeysWithValues: figures.map {
                ($0.key, [$0.value.interval.lowerBound, $0.value.interval.upperBound])
            })
        classes = evaluation.classes.map { row in
            ClassRow(
                label: row.label, texts: row.texts, precision: row.precision, recall: row.recall, f1: row.f1,
                takenFor: row.confusions.map { Confusion(label: $0.label, texts: $0.texts) })
        }
    }

    /// The figures for a terminal.
    var table: String {
        var table = TextTable([Heading.figure, Heading.value, Heading.interval])
        func row(_ title: Phrase, _ key: String, _ value: Double) {
            let interval = (intervals[key] ?? []).map(Self.percent).joined(separator: " – ")
            table.add([title.text, Self.percent(value), interval])
        }
        row(LearningWords.accuracy, "accuracy", accuracy)
        row(LearningWords.macroF1, "macro_f1", macroF1)
        row(LearningWords.weightedF1, "weighted_f1", weightedF1)
        row(LearningWords.top3, "top3", top3)
        row(LearningWords.calibration, "ece", ece)
        row(LearningWords.accuracyAt80, "accuracy_at_80", accuracyAt80)
        row(LearningWords.coverageAt90, "coverage_at_90", coverageAt90)
        if let microsecondsPerText {
            table.add([LearningWords.duration.text, String(format: "%.1f", microsecondsPerText), ""])
        }
        return "\(LearningWords.texts(texts))\n\(table.text)"
    }

    /// Each class for a terminal.
    var classTable: String {
        var table = TextTable(
            [
                Heading.label, Heading.texts, LearningWords.precision, LearningWords.recall, LearningWords.f1,
                Heading.takenFor,
            ], widest: 60)
        for row in classes {
            let confusions = row.takenFor.prefix(3).map { "\($0.label) \($0.texts)" }.joined(separator: ", ")
            table.add([
                row.label, String(row.texts), Self.percent(row.precision), Self.percent(row.recall),
                Self.percent(row.f1), confusions,
            ])
        }
        return table.text
    }

    private static func percent(_ value: Double) -> String { String(format: "%.1f", value * 100) }
}
