/// The weights of several models side by side: a row for each bucket that any of them knows.
struct ModelRows: Sendable {
    /// Weights of 32 labels, in lanes of eight labels of one model. Each is the upper half of the number's `Float`, whose
    /// lower half is empty, as it is of all whole numbers up to 256: so it takes one step to read it.
    struct Block: Sendable {
        var lanes = (SIMD8<UInt16>(), SIMD8<UInt16>(), SIMD8<UInt16>(), SIMD8<UInt16>())

        static func half(_ weight: Int8) -> UInt16 { UInt16(truncatingIfNeeded: Float(weight).bitPattern >> 16) }

        @inline(__always)
        static func weight(_ half: UInt16) -> Float { Float(bitPattern: UInt32(half) << 16) }

        @inline(__always)
        static func weights(_ lane: SIMD8<UInt16>) -> SIMD8<Float> {
            let bits = SIMD8<UInt32>(truncatingIfNeeded: lane) &<< 16
            // One by one, which the compiler makes one step of.
            return SIMD8(
                Float(bitPattern: bits[0]), Float(bitPattern: bits[1]), Float(bitPattern: bits[2]),
                Float(bitPattern: bits[3]), Float(bitPattern: bits[4]), Float(bitPattern: bits[5]),
                Float(bitPattern: bits[6]), Float(bitPattern: bits[7]))
        }

        subscript(lane: Int) -> SIMD8<UInt16> {
            get {
                switch lane {
                case 0: lanes.0
                case 1: lanes.1
                case 2: lanes.2
                default: lanes.3
                }
            }
            set {
                switch lane {
                case 0: lanes.0 = newValue
                case 1: lanes.1 = newValue
                case 2: lanes.2 = newValue
                default: lanes.3 = newValue
                }
            }
        }
    }

    let space: FeatureSpace
    /// The row of each bucket; -1: no model knows it. Rows stand in the order of their buckets.
    let rowOf: [Int32]
    /// Weights in steps of the label's scale: `row * blocks + block`.
    private let weights: [Block]
    private let blocks: Int
    /// The model of each lane; lanes that fill the last block have any.
    private let models: [Int]
    /// Per row, one for each model; 0: left out.
    private let rarities: [SIMD4<Float>]
    /// The first rows whose buckets are words of the whole text, and pieces.
    private let (firstWord, firstPiece): (Int32, Int32)
    /// What a feature counts that occurs so often.
    private let countWeights = (0..<64).map { FeatureRarity.weight(of: UInt16($0)) }

    init(_ models: [TextClassifier]) throws(LearningError) {
        guard let space = models.first?.space, models.count <= 4, models.allSatisfy({ $0.space == space }) else {
            let names = models.map { "\($0.name)@\($0.version)" }
            throw LearningError("the models \(names.joined(separator: ", ")) count features differently")
        }
        self.space = space
        let lanes = models.indices.flatMap { Array(repeating: $0, count: Self.lanes(of: models[$0])) }
        blocks = (lanes.count + 3) / 4
        self.models = lanes + Array(repeating: lanes.last ?? 0, count: blocks * 4 - lanes.count)
        var rowOf = Array(repeating: Int32(-1), count: space.count)
        let known = (0..<space.count).filter { bucket in models.contains { $0.rarity.steps[bucket] > 0 } }
        var rarities: [SIMD4<Float>] = []
        var weights: [Block] = []
        rarities.reserveCapacity(known.count)
        weights.reserveCapacity(known.count * blocks)
        for bucket in known {
            rowOf[bucket] = Int32(truncatingIfNeeded: rarities.count)
            var rarity = SIMD4<Float>()
            for (number, model) in models.enumerated() {
                rarity[number] = Float(model.rarity.steps[bucket]) * FeatureRarity.step
            }
            rarities.append(rarity)
            weights += Self.row(of: models, bucket, blocks)
        }
        func first(_ block: FeatureSpace.Block) -> Int32 {
            rowOf[Int(block.buckets.lowerBound)...].first { $0 >= 0 } ?? Int32(truncatingIfNeeded: rarities.count)
        }
        (firstWord, firstPiece) = (first(space.words), first(space.pieces))
        (self.rowOf, self.rarities, self.weights) = (rowOf, rarities, weights)
    }

    @inline(__always)
    private func place(of row: Int32, _ block: Int) -> Int { Int(row) &* blocks &+ block }

    static func lanes(of model: TextClassifier) -> Int { (model.labels.count + 7) / 8 }

    private static func row(of models: [TextClassifier], _ bucket: Int, _ blocks: Int) -> [Block] {
        var row = Array(repeating: Block(), count: blocks)
        var lane = 0
        for model in models {
            for first in stride(from: 0, to: model.labels.count, by: 8) {
                var eight = SIMD8<UInt16>()
                for label in first..<min(first + 8, model.labels.count) {
                    eight[label - first] = Block.half(model.weight(bucket, label))
                }
                row[lane / 4][lane % 4] = eight
                lane += 1
            }
        }
        return row
    }

