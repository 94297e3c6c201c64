import Foundation

/// Complement naive Bayes (Rennie et al., Tackling the Poor Assumptions of Naive Bayes Text Classifiers, ICML 2003):
/// each class is described by what all the others say. It errs elsewhere than the margins do.
struct ComplementTrainer {
    /// Added to every count.
    var smoothing = 0.05

    /// Weights per class and column.
    func train(_ rows: SparseRows, labels: [Int], classes: Int, columns: Int) -> [[Float]] {
        var masses = Array(repeating: Array(repeating: 0.0, count: columns), count: classes)
        var total = Array(repeating: 0.0, count: columns)
        for row in 0..<rows.count {
            for index in rows.starts[row]..<rows.starts[row + 1] {
                masses[labels[row]][Int(rows.columns[index])] += Double(rows.values[index])
                total[Int(rows.columns[index])] += Double(rows.values[index])
            }
        }
        let used = total.indices.filter { total[$0] > 0 }
        return masses.map { mass in
            let sum = used.reduce(0) { $0 + total[$1] - mass[$1] + smoothing }
            var weights = Array(repeating: Float(0), count: columns)
            for column in used { weights[column] = Float(-log((total[column] - mass[column] + smoothing) / sum)) }
            return weights
        }
    }
}
