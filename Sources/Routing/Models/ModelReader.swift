package import Complaints

/// Several models of one feature space, read with together: one walk over a text finds its features, and one look-up of
/// each feature gives the weights of all classes of all models. Safe to share.
package struct ModelReader: Sendable {
    /// A model without its weights.
    struct Head: Sendable {
        let labels: [String]
        let scales: [Float]
        let confidence: Confidence
        /// Where its weights stand in a row, in vectors of eight labels.
        let lanes: Range<Int>

        func probabilities(_ sums: [Float]) -> [Float] {
            let first = lanes.lowerBound * 8
            var probabilities = Array(capacity: labels.count) { scores in
                for label in labels.indices { scores.append(sums[first + label] * scales[label]) }
            }
            ClassWeights.makeProbabilities(of: &probabilities)
            confidence.apply(to: &probabilities)
            return probabilities
        }
    }

    let heads: [Head]
    let rows: ModelRows

    /// - Throws: `LearningError` when the models count features in different spaces, or are more than four.
    package init(_ models: [TextClassifier]) throws(LearningError) {
        rows = try ModelRows(models)
        var lanes = 0
        heads = models.map { model in
            let count = ModelRows.lanes(of: model)
            defer { lanes += count }
            return Head(
                labels: model.labels, scales: model.scales, confidence: model.confidence,
                lanes: lanes..<lanes + count)
        }
    }

    /// Finds the features of `text`.
    package func read(_ text: LearningText) -> Reading { Reading(text, self) }

    /// What the models make of one text.
    package struct Reading {
        private let text: FoldedText
        private let reader: ModelReader
        private let features: RowCounts
        /// What each feature counts in each model.
        private let values: [SIMD4<Float>]
        /// Of each label, in steps of its scale, by lane.
        private let sums: [Float]

        init(_ text: LearningText, _ reader: ModelReader) {
            self.text = text.whole
            self.reader = reader
            features = RowCounts(of: text, in: reader.rows)
            values = reader.rows.values(of: features)
            sums = reader.rows.sums(of: features, values)
        }

        /// Probability of each class of a model, in the order of its labels.
        package func probabilities(of model: Int) -> [Float] { reader.heads[model].probabilities(sums) }

        /// The likeliest classes of a model, likeliest first.
        package func candidates(of model: Int, count: Int = 3) -> [ClassCandidate] {
            var left = probabilities(of: model)
            return (0..<min(count, left.count)).map { _ in
                var top = 0
                for label in left.indices where left[label] > left[top] { top = label }
                defer { left[top] = -1 }
                return ClassCandidate(label: reader.heads[model].labels[top], probability: Double(left[top]))
            }
        }

        /// The words of the text that speak most for `label` and not for the classes in general, the strongest first.
        package func evidence(of model: Int, for label: String, count: Int = 5) -> [String] {
            guard let number = reader.heads[model].labels.firstIndex(of: label) else { return [] }
            let lane = reader.heads[model].lanes.lowerBound + number / 8
            let says = reader.rows.says(features, values, model: model, lane: lane, label: number % 8)
            return strongest(shares(says), count)
        }

        /// How much each word says: what its features say, pairs half to each of their words.
        private func shares(_ says: [Float]) -> [Float] {
            let (says, places, ends) = (says.span, features.places.span, features.ends.span)
            var shares = Array(repeating: Float(0), count: text.tokens.count)
            var words = shares.mutableSpan
            var next = 0
            for word in ends.indices {
                var share = Float(0)
                for index in next..<ends[word] {
                    let place = Int(places[index])
                    if place > 0 {
                        share += says[place - 1]
                    } else {
                        let half = says[-place - 1] / 2
                        words[word - 1] += half
                        share += half
                    }
                }
                next = ends[word]
                words[word] = share
            }
            return shares
        }

        /// Words that say something by themselves: numbers and single letters do not.
        private func strongest(_ shares: [Float], _ count: Int) -> [String] {
            var shares = shares
            var left = shares.mutableSpan
            var hashes: [UInt64] = []
            var words: [String] = []
            hashes.reserveCapacity(count)
            words.reserveCapacity(count)
            while words.count < count {
                var (top, most) = (-1, Float(0))
                for index in left.indices {
                    let share = left[index]
                    if share > most { (top, most) = (index, share) }
                }
                guard top >= 0 else { break }
                left[top] = 0
                let token = text.tokens[top]
                guard token.end - token.start > 2, !hashes.contains(token.hash), !text.hasDigit(at: top) else {
                    continue
                }
                hashes.append(token.hash)
                words.append(text.word(top))
            }
            return words
        }
    }
}
