import Complaints
import CoreMetrics
import Shared
import Synchronization

/// What became of mails, and how the mailbox is. Shared between the mailbox's thread and the page of figures.
final class MailCounts: Sendable {
    enum Outcome: String, CaseIterable, Sendable {
        case report, automatic, bounce, unreadable, gone
    }

    private let counters: [Outcome: Counter]
    private let last = Mutex<(at: Instant, waiting: Int)?>(nil)

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        counters = Outcome.allCases.reduce(into: [:]) {
            $0[$1] = Counter(
                label: MetricFamily.mails.name, dimensions: [("outcome", $1.rawValue)], factory: factory)
        }
    }

    func note(_ outcome: Outcome) { counters[outcome]?.increment() }

    /// The mailbox has answered.
    func looked(at moment: Instant, waiting: Int) { last.withLock { $0 = (moment, waiting) } }

    var samples: [MetricSample] {
        guard let last = last.withLock({ $0 }) else { return [] }
        return [
            MetricSample(.mailsWaiting, Double(last.waiting)),
            MetricSample(.mailboxLookedAt, Double(last.at.microseconds) / 1e6),
        ]
    }
}
