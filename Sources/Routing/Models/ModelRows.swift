/// The weights of several models side by side: a row for each bucket that any of them knows.
struct ModelRows: Sendable {
    let space: FeatureSpace
    /// The row of each bucket; -1: no model knows it. Rows stand in the order of their buckets.
    private let rowOf: [Int32]
    /// Eight labels of one model together: `row * lanes + lane`.
    private let weights: [SIMD8<Int8>]
    /// The model of each lane.
    private let models: [Int]
    /// Per row, one for each model; 0: left out.
    private let rarities: [SIMD4<Float>]
    /// The first rows whose buckets are words of the whole text, and pieces.
    private let (firstWord, firstPiece): (Int32, Int32)

    private let lanes: Int

    init(_ models: [TextClassifier]) throws(LearningError) {
        guard let space = models.first?.space, models.count <= 4, models.allSatisfy({ $0.space == space }) else {
            let names = models.map { "\($0.name)@\($0.version)" }
            throw LearningError("the models \(names.joined(separator: ", ")) count features differently")
        }
        self.space = space
        self.models = models.indices.flatMap { Array(repeating: $0, count: Self.lanes(of: models[$0])) }
        lanes = self.models.count
        var rowOf = Array(repeating: Int32(-1), count: space.count)
        var rarities: [SIMD4<Float>] = []
        var weights: [SIMD8<Int8>] = []
        for bucket in 0..<space.count where models.contains(where: { $0.rarity.steps[bucket] > 0 }) {
            rowOf[bucket] = Int32(truncatingIfNeeded: rarities.count)
            var rarity = SIMD4<Float>()
            for (number, model) in models.enumerated() {
                rarity[number] = Float(model.rarity.steps[bucket]) * FeatureRarity.step
                for first in stride(from: 0, to: model.labels.count, by: 8) {
                    var eight = SIMD8<Int8>()
                    for label in first..<min(first + 8, model.labels.count) {
                        eight[label - first] = model.weight(bucket, label)
                    }
                    weights.append(eight)
                }
            }
            rarities.append(rarity)
        }
        func first(_ block: FeatureSpace.Block) -> Int32 {
            rowOf[Int(block.buckets.lowerBound)...].first { $0 >= 0 } ?? Int32(truncatingIfNeeded: rarities.count)
        }
        (firstWord, firstPiece) = (first(space.words), first(space.pieces))
        (self.rowOf, self.rarities, self.weights) = (rowOf, rarities, weights)
    }

    static func lanes(of model: TextClassifier) -> Int { (model.labels.count + 7) / 8 }

    @inline(__always)
    func row(of bucket: UInt32) -> Int32 { rowOf[Int(bucket)] }

    /// The weights of one label in each feature's row.
    func weights(of features: RowCounts, _ lane: Int, _ label: Int) -> [Int8] {
        features.rows.map { weights[Int($0) * lanes + lane][label] }
    }

    /// What each feature counts in each model: the logarithm of its count times its rarity, each block scaled to its
    /// weight. The same as `FeatureRarity.vector`, for all models at once.
    func values(of features: RowCounts) -> [SIMD4<Float>] {
        var squares = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
        var values: [SIMD4<Float>] = []
        values.reserveCapacity(features.rows.count)
        for index in features.rows.indices {
            let row = features.rows[index]
            let value = rarities[Int(row)] * FeatureRarity.weight(of: features.counts[index])
            if row >= firstPiece {
                squares.2 += value * value
            } else if row >= firstWord {
                squares.1 += value * value
            } else {
                squares.0 += value * value
            }
            values.append(value)
        }
        func factor(_ block: FeatureSpace.Block, _ squares: SIMD4<Float>) -> SIMD4<Float> {
            block.weight / pointwiseMax(squares.squareRoot(), SIMD4(repeating: 1e-9))
        }
        let title = factor(space.title, squares.0)
        let word = factor(space.words, squares.1)
        let piece = factor(space.pieces, squares.2)
        for index in values.indices {
            let row = features.rows[index]
            values[index] *= row >= firstPiece ? piece : row >= firstWord ? word : title
        }
        return values
    }

    /// The sum of all features' weights times their values, in steps of each label's scale.
    func sums(of features: RowCounts, _ values: [SIMD4<Float>]) -> [SIMD8<Float>] {
        models.indices.map { lane in
            let model = models[lane]
            // One running sum at a time stays in registers.
            var sum = SIMD8<Float>()
            for index in values.indices {
                sum += SIMD8<Float>(weights[Int(features.rows[index]) * lanes + lane]) * values[index][model]
            }
            return sum
        }
    }
}

/// The features of one text that a set of models knows, with where they occur.
struct RowCounts {
    /// One occurrence: which feature, and its word; a pair belongs to the word before as well.
    struct Place {
        var feature: Int32
        var word: Int32
        var isPair: Bool
    }

    /// In the order of their first occurrence.
    let rows: [Int32]
    let counts: [UInt16]
    let places: ArraySlice<Place>

    init(of text: LearningText, in known: ModelRows) {
        // Three pieces begin at each letter at most, and a word is in two features of its own and one of the title.
        let most = text.whole.bytes.count * 3 + text.whole.tokens.count * 3
        var size = 256
        while size < most * 2 { size *= 2 }
        let mask = size - 1
        var features = Array(repeating: Int32(-1), count: size)
        var places = Array(repeating: Place(feature: 0, word: 0, isPair: false), count: most)
        var (rows, counts): ([Int32], [UInt16]) = ([], [])
        rows.reserveCapacity(most)
        counts.reserveCapacity(most)
        var end = 0
        var walk = FeatureWalk(known.space)
        walk.visit(text) { bucket, word, isPair in
            let row = known.row(of: bucket)
            guard row >= 0 else { return }
            var index = Int(truncatingIfNeeded: (UInt64(bucket) &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
            while features[index] >= 0, rows[Int(features[index])] != row { index = (index + 1) & mask }
            if features[index] < 0 {
                features[index] = Int32(truncatingIfNeeded: rows.count)
                rows.append(row)
                counts.append(1)
            } else {
                let feature = Int(features[index])
                if counts[feature] < .max { counts[feature] += 1 }
            }
            places[end] = Place(feature: features[index], word: Int32(truncatingIfNeeded: word), isPair: isPair)
            end += 1
        }
        self.rows = rows
        self.counts = counts
        self.places = places[..<end]
    }
}
