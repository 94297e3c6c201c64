import Complaints
import Testing

@testable import Learning
@testable import Routing

/// Figures compared with what scikit-learn 1.5 gives for the same ten decisions.
@Suite struct EvaluationTests {
    private let evaluation = Evaluation(
        labels: ["a", "b", "c", "d"], truth: ["a", "a", "a", "b", "b", "b", "c", "c", "d", "d"],
        probabilities: [
            [0.9, 0.05, 0.03, 0.02], [0.8, 0.1, 0.05, 0.05], [0.3, 0.6, 0.05, 0.05], [0.1, 0.7, 0.1, 0.1],
            [0.2, 0.5, 0.2, 0.1], [0.55, 0.2, 0.15, 0.1], [0.1, 0.1, 0.75, 0.05], [0.4, 0.3, 0.2, 0.1],
            [0.3, 0.35, 0.25, 0.1], [0.1, 0.1, 0.2, 0.6],
        ])

    private func expect(_ figure: Evaluation.Figure, _ value: Double) {
        #expect(abs(figure.value - value) < 1e-4)
        #expect(figure.interval.contains(value))
    }

    @Test func figures() {
        expect(evaluation.accuracy, 0.6)
        // a: 2 of 4 said and 3 true, b: 2 of 4 and 3, c: 1 of 1 and 2, d: 1 of 1 and 2.
        expect(evaluation.macroF1, (4.0 / 7 + 4.0 / 7 + 2.0 / 3 + 2.0 / 3) / 4)
        expect(evaluation.weightedF1, (3 * 4.0 / 7 + 3 * 4.0 / 7 + 2 * 2.0 / 3 + 2 * 2.0 / 3) / 10)
        expect(evaluation.top3, 0.9)
        // The eight surest: 0.9 0.8 0.75 0.7 right, 0.6 (d) right, 0.6 (a) wrong, 0.55 wrong, 0.5 right.
        expect(evaluation.accuracyAt80, 6.0 / 8)
        expect(evaluation.coverageAt90, 0.4)
    }

    @Test func `calibration error in ten bands of width 0.1`() {
        let certain = Evaluation(
            labels: ["a", "b"], truth: ["a", "b", "a", "a"],
            probabilities: [[0.95, 0.05], [0.95, 0.05], [0.65, 0.35], [0.65, 0.35]])
        // Band 0.9: said 0.95, right 0.5. Band 0.6: said 0.65, right 1.
        expect(certain.calibrationError, 0.5 * 0.45 + 0.5 * 0.35)
    }

    @Test func `a class that the model does not know is never right`() {
        let strange = Evaluation(labels: ["a", "b"], truth: ["a", "x"], probabilities: [[0.9, 0.1], [0.6, 0.4]])
        expect(strange.accuracy, 0.5)
        #expect(strange.classes.first { $0.label == "x" }?.recall == 0)
    }

    @Test func classes() throws {
        let a = try #require(evaluation.classes.first { $0.label == "a" })
        #expect((a.texts, a.precision) == (3, 0.5))
        #expect(abs(a.recall - 2.0 / 3) < 1e-9)
        #expect(a.confusions.map(\.label) == ["b"])
    }

    @Test func `confidence rises with the lead, and says how often it is right`() {
        var random = SeededGenerator(seed: 4)
        let decisions = (0..<2000).map { _ -> Confidence.Decision in
            let lead = Float.random(in: 0.5...1, using: &random)
            let isRight = Float.random(in: 0...1, using: &random) < lead * lead
            return Confidence.Decision([lead, 1 - lead], truth: isRight ? 0 : 1)
        }
        let confidence = Confidence(decisions)
        var last: Float = 0
        for step in 50...100 {
            let lead = Float(step) / 100
            #expect(confidence(lead) >= last)
            #expect(abs(confidence(lead) - lead * lead) < 0.12)
            last = confidence(lead)
        }
    }

    @Test func `others share what the likeliest leaves, none above it`() {
        let confidence = Confidence((0..<100).map { Confidence.Decision([0.9, 0.1], truth: $0 % 2) })
        let changed = confidence.applied(to: [0.1, 0.8, 0.1])
        #expect(changed.firstIndex(of: changed.max() ?? 0) == 1)
        #expect(changed.allSatisfy { 0...1 ~= $0 })
        #expect(confidence.applied(to: []).isEmpty)
    }
}
