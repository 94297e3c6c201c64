import Complaints
import Contract
import Shared
import Store

extension IntakeItem {
    /// The verdict, with what its sender is told beside it, if they have asked.
    func answering(_ verdict: Verdict, at now: Instant, _ outcome: @autoclosure () -> SubmissionOutcome) -> Verdict {
        guard let sender else { return verdict }
        let (key, outcome) = (submission.key, outcome())
        let answer = sender.answer(outcome.id(of: key), outcome.json(of: key, at: now), trace: trace)
        return .passAll(verdict.outbound + [answer])
    }
}

extension SubmissionOutcome {
    /// - Parameter isFirst: whether no earlier one of its batch is the same.
    init(_ registration: Registration, _ complaint: NewComplaint, isFirst: Bool) {
        let code = complaint.code.description
        self =
            switch registration {
            case .new where isFirst: .registered(complaint.id, code: code)
            case .new: .duplicate(complaint.id, code: code)
            case .answer(let kept), .reading(let kept): .kept(kept)
            case .duplicate(let known) where known.answer != nil: .kept(known.entry.complaint)
            case .duplicate(let known): .duplicate(known.entry.complaint, code: known.entry.details.code ?? code)
            }
    }
}
