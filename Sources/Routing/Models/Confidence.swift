/// Turns the lead of the likeliest class over the next into the share of decisions that are right at that lead: straight
/// lines between the means of equally large bands, made to rise (isotonic regression; Zadrozny and Elkan, Transforming
/// Classifier Scores into Accurate Multiclass Probability Estimates, KDD 2002).
///
/// The lead tells right decisions from wrong ones better than the probability itself, which also falls with the number
/// of classes that are out of the question.
package struct Confidence: Sendable, Equatable, Codable {
    /// Lead, rising.
    private(set) var said: [Float]
    /// Share of right decisions there, rising.
    private(set) var right: [Float]

    /// A decision on a text that was not learned from.
    package struct Decision {
        var lead: Float
        var isRight: Bool

        /// What the likeliest of `probabilities` comes to when `truth` is right.
        package init(_ probabilities: [Float], truth: Int) {
            let top = probabilities.indices.max { probabilities[$0] < probabilities[$1] }
            lead = Confidence.lead(probabilities)
            isRight = top == truth
        }
    }

    /// Takes the lead itself.
    static let none = Confidence(said: [0, 1], right: [0, 1])

    private init(said: [Float], right: [Float]) {
        self.said = said
        self.right = right
    }

    /// Learned from decisions on texts that were not learned from.
    package init(_ decisions: [Decision]) {
        let ranked = decisions.sorted { $0.lead < $1.lead }
        let bands = min(12, ranked.count / 25)
        guard bands > 1 else {
            self = .none
            return
        }
        var blocks: [(said: Float, right: Float, count: Float)] = []
        for band in 0..<bands {
            let range = ranked[ranked.count * band / bands..<ranked.count * (band + 1) / bands]
            let count = Float(range.count)
            let said = range.reduce(0) { $0 + $1.lead } / count
            var block = (said: said, right: Float(range.count(where: \.isRight)) / count, count: count)
            while let last = blocks.last, last.right >= block.right {
                blocks.removeLast()
                let sum = last.count + block.count
                block = (
                    (last.said * last.count + block.said * block.count) / sum,
                    (last.right * last.count + block.right * block.count) / sum, sum
                )
            }
            blocks.append(block)
        }
        // Beyond the outermost means it goes on to the corners, so that surer always means likelier.
        said = [0] + blocks.map(\.said) + [1]
        right = [0] + blocks.map(\.right) + [max(1, blocks.last?.right ?? 1)]
    }

    /// How far the likeliest is before the next: its share of what both have, 0.5…1.
    static func lead(_ probabilities: [Float]) -> Float {
        var (first, second) = (Float(0), Float(0))
        for probability in probabilities {
            if probability > first {
                (first, second) = (probability, first)
            } else if probability > second {
                second = probability
            }
        }
        return first > 0 ? first / (first + second) : 0
    }

    /// The share of right decisions at `lead`.
    func callAsFunction(_ lead: Float) -> Float {
        let upper = max(1, min(said.firstIndex { $0 > lead } ?? said.count - 1, said.count - 1))
        let width = said[upper] - said[upper - 1]
        guard width > 0 else { return right[upper] }
        let part = min(max((lead - said[upper - 1]) / width, 0), 1)
        return right[upper - 1] + part * (right[upper] - right[upper - 1])
    }

    /// `probabilities` with that of the likeliest made right; the others share what is left, none above it.
    package func applied(to probabilities: [Float]) -> [Float] {
        var result = probabilities
        apply(to: &result)
        return result
    }

    /// The same in place.
    func apply(to probabilities: inout [Float]) {
        let after = self(Self.lead(probabilities))
        var probabilities = probabilities.mutableSpan
        guard !probabilities.isEmpty else { return }
        var top = 0
        for label in probabilities.indices where probabilities[label] > probabilities[top] { top = label }
        let before = probabilities[top]
        let factor = before < 1 ? (1 - after) / (1 - before) : 0
        for label in probabilities.indices { probabilities[label] = min(probabilities[label] * factor, after) }
        probabilities[top] = after
    }
}
