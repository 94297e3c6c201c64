import Foundation
import Learning
import Routing

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
        texts = evaluation.texts
        (accuracy, macroF1, weightedF1) = (
            evaluation.accuracy.value, evaluation.macroF1.value, evaluation.weightedF1.value
        )
        (top3, ece, accuracyAt80) = (
            evaluation.top3.value, evaluation.calibrationError.value, evaluation.accuracyAt80.value
        )
        (coverageAt90, microsecondsPerText) = (evaluation.coverageAt90.value, microseconds)
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

    var table: String {
        var table = TextTable([Phrase.figure, Phrase.value, Phrase.interval])
        for (title, key, value) in [
            (LearningWords.accuracy, "accuracy", accuracy), (LearningWords.macroF1, "macro_f1", macroF1),
            (LearningWords.weightedF1, "weighted_f1", weightedF1), (LearningWords.top3, "top3", top3),
            (LearningWords.calibration, "ece", ece), (LearningWords.accuracyAt80, "accuracy_at_80", accuracyAt80),
            (LearningWords.coverageAt90, "coverage_at_90", coverageAt90),
        ] {
            let interval = (intervals[key] ?? []).map(Self.percent).joined(separator: " – ")
            table.add([title, Self.percent(value), interval])
        }
        if let microsecondsPerText {
            table.add([LearningWords.duration, String(format: "%.1f", microsecondsPerText), ""])
        }
        return "\(LearningWords.texts(texts))\n\(table.text)"
    }

    var classTable: String {
        TextTable(
            [.label, .texts, LearningWords.precision, LearningWords.recall, LearningWords.f1, .takenFor], widest: 60,
            classes.map { row in
                let confusions = row.takenFor.prefix(3).map { "\($0.label) \($0.texts)" }.joined(separator: ", ")
                return [row.label, row.texts] + [row.precision, row.recall, row.f1].map(Self.percent) + [confusions]
            }
        ).text
    }

    private static func percent(_ value: Double) -> String { String(format: "%.1f", value * 100) }
}
