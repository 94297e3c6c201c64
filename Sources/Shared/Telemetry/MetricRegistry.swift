package import CoreMetrics
import Synchronization

/// All that a process counts, behind the API of swift-metrics.
///
/// Asking twice for the same name and labels gives the same instrument. Instruments are asked for once, when a lane or a
/// session is made; counting is an atomic addition or a short lock.
package final class MetricRegistry: MetricsFactory, Sendable {
    private struct Key: Hashable {
        var family: MetricFamily
        /// Names and values in turn.
        var labels: [String]
    }

    private let instruments = Mutex<[Key: any MetricInstrument]>([:])
    private let sources = Mutex<[@Sendable () -> [MetricSample]]>([])

    package init() {}

    /// Asks `source` for further samples whenever somebody asks for them.
    package func add(_ source: @escaping @Sendable () -> [MetricSample]) { sources.withLock { $0.append(source) } }

    /// All of it, in the text format of Prometheus.
    package var text: String { samples.exposition }

    var samples: [MetricSample] {
        let counted = instruments.withLock { $0 }.sorted { $0.key.labels.lexicographicallyPrecedes($1.key.labels) }
            .flatMap { key, instrument in
                let labels = stride(from: 0, to: key.labels.count, by: 2).map { (key.labels[$0], key.labels[$0 + 1]) }
                return instrument.samples(of: key.family, labels)
            }
        return sources.withLock { $0 }.flatMap { $0() } + counted
    }

    private func instrument<Instrument: MetricInstrument>(
        _ label: String, _ kind: MetricFamily.Kind, _ dimensions: [(String, String)],
        make: (MetricFamily) -> Instrument
    ) -> Instrument {
        let family = MetricFamily.known[label] ?? .ofLibrary(label, kind)
        let key = Key(family: family, labels: dimensions.flatMap { [$0.0, $0.1] })
        return instruments.withLock { instruments in
            if let known = instruments[key] as? Instrument { return known }
            let made = make(family)
            instruments[key] = made
            return made
        }
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        instrument(label, .counter, dimensions) { _ in CountingInstrument() }
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else { return instrument(label, .gauge, dimensions) { _ in GaugeInstrument() } }
        return instrument(label, .histogram, dimensions) { HistogramInstrument(bounds: $0.bounds) }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        instrument(label, .gauge, dimensions) { _ in GaugeInstrument() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        instrument(label, .histogram, dimensions) { HistogramInstrument(bounds: $0.bounds) }
    }

    // What was counted stays: a series that goes and comes back looks like a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}
