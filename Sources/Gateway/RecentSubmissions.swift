import Complaints
import Contract
import Synchronization

/// What was taken lately under which number, so that another report under the same number is told so at once. Intake, which knows all of
/// them, parks what is not known here.
final class RecentSubmissions: Sendable {
    private struct State {
        /// What the submission says, by its channel and number.
        var young: [ComplaintID: UInt64] = [:]
        var old: [ComplaintID: UInt64] = [:]
    }

    private let most: Int
    private let state = Mutex(State())

    /// - Parameter most: how many are known for certain.
    init(most: Int = 50_000) { self.most = most }

    /// Whether its number was given to another submission.
    func isReused(_ submission: AcceptedSubmission, _ key: SipHashKey) -> Bool {
        guard submission.part == nil else { return false }
        let name = Self.name(submission, key)
        return state.withLock { $0.young[name] ?? $0.old[name] }.map { $0 != submission.contentHash } ?? false
    }

    /// It was taken.
    func note(_ submission: AcceptedSubmission, _ key: SipHashKey) {
        guard submission.part == nil else { return }
        let name = Self.name(submission, key)
        state.withLock { state in
            if state.young.count >= most { (state.old, state.young) = (state.young, [:]) }
            state.young[name] = submission.contentHash
        }
    }

    /// Sixteen bytes instead of words that somebody has chosen.
    private static func name(_ submission: AcceptedSubmission, _ key: SipHashKey) -> ComplaintID {
        .derived(channel: submission.channel, externalID: submission.externalID, milliseconds: 0, key: key)
    }
}
