import CoreMetrics
import Shared

/// Counts attempts by what became of them. No label says who was called.
struct AttemptReport: Sendable {
    private let taken: Counter
    private let retry: Counter
    private let gone: Counter

    init(_ factory: any MetricsFactory) {
        func counter(_ outcome: String) -> Counter {
            Counter(label: MetricFamily.webhookAttempts.name, dimensions: [("outcome", outcome)], factory: factory)
        }
        (taken, retry, gone) = (counter("delivered"), counter("retry"), counter("gone"))
    }

    func tell(_ answers: [ReceiverAnswer]) {
        for answer in answers {
            switch answer {
            case .taken: taken.increment()
            case .gone: gone.increment()
            case .refused: retry.increment()
            }
        }
    }
}
