import Complaints
import Store

enum AttemptOutcome: Sendable, Equatable {
    case sent
    /// Not now; the provider cannot have acted.
    case retry(String)
    /// It was not offered to the provider: this was no attempt.
    case postponed(String)
    /// It waits for that moment, and was no attempt; nil: for nothing that somebody must mend.
    case later(String?, Instant)
    /// Never.
    case failed(String)
    /// Nobody knows whether the provider acted.
    case unknown(String)
}

struct Attempt: Sendable {
    /// Attempts before a notification that keeps failing is given up.
    static let most = 8
    var notification: ComplaintID
    var outcome: AttemptOutcome
    /// Which attempt it was, from 1.
    var number: Int
    /// By which it was offered; nil: it was not.
    var channel: NotificationChannel?

    /// What becomes of the notification.
    ///
    /// - Parameter random: microseconds of a range, so that not all come again at the same moment.
    func settlement(
        at now: Instant, random: (ClosedRange<Int64>) -> Int64 = { .random(in: $0) }
    ) -> Settlement {
        func queued(_ reason: String, attempts: Int, in microseconds: ClosedRange<Int64>) -> Settlement {
            let dueAt = Instant(microseconds: now.microseconds + random(microseconds))
            return Settlement(notification, .queued, reason: reason, attempts: attempts, dueAt: dueAt)
        }
        switch outcome {
        case .sent: return Settlement(notification, .sent, attempts: number, channel: channel)
        case .failed(let reason): return Settlement(notification, .failed, reason: reason, attempts: number)
        case .unknown(let reason): return Settlement(notification, .unknown, reason: reason, attempts: number)
        case .retry(let reason) where number >= Self.most:
            let reason = "given up after \(number) attempts: \(reason)"
            return Settlement(notification, .failed, reason: reason, attempts: number)
        case .retry(let reason): return queued(reason, attempts: number, in: Self.delay(after: number))
        case .later(let reason, let moment):
            return Settlement(notification, .queued, reason: reason, attempts: number - 1, dueAt: moment)
        case .postponed(let reason): return queued(reason, attempts: number - 1, in: 15_000_000...30_000_000)
        }
    }

    /// Exponential backoff with jitter, in microseconds: about 10 s, 20 s, 40 s … at most an hour.
    private static func delay(after attempt: Int) -> ClosedRange<Int64> {
        let longest: Int64 = min(3_600_000_000, 10_000_000 << Int64(min(attempt - 1, 10)))
        return (longest / 2)...longest
    }
}
