import CoreMetrics
import Shared

/// What a process counts of SMS.
struct SMSTally: Sendable {
    private let received: Counter
    private let published: Counter
    private let undecoded: Counter
    private let receipts: Counter
    private let dropped: Counter

    init(_ factory: any MetricsFactory) {
        received = Counter(label: MetricFamily.kannelReceived.name, factory: factory)
        published = Counter(label: MetricFamily.kannelPublished.name, factory: factory)
        undecoded = Counter(label: MetricFamily.kannelUndecoded.name, factory: factory)
        receipts = Counter(
            label: MetricFamily.kannelReceipts.name, dimensions: [("outcome", "stored")], factory: factory)
        dropped = Counter(
            label: MetricFamily.kannelReceipts.name, dimensions: [("outcome", "dropped")], factory: factory)
    }

    func count(received number: Int, undecoded unread: Int) {
        received.increment(by: number)
        undecoded.increment(by: unread)
    }

    func count(receipts stored: Int, dropped lost: Int) {
        receipts.increment(by: stored)
        dropped.increment(by: lost)
    }

    func count(published number: Int) { published.increment(by: number) }
}
