import Routing

/// Many texts as rows of few numbers each: value `values[i]` at column `columns[i]`, row `r` from `starts[r]` on.
struct SparseRows: Sendable {
    var starts: [Int] = [0]
    var columns: [UInt32] = []
    var values: [Float] = []

    var count: Int { starts.count - 1 }

    mutating func add(_ row: FeatureVector) {
        columns += row.buckets
        values += row.values
        starts.append(columns.count)
    }

    /// The rows with these numbers.
    func rows(_ indices: [Int]) -> SparseRows {
        var result = SparseRows()
        for index in indices {
            result.columns += columns[starts[index]..<starts[index + 1]]
            result.values += values[starts[index]..<starts[index + 1]]
            result.starts.append(result.columns.count)
        }
        return result
    }
}
