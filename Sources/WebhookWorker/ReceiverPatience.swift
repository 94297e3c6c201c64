import Complaints
import Store

/// What a turn's answers mean for its events, and for the receiver: when to try again, whom to spare, when to give up.
struct ReceiverPatience: Sendable {
    /// Failures in a row after which a receiver is spared, and then tried by one event.
    static let failuresToPause = 5
    /// Seconds for which a receiver may fail, or one event be refused, before it is disabled.
    static let longest: Int64 = 86_400
    private static let firstPause: Int64 = 30
    private static let longestPause: Int64 = 600

    /// Failures since something was taken last.
    private(set) var failures = 0

    var isProbing: Bool { failures >= Self.failuresToPause }

    /// - Parameters:
    ///   - failingSince: when the receiver first failed after it last took something; nil: it does not.
    ///   - random: microseconds of a range, so that not all come again at the same moment.
    /// - Returns: what becomes of each event, and what that means for the receiver.
    mutating func judge(
        _ attempts: [(delivery: DueDelivery, answer: ReceiverAnswer)], failingSince: Instant?, at now: Instant,
        random: (ClosedRange<Int64>) -> Int64 = { .random(in: $0) }
    ) -> (ends: [DeliveryEnd], receiver: ReceiverState) {
        var (ends, receiver) = ([DeliveryEnd](), ReceiverState())
        let anyTaken = attempts.contains { if case .taken = $0.answer { true } else { false } }
        for (delivery, answer) in attempts {
            switch answer {
            case .taken:
                failures = 0
                ends.append(DeliveryEnd(delivery, .delivered, answer: answer.text))
            case .gone:
                receiver.disabled = "it answered that it is gone (HTTP 410)"
                ends.append(DeliveryEnd(delivery, .again(at: now), answer: answer.text))
            case .refused(_, let wait):
                failures += 1
                let next = now.advanced(
                    by: max(random(Self.delay(after: delivery.attempts + 1)), (wait ?? 0) * 1_000_000))
                ends.append(DeliveryEnd(delivery, .again(at: next), answer: answer.text))
                if let wait { receiver.pause(until: now.advanced(bySeconds: wait)) }
                receiver.disabled =
                    receiver.disabled
                    ?? Self.end(of: delivery, answer, failingSince: anyTaken ? nil : failingSince, at: now)
            }
        }
        receiver.isFailing = !attempts.isEmpty && !anyTaken
        if isProbing { receiver.pause(until: now.advanced(by: random(pause))) }
        return (ends, receiver)
    }

    /// Why a receiver is disabled that refuses an event; nil: it is not yet.
    private static func end(
        of delivery: DueDelivery, _ answer: ReceiverAnswer, failingSince: Instant?, at now: Instant
    ) -> String? {
        func isOver(_ since: Instant?) -> Bool { since.map { $0.advanced(bySeconds: longest) <= now } ?? false }
        if isOver(failingSince) { return "it took nothing for 24 hours: \(answer.text)" }
        guard isOver(delivery.failedAt) else { return nil }
        return "it refused event \(delivery.messageID) for 24 hours: \(answer.text)"
    }

    /// Exponential backoff with jitter, in microseconds: about 5 s, 10 s, 20 s … at most an hour.
    private static func delay(after attempt: Int) -> ClosedRange<Int64> {
        let longest: Int64 = min(3_600_000_000, 5_000_000 << Int64(min(attempt - 1, 10)))
        return (longest / 2)...longest
    }

    /// How long a failing receiver is spared, in microseconds: about 30 s, 60 s … at most ten minutes.
    private var pause: ClosedRange<Int64> {
        let doublings = Int64(min(failures - Self.failuresToPause, 5))
        let longest = min(Self.longestPause, Self.firstPause << doublings) * 1_000_000
        return (longest / 2)...longest
    }
}

extension ReceiverState {
    /// The later of two moments counts.
    fileprivate mutating func pause(until moment: Instant) { pausedUntil = max(pausedUntil ?? moment, moment) }
}

extension Instant {
    fileprivate func advanced(by microseconds: Int64) -> Instant {
        Instant(microseconds: self.microseconds + microseconds)
    }
}
