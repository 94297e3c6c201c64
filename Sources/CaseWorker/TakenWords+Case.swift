import Complaints
import Store

extension Correspondence.Waiting {
    /// What their sender is told that became of them; nil: something else tells it, or nobody knows that they wait for that.
    ///
    /// - Parameter state: the case as they found it.
    func taken(by event: CaseEvent, from state: CaseState, at now: Instant) -> TakenWords? {
        guard isTold(of: event, state) else { return nil }
        if state.status == .selesai { return state.isObjectable(at: now) ? .afterClosing : .late }
        return purpose == .objection ? .early : .added
    }

    /// Who asks for something is told, and so is who writes into a dialogue, once. Mails a program may write on its own, whatever its
    /// words ask for, and what is said to it has no end: but for an SMS, who was told hears nothing more before an official acts.
    private func isTold(of event: CaseEvent, _ state: CaseState) -> Bool {
        guard state.channel == ReplyChannel.sms.rawValue || !state.isToldOfWords else { return false }
        return switch event {
        case .counterReplied: purpose != nil || state.lastWord != .reporter
        case .added: purpose != nil || isAddressed && state.channel != ReplyChannel.email.rawValue
        case .answered: purpose == .addition
        default: false
        }
    }
}
