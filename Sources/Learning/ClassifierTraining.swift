import Foundation
package import Routing

/// A labelled text to learn from.
package struct LabelledText: Sendable {
    package var text: LearningText
    package var label: String
    /// Texts of one group are never on both sides of a split: near-duplicates, campaigns.
    package var group: String

    /// A text with its class.
    package init(_ text: LearningText, label: String, group: String) {
        self.text = text
        self.label = label
        self.group = group
    }
}

/// Learns a `TextClassifier`: margins and complement naive Bayes over the same features, mixed, folded into one linear
/// model, with probabilities calibrated on texts that were not learned from.
package struct ClassifierTraining: Sendable {
    /// Where the features go.
    package var space: FeatureSpace
    /// The same seed and texts give the same model.
    package var seed: UInt64
    /// Parts of the cross-validation that mixture and calibration come from.
    package var folds: Int

    /// What was learned, and how good it is on texts that it was not learned from.
    package struct Result: Sendable {
        /// The model, learned from all texts.
        package var classifier: TextClassifier
        /// Cross-validated by group: each text judged by a model that did not see its group.
        package var validation: Evaluation
    }

    package init(space: FeatureSpace = FeatureSpace(), seed: UInt64 = 1, folds: Int = 5) {
        self.space = space
        self.seed = seed
        self.folds = folds
    }

    /// Learns from `texts`.
    ///
    /// - Parameter base: a model learned elsewhere, whose judgement counts as much as it helps here.
    /// - Throws: `LearningError` when there are fewer than two classes or fewer groups than folds.
    package func train(
        _ texts: [LabelledText], name: String, base: TextClassifier? = nil
    ) throws(LearningError) -> Result {
        let labels = Set(texts.map(\.label)).union(base?.labels ?? []).sorted()
        guard Set(texts.map(\.label)).count > 1 else { throw LearningError("at least two classes are needed") }
        let groups = Set(texts.map(\.group)).count
        guard groups >= folds * 2 else {
            throw LearningError("\(groups) groups of texts are too few for \(folds) parts")
        }
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        let lesson = Lesson(
            texts, classes: texts.map { numbers[$0.label] ?? 0 }, labels: labels, space: base?.space ?? space,
            base: base)
        let parts = GroupedFolds(groups: texts.map(\.group), classes: lesson.classes, count: folds, seed: seed).parts
        let held = heldScores(lesson, parts)
        let mixture = Mixture(held, lesson.classes)
        let raw = texts.indices.map { text in mixture.probabilities(held.map { $0[text] }) }
        let decisions = texts.indices.map { Confidence.Decision(raw[$0], truth: lesson.classes[$0]) }
        // Each part's confidence comes from the others, so that the figures are not flattered by their own texts.
        let confidences = (0..<folds).map { part in
            Confidence(texts.indices.filter { parts[$0] != part }.map { decisions[$0] })
        }
        let probabilities = texts.indices.map { confidences[parts[$0]].applied(to: raw[$0]) }
        let validation = Evaluation(labels: labels, truth: texts.map(\.label), probabilities: probabilities)
        let final = fit(lesson, Array(texts.indices))
        let learned = TextClassifier(
            name: name, labels: labels, space: lesson.space, rarity: final.rarity,
            weights: mixture.folded(final.models), confidence: Confidence(decisions), texts: texts.count, seed: seed,
            thresholds: validation.thresholds, version: "")
        return Result(classifier: try TextClassifier(file: learned.file), validation: validation)
    }

    /// Scores by model, text and class, each by models that did not see the text's part.
    private func heldScores(_ lesson: Lesson, _ parts: [Int]) -> [[[Float]]] {
        let models = lesson.base == nil ? 2 : 3
        var held = Array(repeating: Array(repeating: [Float](), count: parts.count), count: models)
        for part in 0..<folds {
            let fitted = fit(lesson, parts.indices.filter { parts[$0] != part })
            for text in parts.indices where parts[text] == part {
                let vector = fitted.rarity.vector(lesson.space, lesson.counts[text])
                for (model, weights) in fitted.models.enumerated() { held[model][text] = weights.scores(vector) }
            }
        }
        return held
    }

    private struct Fitted {
        var rarity: FeatureRarity
        var models: [ClassWeights]
    }

    private func fit(_ lesson: Lesson, _ texts: [Int]) -> Fitted {
        let rarity = lesson.base?.rarity ?? FeatureRarity(lesson.space, of: texts.map { lesson.counts[$0] })
        var rows = SparseRows()
        for text in texts { rows.add(rarity.vector(lesson.space, lesson.counts[text])) }
        let classes = texts.map { lesson.classes[$0] }
        var sizes = Array(repeating: 0, count: lesson.labels.count)
        for number in classes { sizes[number] += 1 }
        let trainer = MarginTrainer()
        let columns = lesson.space.count
        let seed = seed
        let margins = Parallel.map(sizes.count) { [rows, sizes] label in
            trainer.train(rows, labels: classes, label: label, sizes: sizes, columns: columns, seed: seed)
        }
        let complements = ComplementTrainer().train(rows, labels: classes, classes: sizes.count, columns: columns)
        let own = [ClassWeights(margins), ClassWeights(complements)]
        return Fitted(rarity: rarity, models: own + (lesson.base.map { [$0.weights(for: lesson.labels)] } ?? []))
    }
}

/// What a training works on.
private struct Lesson {
    let counts: [[(bucket: UInt32, count: UInt16)]]
    let classes: [Int]
    let labels: [String]
    let space: FeatureSpace
    let base: TextClassifier?

    init(_ texts: [LabelledText], classes: [Int], labels: [String], space: FeatureSpace, base: TextClassifier?) {
        counts = texts.map { TextFeatures(of: $0.text, in: space).counts }
        self.classes = classes
        self.labels = labels
        self.space = space
        self.base = base
    }
}
