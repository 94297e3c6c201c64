import Complaints
import Foundation

/// A linear support vector machine per class, one against the rest, squared hinge loss, by dual coordinate descent
/// (Hsieh et al., A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML 2008).
struct MarginTrainer {
    /// What an error costs, for a class of average size.
    var cost: Float = 0.3
    /// How much more an error costs in a rare class: 0 not at all, 1 in proportion to its rarity.
    var balance = 0.75
    /// Most passes over the rows.
    var passes = 40
    /// Stops when nothing moves by more.
    var tolerance: Float = 0.05

    /// Weights per column, for the rows of `label` against all others.
    func train(_ rows: SparseRows, labels: [Int], label: Int, sizes: [Int], columns: Int, seed: UInt64) -> [Float] {
        let mean = Double(rows.count) / Double(max(sizes.count, 1))
        let factors = sizes.map { Float(pow(mean / Double(max($0, 1)), balance)) }
        let diagonals = labels.map { 1 / (2 * cost * factors[$0]) }
        let squares = (0..<rows.count).map { row in
            rows.values[rows.starts[row]..<rows.starts[row + 1]].reduce(Float(0)) { $0 + $1 * $1 }
        }
        var weights = Array(repeating: Float(0), count: columns)
        var duals = Array(repeating: Float(0), count: rows.count)
        var order = Array(0..<rows.count)
        var random = SeededGenerator(seed: seed &+ UInt64(label))
        for _ in 0..<passes {
            order.shuffle(using: &random)
            var largest: Float = 0
            for row in order {
                let sign: Float = labels[row] == label ? 1 : -1
                let range = rows.starts[row]..<rows.starts[row + 1]
                var product: Float = 0
                for index in range { product += weights[Int(rows.columns[index])] * rows.values[index] }
                let gradient = sign * product - 1 + diagonals[row] * duals[row]
                let projected = duals[row] == 0 ? min(gradient, 0) : gradient
                largest = max(largest, abs(projected))
                guard abs(projected) > 1e-6 else { continue }
                let before = duals[row]
                duals[row] = max(before - gradient / (squares[row] + diagonals[row]), 0)
                let change = (duals[row] - before) * sign
                guard change != 0 else { continue }
                for index in range { weights[Int(rows.columns[index])] += change * rows.values[index] }
            }
            if largest < tolerance { break }
        }
        return weights
    }
}
