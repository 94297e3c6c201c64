/// A case as the rules of retention see it.
package struct RetainedCase: Sendable {
    package var state: CaseState
    package var isAnonymous: Bool
    package var isConfidential: Bool
    /// When a part was taken away last.
    package var erased: [CasePart: Instant]
    /// Parts for which there is a key: of what was taken away, something was said again since.
    package var keyed: Set<CasePart>
    /// What was said last about keeping it.
    package var hold: RetentionHold?
    /// Whether the case that it follows is not over.
    package var isLeaderOpen: Bool

    package init(
        _ state: CaseState, isAnonymous: Bool = false, isConfidential: Bool = false, erased: [CasePart: Instant] = [:],
        keyed: Set<CasePart> = [], hold: RetentionHold? = nil, isLeaderOpen: Bool = false
    ) {
        (self.state, self.isAnonymous, self.isConfidential) = (state, isAnonymous, isConfidential)
        (self.erased, self.keyed, self.hold, self.isLeaderOpen) = (erased, keyed, hold, isLeaderOpen)
    }

    /// From when the time of a part counts; nil: there is nothing of it any more. What was said after an erasure has its time as well.
    func start(of part: CasePart) -> Instant? {
        guard let end = state.endedAt else { return nil }
        guard let erased = erased[part] else { return end }
        return keyed.contains(part) ? max(end, erased) : nil
    }

    /// Why nothing of it is touched; nil: it may be.
    package func bar(at now: Instant) -> RetentionBar? {
        if state.status.isOpen { return .open }
        if let hold, hold.isHeld { return .held }
        if state.contestedAt != nil || state.isObjected { return .contested }
        if state.isObjectable(at: now) { return .objection }
        // The journal hears of a hand-over, and never of its end.
        if let handedUp = state.ombudsmanAt, state.hasConsent, hold.map({ $0.at < handedUp }) ?? true {
            return .ombudsman
        }
        return isLeaderOpen ? .followed : nil
    }
}

/// Somebody's word that a case must stay whatever the rules say, or that it need not any more.
package struct RetentionHold: Sendable, Equatable {
    package var isHeld: Bool
    package var at: Instant
    package var actor: String
    package var reason: String

    package init(isHeld: Bool, at: Instant, actor: String, reason: String) {
        (self.isHeld, self.at, self.actor, self.reason) = (isHeld, at, actor, reason)
    }
}
