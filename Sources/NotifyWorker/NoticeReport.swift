import Complaints
import Contract
import CoreMetrics
import Logging
import Shared
import Store

/// Counts what becomes of notices, and tells the log of those that were not sent. A turn costs a few additions, however many
/// notices it has; no line and no label says who was told, or what they were told.
struct NoticeReport: Sendable {
    /// Lines about one turn's notices.
    private static let lines = 20
    private let world: LaneWorld?
    private let factory: any MetricsFactory
    private let counters: [NotificationChannel: [Counter]]
    /// What each outcome is called on a channel: what was written to a file has reached nobody yet.
    private let words: [NotificationChannel: [String]]
    private var lags: [CaseEvent: Recorder] = [:]

    /// What may become of an attempt, in the order of its counters.
    private static let outcomes = ["sent", "retry", "postponed", "failed", "unknown"]

    /// - Parameters:
    ///   - world: where lines go; nil: nowhere.
    ///   - factory: counts.
    init(
        _ providers: borrowing Providers, world: LaneWorld? = nil,
        factory: any MetricsFactory = MetricsSystem.factory
    ) {
        self.world = world
        self.factory = factory
        var (counters, words): ([NotificationChannel: [Counter]], [NotificationChannel: [String]]) = ([:], [:])
        for channel in [NotificationChannel.email, .sms] {
            let carrier = providers.carrier(of: channel)
            let own = Self.outcomes.map { $0 == "sent" && carrier == "file" ? "filed" : $0 }
            words[channel] = own
            counters[channel] = own.map { word in
                let labels = [("channel", channel.rawValue), ("provider", carrier), ("outcome", word)]
                return Counter(label: MetricFamily.noticeAttempts.name, dimensions: labels, factory: factory)
            }
        }
        (self.counters, self.words) = (counters, words)
    }

    func tell(_ notices: [Notice], _ outcomes: [AttemptOutcome]) {
        var counts = [[Int]](repeating: [0, 0, 0, 0, 0], count: 2)
        for (notice, outcome) in zip(notices, outcomes) {
            counts[notice.channel == .email ? 0 : 1][outcome.place] += 1
        }
        for (place, channel) in [NotificationChannel.email, .sms].enumerated() {
            for (counter, count) in zip(counters[channel] ?? [], counts[place]) where count > 0 {
                counter.increment(by: count)
            }
        }
        guard let world else { return }
        let ended = counts.reduce(0) { $0 + $1[3] + $1[4] }
        guard ended > 0 || world.isVerbose else { return }
        write(notices, outcomes, to: world)
    }

    private func write(_ notices: [Notice], _ outcomes: [AttemptOutcome], to world: LaneWorld) {
        var left = Self.lines
        for (notice, outcome) in zip(notices, outcomes) {
            let level: Logger.Level = outcome.place > 2 ? .warning : .debug
            guard level == .debug ? world.isVerbose : left > 0 else { continue }
            if level == .warning { left -= 1 }
            var facts: [String: LogFact] = [
                "id": .text(notice.idempotencyKey), "event": .text(notice.event.rawValue),
                "channel": .text(notice.channel.rawValue), "trace": .text(notice.trace.trace),
            ]
            facts["reason"] = outcome.cause.map(LogFact.text)
            world.log(
                level, "notice: \(words[notice.channel]?[outcome.place] ?? Self.outcomes[outcome.place])", facts)
        }
    }

    /// How long ago the oldest event of each kind happened whose notices are now on their way.
    mutating func measure(_ messages: ArraySlice<CaseEventMessage>, at now: Instant) {
        var oldest: [(event: CaseEvent, at: Instant)] = []
        for message in messages {
            if let place = oldest.firstIndex(where: { $0.event == message.event }) {
                oldest[place].at = min(oldest[place].at, message.time)
            } else {
                oldest.append((message.event, message.time))
            }
        }
        for (event, at) in oldest {
            let recorder =
                lags[event]
                ?? Recorder(
                    label: MetricFamily.noticeLag.name, dimensions: [("event", event.rawValue)], factory: factory)
            lags[event] = recorder
            recorder.record(max(0, Double(now.microseconds - at.microseconds) / 1_000_000))
        }
    }
}

extension AttemptOutcome {
    /// Why it was not sent, in words of ours and codes of the provider; what might be an address or a number is left out.
    fileprivate var cause: String? {
        switch self {
        case .sent, .later(nil, _): nil
        case .retry(let reason), .postponed(let reason), .failed(let reason), .unknown(let reason),
            .later(let reason?, _):
            reason.split(separator: " ").map { word in
                word.contains("@") || word.count(where: \.isNumber) > 5 ? "…" : String(word)
            }.joined(separator: " ")
        }
    }

    fileprivate var place: Int {
        switch self {
        case .sent: 0
        case .retry: 1
        case .postponed, .later: 2
        case .failed: 3
        case .unknown: 4
        }
    }
}
