import Complaints
import Store
import Testing

@testable import NotifyWorker

/// What becomes of a notification after an attempt.
@Suite struct AttemptTests {
    private let now = SampleCases.start

    private func settle(_ outcome: AttemptOutcome, number: Int = 1) -> Settlement {
        Attempt(notification: SampleCases.id(1), outcome: outcome, number: number)
            .settlement(at: now) { $0.upperBound }
    }

    private func settled(
        _ state: NotificationState, _ reason: String? = nil, attempts: Int = 1, after seconds: Int64? = nil
    ) -> Settlement {
        Settlement(
            SampleCases.id(1), state, reason: reason, attempts: attempts,
            dueAt: seconds.map { now.advanced(bySeconds: $0) })
    }

    @Test func `what has ended is not tried again`() {
        #expect(settle(.sent) == settled(.sent))
        #expect(settle(.failed("550")) == settled(.failed, "550"))
        #expect(settle(.unknown("lost")) == settled(.unknown, "lost"))
    }

    @Test func `what failed comes again later and later, and is given up in the end`() {
        #expect(settle(.retry("451")) == settled(.queued, "451", after: 10))
        #expect(settle(.retry("451"), number: 3) == settled(.queued, "451", attempts: 3, after: 40))
        #expect(settle(.retry("451"), number: 7) == settled(.queued, "451", attempts: 7, after: 640))
        #expect(settle(.retry("451"), number: 8) == settled(.failed, "given up after 8 attempts: 451", attempts: 8))
    }

    @Test func `what waits for a moment was no attempt, and is not given up`() {
        let moment = now.advanced(bySeconds: 600)
        #expect(settle(.later("no text", moment), number: 8) == settled(.queued, "no text", attempts: 7, after: 600))
        #expect(settle(.later(nil, moment)) == settled(.queued, attempts: 0, after: 600))
    }

    @Test func `what was not offered was no attempt`() {
        #expect(settle(.postponed("slow"), number: 8) == settled(.queued, "slow", attempts: 7, after: 30))
    }
}
