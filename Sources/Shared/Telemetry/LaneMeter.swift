package import Complaints
package import CoreMetrics

/// Measures the turns of a lane: how long each step takes, how many items a turn has, and how old its first message is by
/// then. A turn costs seven looks at a clock, however many complaints are in it.
package struct LaneMeter: Sendable {
    package enum Step: String, CaseIterable, Sendable {
        /// From the first delivery in hand to the last, with reading them.
        case collect
        /// Deciding and writing, without the commit.
        case store
        /// Waiting for COMMIT.
        case commit
        /// Publishing, until all is confirmed.
        case publish
        case acknowledge
    }

    private let timers: [CoreMetrics.Timer]
    private let sizes: Recorder
    private let ages: Recorder
    private let now: @Sendable () -> ContinuousClock.Instant
    private let moment: @Sendable () -> Instant
    /// The end of the last step of this turn; nil: no turn has begun.
    private var mark: ContinuousClock.Instant?
    /// When the turn's first message was published, where it says so.
    private var published: Instant?

    /// - Parameters:
    ///   - factory: counts what is measured.
    ///   - now: a clock that only goes forward.
    ///   - moment: the time of day.
    package init(
        stage: String, factory: any MetricsFactory,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now },
        moment: @escaping @Sendable () -> Instant = { Instant.now }
    ) {
        timers = Step.allCases.map {
            CoreMetrics.Timer(
                label: MetricFamily.steps.name, dimensions: [("stage", stage), ("step", $0.rawValue)], factory: factory)
        }
        sizes = Recorder(label: MetricFamily.batchItems.name, dimensions: [("stage", stage)], factory: factory)
        ages = Recorder(label: MetricFamily.messageAge.name, dimensions: [("stage", stage)], factory: factory)
        (self.now, self.moment) = (now, moment)
    }

    /// One that nobody reads.
    package static let unread = LaneMeter(stage: "", factory: NOOPMetricsHandler.instance)

    /// A turn has something to do.
    ///
    /// - Parameter published: when its first message, the oldest of its queue, was published; nil: nobody says.
    package mutating func begin(published: Instant? = nil) {
        mark = now()
        self.published = published
    }

    /// A step has ended, and the next begins.
    ///
    /// - Parameter commit: how long of it COMMIT took.
    package mutating func end(_ step: Step, commit: Duration? = nil) {
        let end = now()
        if let mark {
            record(step, end - mark - (commit ?? .zero))
            if let commit { record(.commit, commit) }
        }
        mark = end
    }

    /// The turn has ended.
    package mutating func end(items: Int) {
        if mark != nil { sizes.record(items) }
        if let published { ages.record(max(0, Double(moment().microseconds - published.microseconds) / 1_000_000)) }
        (mark, published) = (nil, nil)
    }

    private func record(_ step: Step, _ duration: Duration) {
        guard let place = Step.allCases.firstIndex(of: step) else { return }
        timers[place].recordNanoseconds(Int64(max(0, duration / .nanoseconds(1))))
    }
}
