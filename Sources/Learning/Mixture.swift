import Foundation
import Routing

/// How several linear models are added up so that the sum's softmax is a probability: chosen by the least logarithmic
/// loss on texts that none of them had seen.
struct Mixture: Sendable {
    /// One per model.
    private(set) var factors: [Float]

    /// - Parameter held: scores by model, text and class.
    init(_ held: [[[Float]]], _ classes: [Int]) {
        let spreads = held.map(Self.spread)
        var best = Double.infinity
        factors = []
        for shares in Self.shares(held.count) {
            let trial = zip(shares, spreads).map { $0 / $1 }
            let mixed = classes.indices.map { text in Self.sum(held.map { $0[text] }, trial) }
            let (sharpness, loss) = Self.calibrate(mixed, classes)
            guard loss < best - 1e-9 else { continue }
            best = loss
            factors = trial.map { $0 * sharpness }
        }
    }

    /// What is tried: the second model's share, and that of a third, the model learned elsewhere.
    private static func shares(_ models: Int) -> [[Float]] {
        let pairs = [Float(0), 0.15, 0.3, 0.4, 0.5, 0.6].map { [1 - $0, $0] }
        guard models > 2 else { return pairs }
        return [Float(0), 0.2, 0.4, 0.6, 0.8, 1].flatMap { share in pairs.map { $0.map { $0 * (1 - share) } + [share] }
        }
    }

    func probabilities(_ scores: [[Float]]) -> [Float] { ClassWeights.softmax(Self.sum(scores, factors)) }

    /// One linear model that scores as all do together.
    func folded(_ models: [ClassWeights]) -> ClassWeights {
        var folded = models[0]
        for index in folded.values.indices {
            folded.values[index] = zip(models, factors).reduce(0) { $0 + $1.0.values[index] * $1.1 }
        }
        return folded
    }

    private static func sum(_ scores: [[Float]], _ factors: [Float]) -> [Float] {
        var sum = Array(repeating: Float(0), count: scores[0].count)
        for (score, factor) in zip(scores, factors) where factor != 0 {
            for label in sum.indices { sum[label] += score[label] * factor }
        }
        return sum
    }

    /// The factor under which the softmax of `scores` has the least loss (temperature scaling; Guo et al., On
    /// Calibration of Modern Neural Networks, ICML 2017), by golden section over its logarithm.
    private static func calibrate(_ scores: [[Float]], _ classes: [Int]) -> (sharpness: Float, loss: Double) {
        func loss(_ exponent: Double) -> Double {
            let factor = Float(exp(exponent))
            return zip(scores, classes).reduce(0) { sum, text in
                sum - log(Double(max(ClassWeights.softmax(text.0.map { $0 * factor })[text.1], 1e-12)))
            } / Double(scores.count)
        }
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (-2.0, 4.0)
        while high - low > 0.01 {
            let (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
            if loss(left) < loss(right) { high = right } else { low = left }
        }
        return (Float(exp((low + high) / 2)), loss((low + high) / 2))
    }

    private static func spread(_ scores: [[Float]]) -> Float {
        let all = scores.joined()
        return max((all.reduce(0) { $0 + $1 * $1 } / Float(max(all.count, 1))).squareRoot(), 1e-6)
    }
}
