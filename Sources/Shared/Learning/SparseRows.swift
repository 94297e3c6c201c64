import Foundation

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

/// One text as numbers.
struct FeatureVector: Sendable {
    var buckets: [UInt32] = []
    var values: [Float] = []
}

/// How rare each bucket is: rare features say more (inverse document frequency); those of too few texts say nothing.
struct FeatureRarity: Sendable {
    /// One step of `steps` in natural logarithms.
    static let step: Float = 1.0 / 20
    /// Per bucket, in steps; 0: left out.
    var steps: [UInt8]

    init(steps: [UInt8]) { self.steps = steps }

    /// Learned from the buckets of each text.
    init(_ space: FeatureSpace, of texts: [[(bucket: UInt32, count: UInt16)]]) {
        var texted = Array(repeating: 0, count: space.count)
        for text in texts { for feature in text { texted[Int(feature.bucket)] += 1 } }
        let least = space.blocks.map(\.leastTexts)
        steps = texted.indices.map { bucket in
            guard texted[bucket] >= least[space.block(of: UInt32(bucket))] else { return 0 }
            let rarity = log(Float(texts.count + 1) / Float(texted[bucket] + 1)) + 1
            return UInt8(min(max((rarity / Self.step).rounded(), 1), 255))
        }
    }

    /// The vector of a text: the logarithm of each count times its rarity, each block scaled to its weight.
    func vector(_ space: FeatureSpace, _ counts: [(bucket: UInt32, count: UInt16)]) -> FeatureVector {
        var vector = FeatureVector()
        vector.buckets.reserveCapacity(counts.count)
        vector.values.reserveCapacity(counts.count)
        let titleEnd = space.title.buckets.upperBound
        let wordsEnd = space.words.buckets.upperBound
        var squares = (Float(0), Float(0), Float(0))
        for (bucket, count) in counts {
            let step = steps[Int(bucket)]
            guard step > 0 else { continue }
            let value = Float(step) * Self.step * (count == 1 ? 1 : 1 + log(Float(count)))
            vector.buckets.append(bucket)
            vector.values.append(value)
            if bucket < titleEnd {
                squares.0 += value * value
            } else if bucket < wordsEnd {
                squares.1 += value * value
            } else {
                squares.2 += value * value
            }
        }
        let factors = (
            space.title.weight / max(squares.0.squareRoot(), 1e-9),
            space.words.weight / max(squares.1.squareRoot(), 1e-9),
            space.pieces.weight / max(squares.2.squareRoot(), 1e-9)
        )
        for index in vector.values.indices {
            let bucket = vector.buckets[index]
            vector.values[index] *= bucket < titleEnd ? factors.0 : bucket < wordsEnd ? factors.1 : factors.2
        }
        return vector
    }
}
