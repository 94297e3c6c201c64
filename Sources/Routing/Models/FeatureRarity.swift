import Foundation

/// One text as numbers.
package struct FeatureVector: Sendable {
    package var buckets: [UInt32] = []
    package var values: [Float] = []
}

/// How rare each bucket is: rare features say more (inverse document frequency); those of too few texts say nothing.
package struct FeatureRarity: Sendable {
    /// One step of `steps` in natural logarithms.
    static let step: Float = 1.0 / 20
    /// Per bucket, in steps; 0: left out.
    package var steps: [UInt8]

    package init(steps: [UInt8]) { self.steps = steps }

    /// Learned from the buckets of each text.
    package init(_ space: FeatureSpace, of texts: [[(bucket: UInt32, count: UInt16)]]) {
        var texted = Array(repeating: 0, count: space.count)
        for text in texts { for feature in text { texted[Int(feature.bucket)] += 1 } }
        let least = space.blocks.map(\.leastTexts)
        steps = texted.indices.map { bucket in
            guard texted[bucket] >= least[space.block(of: UInt32(bucket))] else { return 0 }
            let rarity = log(Float(texts.count + 1) / Float(texted[bucket] + 1)) + 1
            return UInt8(min(max((rarity / Self.step).rounded(), 1), 255))
        }
    }

    /// What a feature that occurs so often counts.
    @inline(__always)
    static func weight(of count: UInt16) -> Float { count == 1 ? 1 : 1 + log(Float(count)) }

    /// The vector of a text: the logarithm of each count times its rarity, each block scaled to its weight.
    package func vector(_ space: FeatureSpace, _ counts: [(bucket: UInt32, count: UInt16)]) -> FeatureVector {
        var vector = FeatureVector()
        vector.buckets.reserveCapacity(counts.count)
        vector.values.reserveCapacity(counts.count)
        let titleEnd = space.title.buckets.upperBound
        let wordsEnd = space.words.buckets.upperBound
        var squares = (Float(0), Float(0), Float(0))
        for (bucket, count) in counts {
            let step = steps[Int(bucket)]
            guard step > 0 else { continue }
            let value = Float(step) * Self.step * Self.weight(of: count)
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
