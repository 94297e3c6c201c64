package import Complaints

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
    /// Four labels together: label `l` of a bucket is lane `l % 4` of `weights[bucket * lanes + l / 4]`, times `scales[l]`.
    let weights: [SIMD4<Int8>]
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
        let bytes = weights.values.indices.map { Int8((weights.values[$0] / scales[$0 % count]).rounded()) }
        self.weights = Self.packed(bytes, labels: count)
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
        self.weights = Self.packed(weights, labels: labels.count)
        self.scales = scales
        self.texts = texts
        self.seed = seed
        self.thresholds = thresholds
    }

    /// Vectors of four labels in each bucket.
    private var lanes: Int { (labels.count + 3) / 4 }

    /// The weight of a label in a bucket, in steps of the label's scale.
    private func weight(_ bucket: Int, _ label: Int) -> Int8 { weights[bucket * lanes + label / 4][label % 4] }

    /// The weights one by one, as files have them: `bucket * labels.count + label`.
    package var weightBytes: [Int8] {
        (0..<space.count).flatMap { bucket in labels.indices.map { weight(bucket, $0) } }
    }

    private static func packed(_ bytes: [Int8], labels: Int) -> [SIMD4<Int8>] {
        stride(from: 0, to: bytes.count, by: labels).flatMap { start in
            stride(from: 0, to: labels, by: 4).map { first in
                var four = SIMD4<Int8>()
                for lane in 0..<min(4, labels - first) { four[lane] = bytes[start + first + lane] }
                return four
            }
        }
    }

    /// The weights, for these classes in this order; 0 for classes that it does not know.
    package func weights(for others: [String]) -> ClassWeights {
        let columns = others.map { label -> [Float] in
            guard let own = labels.firstIndex(of: label) else { return Array(repeating: 0, count: space.count) }
            return (0..<space.count).map { Float(weight($0, own)) * scales[own] }
        }
        return ClassWeights(columns)
    }

    /// The least probability for decisions that are right in `precision` of all cases; above 1 when none is.
    package func threshold(precision: Double) -> Double {
        thresholds.first { $0.precision >= precision - 1e-9 }?.probability ?? 2
    }
}

extension TextClassifier {
    /// Probability of each class, in the order of `labels`.
    ///
    /// - Parameter features: found in the classifier's own space.
    package func probabilities(of features: TextFeatures) -> [Float] {
        let vector = rarity.vector(space, features.counts)
        let lanes = lanes
        var sums = Array(repeating: SIMD4<Float>(), count: lanes)
        for index in vector.buckets.indices {
            let start = Int(vector.buckets[index]) * lanes
            let value = SIMD4<Float>(repeating: vector.values[index])
            for lane in 0..<lanes { sums[lane] += SIMD4<Float>(weights[start + lane]) * value }
        }
        let scores = labels.indices.map { sums[$0 / 4][$0 % 4] * scales[$0] }
        return confidence.applied(to: ClassWeights.softmax(scores))
    }

    /// The same for a text.
    package func probabilities(of text: LearningText) -> [Float] {
        probabilities(of: TextFeatures(of: text, in: space))
    }

    /// The likeliest classes, likeliest first.
    package func candidates(for features: TextFeatures, count: Int = 3) -> [ClassCandidate] {
        let probabilities = probabilities(of: features)
        return probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }.prefix(count).map {
            ClassCandidate(label: labels[$0], probability: Double(probabilities[$0]))
        }
    }

    /// The words of `text` that speak most for `label` and not for the classes in general, the strongest first.
    package func evidence(
        for label: String, in text: LearningText, _ features: TextFeatures, count: Int = 5
    ) -> [String] {
        guard let number = labels.firstIndex(of: label) else { return [] }
        let vector = rarity.vector(space, features.counts)
        var values = BucketTable<Float>(atMost: vector.buckets.count, empty: 0)
        for (bucket, value) in zip(vector.buckets, vector.values) {
            values.change(bucket) { $0 = value * Float(weight(Int(bucket), number)) }
        }
        var shares = Array(repeating: Float(0), count: text.whole.tokens.count)
        var walk = FeatureWalk(space)
        walk.visit(text) { bucket, words in
            guard let value = values[bucket] else { return }
            for word in words { shares[word] += value / Float(words.count) }
        }
        return Self.strongest(shares, of: text.whole, count: count)
    }

    /// Words that say something by themselves: numbers and single letters do not.
    private static func strongest(_ shares: [Float], of text: FoldedText, count: Int) -> [String] {
        var words: [String] = []
        for index in shares.indices.sorted(by: { shares[$0] > shares[$1] }) where shares[index] > 0 {
            let word = text.word(index)
            guard word.utf8.count > 2, !word.utf8.contains(where: { $0 < 0x3A }), !words.contains(word) else {
                continue
            }
            words.append(word)
            if words.count == count { break }
        }
        return words
    }
}
