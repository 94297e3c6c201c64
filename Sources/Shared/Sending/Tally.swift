import Synchronization

/// Waits for the last of several outcomes, and tells all of them in their order.
final class Tally: Sendable {
    private let state: Mutex<(outcomes: [Publisher.Outcome], open: Int)>
    private let tell: @Sendable ([Publisher.Outcome]) -> Void

    init(_ count: Int, _ tell: @escaping @Sendable ([Publisher.Outcome]) -> Void) {
        state = Mutex(([Publisher.Outcome](repeating: .failure(.away), count: count), count))
        self.tell = tell
    }

    func note(_ outcome: Publisher.Outcome, at place: Int) {
        let all = state.withLock { state -> [Publisher.Outcome]? in
            state.outcomes[place] = outcome
            state.open -= 1
            return state.open == 0 ? state.outcomes : nil
        }
        if let all { tell(all) }
    }
}
