import Foundation

/// A labelled text to learn from.
public struct LabelledText: Sendable {
    /// The text.
    public var text: LearningText
    /// Its class.
    public var label: String
    /// Texts of one group are never on both sides of a split: near-duplicates, campaigns.
    public var group: String

    /// A text with its class.
    public init(_ text: LearningText, label: String, group: String) {
        self.text = text
        self.label = label
        self.group = group
    }
}

/// Learns a `TextClassifier`: margins and complement naive Bayes over the same features, mixed, folded into one linear
/// model, with probabilities calibrated on texts that were not learned from.
public struct ClassifierTraining: Sendable {
    /// Where the features go.
    public var space: FeatureSpace
    /// The same seed and texts give the same model.
    public var seed: UInt64
    /// Parts of the cross-validation that mixture and calibration come from.
    public var folds: Int

    /// What was learned, and how good it is on texts that it was not learned from.
    public struct Result: Sendable {
        /// The model, learned from all texts.
        public var classifier: TextClassifier
        /// Cross-validated by group: each text judged by a model that did not see its group.
        public var validation: Evaluation
    }

    /// Settings of a training.
    public init(space: FeatureSpace = FeatureSpace(), seed: UInt64 = 1, folds: Int = 5) {
        self.space = space
        self.seed = seed
        self.folds = folds
    }

    /// Learns from `texts`.
    ///
    /// - Throws: `LearningError` when there are fewer than two classes or fewer groups than folds.
    public func train(_ texts: [LabelledText], name: String) throws(LearningError) -> Result {
        let labels = Set(texts.map(\.label)).sorted()
        guard labels.count > 1 else { throw LearningError("at least two classes are needed, there are \(labels.count)") }
        let groups = Set(texts.map(\.group)).count
        guard groups >= folds * 2 else {
            throw LearningError("\(groups) groups of texts are too few for \(folds) parts")
        }
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        let classes = texts.map { numbers[$0.label] ?? 0 }
        var extractor = FeatureExtractor(space)
        let counts = texts.map { extractor.counts(of: $0.text) }
        let parts = GroupedFolds(groups: texts.map(\.group), classes: classes, count: folds, seed: seed).parts

        var held = HeldScores(count: texts.count)
        for part in 0..<folds {
            let learned = texts.indices.filter { parts[$0] != part }
            let both = fit(learned.map { counts[$0] }, learned.map { classes[$0] }, labels.count)
            for index in texts.indices where parts[index] == part {
                let vector = both.rarity.vector(space, counts[index])
                held.margins[index] = both.margins.scores(vector)
                held.complements[index] = both.complements.scores(vector)
            }
        }
        let mixture = Mixture(held, classes)
        let final = fit(counts, classes, labels.count)
        let raw = texts.indices.map { mixture.probabilities(held.margins[$0], held.complements[$0]) }
        let decisions = zip(raw, classes).map { row, truth in
            let top = row.max() ?? 0
            return (probability: top, isRight: row[truth] == top)
        }
        // Each part's confidence comes from the others, so that the figures are not flattered by their own texts.
        let confidences = (0..<folds).map { part in
            Confidence(texts.indices.filter { parts[$0] != part }.map { decisions[$0] })
        }
        let probabilities = texts.indices.map { confidences[parts[$0]].applied(to: raw[$0]) }
        let validation = Evaluation(labels: labels, truth: texts.map(\.label), probabilities: probabilities)
        let classifier = TextClassifier(
            name: name, labels: labels, space: space, rarity: final.rarity,
            weights: mixture.folded(final.margins, final.complements), confidence: Confidence(decisions),
            texts: texts.count, seed: seed, thresholds: validation.thresholds)
        return Result(classifier: classifier, validation: validation)
    }

    private struct Fitted {
        var rarity: FeatureRarity
        var margins: ClassWeights
        var complements: ClassWeights
    }

    private func fit(
        _ counts: [[(bucket: UInt32, count: UInt16)]], _ classes: [Int], _ classCount: Int
    ) -> Fitted {
        let rarity = FeatureRarity(space, of: counts)
        var rows = SparseRows()
        for count in counts { rows.add(rarity.vector(space, count)) }
        var sizes = Array(repeating: 0, count: classCount)
        for number in classes { sizes[number] += 1 }
        let trainer = MarginTrainer()
        let columns = space.count
        let seed = seed
        let margins = Parallel.map(classCount) { [rows, sizes] label in
            trainer.train(rows, labels: classes, label: label, sizes: sizes, columns: columns, seed: seed)
        }
        let complements = ComplementTrainer().train(rows, labels: classes, classes: classCount, columns: columns)
        return Fitted(
            rarity: rarity, margins: ClassWeights(margins), complements: ClassWeights(complements))
    }
}

/// Scores of texts by models that did not see them.
struct HeldScores {
    var margins: [[Float]]
    var complements: [[Float]]

    init(count: Int) {
        margins = Array(repeating: [], count: count)
        complements = margins
    }
}

/// Why nothing could be learned or read.
public struct LearningError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was wrong and what to do.
    public let description: String

    /// An error with its explanation.
    public init(_ description: String) { self.description = description }
}
