import Foundation

/// Weights of each class for each bucket, side by side: `values[bucket * classes + label]`.
package struct ClassWeights: Sendable {
    package let classes: Int
    package var values: [Float]

    package init(_ columns: [[Float]]) {
        classes = columns.count
        let buckets = columns.first?.count ?? 0
        values = Array(repeating: 0, count: buckets * columns.count)
        for (label, column) in columns.enumerated() {
            for (bucket, weight) in column.enumerated() where weight != 0 { values[bucket * classes + label] = weight }
        }
        centre()
    }

    /// What is added to all classes alike changes no probability.
    private mutating func centre() {
        for start in stride(from: 0, to: values.count, by: classes) {
            let mean = values[start..<start + classes].reduce(0, +) / Float(classes)
            if mean != 0 { for index in start..<start + classes { values[index] -= mean } }
        }
    }

    package func scores(_ vector: FeatureVector) -> [Float] {
        var scores = Array(repeating: Float(0), count: classes)
        for (bucket, value) in zip(vector.buckets, vector.values) {
            let start = Int(bucket) * classes
            for label in 0..<classes { scores[label] += values[start + label] * value }
        }
        return scores
    }

    /// Probabilities of scores.
    package static func softmax(_ scores: [Float]) -> [Float] {
        var probabilities = scores
        makeProbabilities(of: &probabilities)
        return probabilities
    }

    /// The same in place.
    static func makeProbabilities(of scores: inout [Float]) {
        let top = scores.max() ?? 0
        var scores = scores.mutableSpan
        var sum = Float(0)
        for label in scores.indices {
            scores[label] = exp(scores[label] - top)
            sum += scores[label]
        }
        for label in scores.indices { scores[label] /= sum }
    }
}
