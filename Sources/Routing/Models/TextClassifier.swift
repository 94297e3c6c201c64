/// Tells which of some classes a text belongs to, how sure it is, and by which words.
///
/// A linear model over hashed features; weights of one byte. Safe to share.
package struct TextClassifier: Sendable {
    /// Such as `agency`.
    package let name: String
    /// The first eight digits of its file's checksum: tells models apart.
    package let version: String
    /// The classes, sorted.
    package let labels: [String]
    /// How many texts it was learned from.
    package let texts: Int
    /// The training's seed.
    package let seed: UInt64
    /// The least probability from which on decisions are right as often as stated, by hundredths of precision.
    package let thresholds: [Threshold]
    /// Where its features are numbered.
    package let space: FeatureSpace
    package let rarity: FeatureRarity
    /// One by one, in steps of the label's scale: `bucket * labels.count + label`.
    package let weights: [Int8]
    package let scales: [Float]
    /// From the softmax's probability to the share of right decisions.
    package let confidence: Confidence

    /// A stated precision and what it takes.
    package struct Threshold: Sendable, Equatable, Codable {
        /// Share of right decisions, 0…1.
        package var precision: Double
        /// Least probability, 0…1; above 1 when the precision cannot be had.
        package var probability: Double
        /// Share of texts that are decided then, 0…1.
        package var coverage: Double

        /// A precision and what it takes.
        package init(precision: Double, probability: Double, coverage: Double) {
            self.precision = precision
            self.probability = probability
            self.coverage = coverage
        }
    }

    package init(
        name: String, labels: [String], space: FeatureSpace, rarity: FeatureRarity, weights: ClassWeights,
        confidence: Confidence, texts: Int, seed: UInt64, thresholds: [Threshold], version: String
    ) {
        self.name = name
        self.version = version
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

    package init(
        name: String, labels: [String], space: FeatureSpace, rarity: FeatureRarity, weights: [Int8], scales: [Float],
        confidence: Confidence, texts: Int, seed: UInt64, thresholds: [Threshold], version: String
    ) {
        self.name = name
        self.version = version
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

    /// The weight of a label in a bucket, in steps of the label's scale.
    func weight(_ bucket: Int, _ label: Int) -> Int8 { weights[bucket * labels.count + label] }

    /// The weights, for these classes in this order; 0 for classes that it does not know.
    package func weights(for others: [String]) -> ClassWeights {
        let columns = others.map { label -> [Float] in
            guard let own = labels.firstIndex(of: label) else { return Array(repeating: 0, count: space.count) }
            return (0..<space.count).map { Float(weight($0, own)) * scales[own] }
        }
        return ClassWeights(columns)
    }
}

extension [TextClassifier.Threshold] {
    /// The least probability for decisions that are right in `precision` of all cases; above 1 when none is.
    package func probability(precision: Double) -> Double {
        first { $0.precision >= precision - 1e-9 }?.probability ?? 2
    }
}
