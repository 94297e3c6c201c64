import Foundation

/// Tells which of some classes a text belongs to, how sure it is, and by which words.
///
/// A linear model over hashed features; weights of one byte. Safe to share: each thread makes its own `Reader`.
public struct TextClassifier: Sendable {
    /// Such as `agency`.
    public let name: String
    /// The classes, sorted.
    public let labels: [String]
    /// How many texts it was learned from.
    public let texts: Int
    /// The training's seed.
    public let seed: UInt64
    /// The least probability from which on decisions are right as often as stated, by hundredths of precision.
    public let thresholds: [Threshold]
    let space: FeatureSpace
    let rarity: FeatureRarity
    /// `weights[bucket * labels.count + label]` times `scales[label]`.
    let weights: [Int8]
    let scales: [Float]
    /// From the softmax's probability to the share of right decisions.
    let confidence: Confidence

    /// A stated precision and what it takes.
    public struct Threshold: Sendable, Equatable, Codable {
        /// Share of right decisions, 0…1.
        public var precision: Double
        /// Least probability, 0…1; above 1 when the precision cannot be had.
        public var probability: Double
        /// Share of texts that are decided then, 0…1.
        public var coverage: Double
    }

    /// A class with its probability, 0…1.
    public struct Candidate: Sendable, Equatable {
        /// The class.
        public var label: String
        /// Its probability.
        public var probability: Float
    }

    init(
        name: String, labels: [String], space: FeatureSpace, rarity: FeatureRarity, weights: ClassWeights,
        confidence: Confidence, texts: Int, seed: UInt64, thresholds: [Threshold]
    ) {
        self.name = name
        self.labels = labels
        self.space = space
        self.rarity = rarity
        self.confidence = confidence
        self.texts = texts
        self.seed = seed
        self.thresholds = thresholds
        let count = labels.count
        var largest = Array(repeating: Float(1e-6), count: count)
        for (index, weight) in weights.values.enumerated() {
            largest[index % count] = max(largest[index % count], abs(weight))
        }
        let scales = largest.map { $0 / 127 }
        self.scales = scales
        self.weights = weights.values.indices.map { Int8((weights.values[$0] / scales[$0 % count]).rounded()) }
    }

    init(
        name: String, labels: [String], space: FeatureSpace, rarity: FeatureRarity, weights: [Int8], scales: [Float],
        confidence: Confidence, texts: Int, seed: UInt64, thresholds: [Threshold]
    ) {
        self.name = name
        self.labels = labels
        self.space = space
        self.rarity = rarity
        self.confidence = confidence
        self.weights = weights
        self.scales = scales
        self.texts = texts
        self.seed = seed
        self.thresholds = thresholds
    }

    /// The weights, for these classes in this order; 0 for classes that it does not know.
    func weights(for others: [String]) -> ClassWeights {
        let columns = others.map { label -> [Float] in
            guard let own = labels.firstIndex(of: label) else { return Array(repeating: 0, count: space.count) }
            return (0..<space.count).map { Float(weights[$0 * labels.count + own]) * scales[own] }
        }
        return ClassWeights(columns)
    }

    /// The least probability for decisions that are right in `precision` of all cases; above 1 when none is.
    public func threshold(precision: Double) -> Double {
        thresholds.first { $0.precision >= precision - 1e-9 }?.probability ?? 2
    }
}

/// Reads texts with a classifier. Keeps room to work in, so each thread has its own.
public struct ClassifierReader: Sendable {
    /// What it reads with.
    public let classifier: TextClassifier
    private var extractor: FeatureExtractor

    /// A reader of `classifier`.
    public init(_ classifier: TextClassifier) {
        self.classifier = classifier
        extractor = FeatureExtractor(classifier.space)
    }

    /// Probability of each class, in the order of `labels`.
    public mutating func probabilities(of text: LearningText) -> [Float] {
        let vector = classifier.rarity.vector(classifier.space, extractor.counts(of: text))
        let count = classifier.labels.count
        var scores = Array(repeating: Float(0), count: count)
        for (bucket, value) in zip(vector.buckets, vector.values) {
            let start = Int(bucket) * count
            for label in 0..<count { scores[label] += Float(classifier.weights[start + label]) * value }
        }
        for label in 0..<count { scores[label] *= classifier.scales[label] }
        return classifier.confidence.applied(to: Mixture.softmax(scores))
    }

    /// The likeliest classes, likeliest first.
    public mutating func candidates(for text: LearningText, count: Int = 3) -> [TextClassifier.Candidate] {
        let probabilities = probabilities(of: text)
        return probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }.prefix(count).map {
            TextClassifier.Candidate(label: classifier.labels[$0], probability: probabilities[$0])
        }
    }

    /// The words of `text` that speak most for `label` and not for the classes in general, the strongest first.
    public mutating func evidence(for label: String, in text: LearningText, count: Int = 5) -> [String] {
        guard let number = classifier.labels.firstIndex(of: label) else { return [] }
        let vector = classifier.rarity.vector(classifier.space, extractor.counts(of: text))
        var values: [UInt32: Float] = [:]
        for (bucket, value) in zip(vector.buckets, vector.values) { values[bucket] = value }
        let occurrences = extractor.occurrences(of: text)
        var times: [UInt32: Float] = [:]
        for occurrence in occurrences { times[occurrence.bucket, default: 0] += 1 }
        var shares = Array(repeating: Float(0), count: text.whole.tokens.count)
        for (bucket, words) in occurrences {
            guard let value = values[bucket], let times = times[bucket] else { continue }
            let weight = Float(classifier.weights[Int(bucket) * classifier.labels.count + number])
            for word in words { shares[word] += weight * value / times / Float(words.count) }
        }
        var sums: [String: Float] = [:]
        for index in shares.indices { sums[text.whole.word(index), default: 0] += shares[index] }
        let ranked = sums.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return ranked.prefix(count).map(\.key)
    }
}
