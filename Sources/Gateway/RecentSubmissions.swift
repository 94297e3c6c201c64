import Complaints
import Contract
import Synchronization

/// What is on its way to the broker, and what was taken lately, under which number: another report under the same number waits until it
/// is known what became of the one before, and is then told so. Intake, which knows all of them, parks what is not known here.
final class RecentSubmissions: Sendable {
    /// What may become of a submission now.
    enum Claim: Sendable, Equatable {
        /// It may be published, and must be settled afterwards.
        case free
        /// Another one under its number is under way.
        case held
        /// Its number is another one's.
        case reused
    }

    /// One that the broker has, or may have.
    private struct Taken {
        var content: UInt64
        /// Of what its code was made; nil: nobody was told one.
        var codeKey: SipHashKey?
    }

    /// Those under one number that say the same and are not confirmed yet, and who waits for that.
    private struct UnderWay {
        var content: UInt64
        var count: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private struct State {
        var underWay: [ComplaintID: UnderWay] = [:]
        var young: [ComplaintID: Taken] = [:]
        var old: [ComplaintID: Taken] = [:]

        func taken(_ name: ComplaintID) -> Taken? { young[name] ?? old[name] }
    }

    private let most: Int
    /// Numbers are somebody's words: here they are sixteen bytes that mean nothing elsewhere.
    private let key = SipHashKey(k0: .random(in: .min ... .max), k1: .random(in: .min ... .max))
    private let state = Mutex(State())

    /// - Parameter most: how many are known for certain.
    init(most: Int = 50_000) { self.most = most }

    /// What may become of a submission. The same may be under way more than once.
    func claim(_ submission: AcceptedSubmission) -> Claim {
        guard let name = name(submission) else { return .free }
        return state.withLock { state in
            if let taken = state.taken(name), taken.content != submission.contentHash { return .reused }
            guard var underWay = state.underWay[name] else {
                state.underWay[name] = UnderWay(content: submission.contentHash, count: 1)
                return .free
            }
            guard underWay.content == submission.contentHash else { return .held }
            underWay.count += 1
            state.underWay[name] = underWay
            return .free
        }
    }

    /// Says what became of one that was free.
    ///
    /// - Parameters:
    ///   - isTaken: whether the broker has it, or may have it: then its number is given away.
    ///   - codeKey: of what its code was made.
    func settle(_ submission: AcceptedSubmission, isTaken: Bool, codeKey: SipHashKey?) {
        guard let name = name(submission) else { return }
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            if isTaken {
                if state.young.count >= most { (state.old, state.young) = (state.young, [:]) }
                let known = state.taken(name)?.codeKey
                state.young[name] = Taken(content: submission.contentHash, codeKey: known ?? codeKey)
            }
            guard var underWay = state.underWay[name] else { return [] }
            underWay.count -= 1
            let waiting = isTaken || underWay.count == 0 ? underWay.waiting : []
            if !waiting.isEmpty { underWay.waiting = [] }
            state.underWay[name] = underWay.count == 0 ? nil : underWay
            return waiting
        }
        waiting.forEach { $0.resume() }
    }

    /// Waits until something is known of those that hold up a submission, which is never for longer than the broker is waited for.
    func wait(for submission: AcceptedSubmission) async {
        guard let name = name(submission) else { return }
        await withCheckedContinuation { continuation in
            let isHeld = state.withLock { state in
                guard state.taken(name) == nil, let content = state.underWay[name]?.content,
                    content != submission.contentHash
                else { return false }
                state.underWay[name]?.waiting.append(continuation)
                return true
            }
            if !isHeld { continuation.resume() }
        }
    }

    /// Of what the code was made that was told when it was taken; nil where nobody knows.
    func codeKey(of submission: AcceptedSubmission) -> SipHashKey? {
        name(submission).flatMap { name in state.withLock { $0.taken(name)?.codeKey } }
    }

    /// Nil of a part of a message: many have one number.
    private func name(_ submission: AcceptedSubmission) -> ComplaintID? {
        guard submission.part == nil else { return nil }
        return .derived(channel: submission.channel, externalID: submission.externalID, milliseconds: 0, key: key)
    }
}
