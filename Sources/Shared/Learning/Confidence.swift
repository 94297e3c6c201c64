/// Turns the probability of the likeliest class into the share of decisions that are right at that probability: straight
/// lines between the means of equally large bands, made to rise (isotonic regression; Zadrozny and Elkan, Transforming
/// Classifier Scores into Accurate Multiclass Probability Estimates, KDD 2002).
struct Confidence: Sendable, Equatable, Codable {
    /// Probability as the softmax has it, rising.
    private(set) var said: [Float]
    /// Share of right decisions there, rising.
    private(set) var right: [Float]

    /// Changes nothing.
    static let none = Confidence(said: [0, 1], right: [0, 1])

    private init(said: [Float], right: [Float]) {
        self.said = said
        self.right = right
    }

    /// Learned from decisions on texts that were not learned from.
    init(_ decisions: [(probability: Float, isRight: Bool)]) {
        let ranked = decisions.sorted { $0.probability < $1.probability }
        let bands = min(12, ranked.count / 25)
        guard bands > 1 else {
            self = .none
            return
        }
        var blocks: [(said: Float, right: Float, count: Float)] = []
        for band in 0..<bands {
            let range = ranked[ranked.count * band / bands..<ranked.count * (band + 1) / bands]
            let count = Float(range.count)
            let said = range.reduce(0) { $0 + $1.probability } / count
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

    /// The share of right decisions at `probability`.
    func callAsFunction(_ probability: Float) -> Float {
        let upper = max(1, min(said.firstIndex { $0 > probability } ?? said.count - 1, said.count - 1))
        let width = said[upper] - said[upper - 1]
        guard width > 0 else { return right[upper] }
        let part = min(max((probability - said[upper - 1]) / width, 0), 1)
        return right[upper - 1] + part * (right[upper] - right[upper - 1])
    }

    /// `probabilities` with that of the likeliest made right; the others share what is left, none above it.
    func applied(to probabilities: [Float]) -> [Float] {
        guard let top = probabilities.indices.max(by: { probabilities[$0] < probabilities[$1] }) else { return [] }
        let before = probabilities[top]
        let after = self(before)
        let factor = before < 1 ? (1 - after) / (1 - before) : 0
        var result = probabilities.map { min($0 * factor, after) }
        result[top] = after
        return result
    }
}
