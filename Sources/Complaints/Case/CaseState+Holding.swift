extension CaseState {
    /// What brings an open case to who can act for it: the body above when its own is dormant, its own again when that one
    /// can act. Nil when it is there.
    ///
    /// - Parameter reasons: why a dormant body cannot act, in words.
    package func holdingStep(_ rules: CaseRules, reasons: (String) -> String?) -> CaseStep? {
        guard status.isOpen, let place = body ?? desk else { return nil }
        let holder = rules.holder(for: place)
        guard holder != heldAt else { return nil }
        var details = EventDetails()
        details.heldAt = holder
        guard holder != nil else { return CaseStep(.released, details) }
        details.reason = reasons(place)
        return CaseStep(.held, details)
    }

    /// Who has the case no more after `event`; nil: it stays, or nobody had it.
    ///
    /// - Parameter details: where the event takes it.
    package func former(losingTo details: EventDetails, by event: CaseEvent) -> String? {
        let next: String?
        switch event {
        case .assigned, .transferred: next = details.heldAt ?? details.body
        case .unrouted: next = details.coordinator
        case .held: next = details.heldAt
        case .released: next = body ?? desk
        default: return nil
        }
        let here = heldAt ?? body ?? desk ?? bodyBeforeAnswer
        return here == next ? nil : here
    }
}
