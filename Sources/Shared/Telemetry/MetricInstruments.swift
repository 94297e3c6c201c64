import CoreMetrics
import Synchronization

/// What is counted where it happens, and read when somebody asks.
protocol MetricInstrument: AnyObject, Sendable {
    func samples(of family: MetricFamily, _ labels: [(String, String)]) -> [MetricSample]
}

final class CountingInstrument: MetricInstrument, CounterHandler {
    private let count = Atomic<Int64>(0)

    func increment(by amount: Int64) { count.add(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }

    func samples(of family: MetricFamily, _ labels: [(String, String)]) -> [MetricSample] {
        [MetricSample(family, Double(count.load(ordering: .relaxed)), labels: labels)]
    }
}

/// Keeps the last value.
final class GaugeInstrument: MetricInstrument, RecorderHandler, MeterHandler {
    private let value = Mutex(0.0)

    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func samples(of family: MetricFamily, _ labels: [(String, String)]) -> [MetricSample] {
        [MetricSample(family, value.withLock { $0 }, labels: labels)]
    }
}

/// Counts values by size; times in seconds.
final class HistogramInstrument: MetricInstrument, RecorderHandler, TimerHandler {
    private struct State {
        /// By the first bound that is not exceeded; the last is for what exceeds them all.
        var counts: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: [Int](repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Double) {
        // NaN fits no bound, and would spoil the sum for ever.
        guard !value.isNaN else { return }
        let place = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[place] += 1
            state.sum += value
        }
    }

    func samples(of family: MetricFamily, _ labels: [(String, String)]) -> [MetricSample] {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var below = 0
        var samples = zip(counts, bounds + [.infinity]).map { count, bound in
            below += count
            return MetricSample(
                family, Double(below), suffix: "_bucket", labels: labels + [("le", MetricSample.text(bound))])
        }
        samples.append(MetricSample(family, sum, suffix: "_sum", labels: labels))
        samples.append(MetricSample(family, Double(below), suffix: "_count", labels: labels))
        return samples
    }
}