    /// What each feature says for one label of a model.
    func says(_ features: RowCounts, _ values: [SIMD4<Float>], model: Int, lane: Int, label: Int) -> [Float] {
        // The first model's is what is asked for.
        model == 0
            ? says(features, values, lane, label) { $0[0] } : says(features, values, lane, label) { $0[model] }
    }

    @inline(__always)
    private func says(
        _ features: RowCounts, _ values: [SIMD4<Float>], _ lane: Int, _ label: Int, _ value: (SIMD4<Float>) -> Float
    ) -> [Float] {
        switch lane % 4 {
        case 0: says(features, values, value, lane / 4) { $0.lanes.0[label] }
        case 1: says(features, values, value, lane / 4) { $0.lanes.1[label] }
        case 2: says(features, values, value, lane / 4) { $0.lanes.2[label] }
        default: says(features, values, value, lane / 4) { $0.lanes.3[label] }
        }
    }

    @inline(__always)
    private func says(
        _ features: RowCounts, _ values: [SIMD4<Float>], _ value: (SIMD4<Float>) -> Float, _ block: Int,
        _ weight: (Block) -> UInt16
    ) -> [Float] {
        let (rows, weights, values) = (features.rows.span, weights.span, values.span)
        return Array(capacity: values.count) { says in
            for index in values.indices {
                says.append(value(values[index]) * Block.weight(weight(weights[place(of: rows[index], block)])))
            }
        }
    }

    /// What each feature counts in each model: the logarithm of its count times its rarity, each block scaled to its
    /// weight. The same as `FeatureRarity.vector`, for all models at once.
    func values(of features: RowCounts) -> [SIMD4<Float>] {
        var squares = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
        let (rows, counts, rarities) = (features.rows.span, features.counts.span, rarities.span)
        let countWeights = countWeights.span
        var values = Array(capacity: features.found) { (values: inout OutputSpan<SIMD4<Float>>) in
            for index in 0..<features.found {
                let (row, count) = (rows[index], Int(counts[index]))
                let weight = count < countWeights.count ? countWeights[count] : FeatureRarity.weight(of: counts[index])
                let value = rarities[Int(row)] * weight
                if row >= firstPiece {
                    squares.2 += value * value
                } else if row >= firstWord {
                    squares.1 += value * value
                } else {
                    squares.0 += value * value
                }
                values.append(value)
            }
        }
        func factor(_ block: FeatureSpace.Block, _ squares: SIMD4<Float>) -> SIMD4<Float> {
            block.weight / pointwiseMax(squares.squareRoot(), SIMD4(repeating: 1e-9))
        }
        let title = factor(space.title, squares.0)
        let word = factor(space.words, squares.1)
        let piece = factor(space.pieces, squares.2)
        var scaled = values.mutableSpan
        for index in scaled.indices {
            let row = rows[index]
            scaled[index] *= row >= firstPiece ? piece : row >= firstWord ? word : title
        }
        return values
    }

    /// The sum of all features' weights times their values, in steps of each label's scale, by lane.
    func sums(of features: RowCounts, _ values: [SIMD4<Float>]) -> [Float] {
        Array(capacity: blocks * 32) { sums in
            for block in 0..<blocks {
                let first = block * 4
                let (a, b, c, d) = (models[first], models[first + 1], models[first + 2], models[first + 3])
                let lanes =
                    a == b && a == c && a == d
                    ? self.sums(of: features, values, block) { SIMD4(repeating: $0[a]) }
                    : self.sums(of: features, values, block) { SIMD4($0[a], $0[b], $0[c], $0[d]) }
                for label in 0..<8 { sums.append(lanes.0[label]) }
                for label in 0..<8 { sums.append(lanes.1[label]) }
                for label in 0..<8 { sums.append(lanes.2[label]) }
                for label in 0..<8 { sums.append(lanes.3[label]) }
            }
        }
    }

    /// - Parameter split: the value in each lane's model.
    @inline(__always)
    private func sums(
        of features: RowCounts, _ values: [SIMD4<Float>], _ block: Int,
        _ split: (SIMD4<Float>) -> SIMD4<Float>
    ) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
        let (rows, weights, values) = (features.rows.span, weights.span, values.span)
        // Few enough that they stay in registers.
        var sums = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
        for index in values.indices {
            let lanes = weights[place(of: rows[index], block)].lanes
            let value = split(values[index])
            sums.0 += Block.weights(lanes.0) * value[0]
            sums.1 += Block.weights(lanes.1) * value[1]
            sums.2 += Block.weights(lanes.2) * value[2]
            sums.3 += Block.weights(lanes.3) * value[3]
        }
        return sums
    }
}
