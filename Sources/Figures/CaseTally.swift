package import Complaints

/// What is counted or summed over cases. Measures are made of these and of nothing else.
package enum CaseTally: Hashable, Sendable {
    case cases
    case status(CaseStatus)
    /// Closed cases, by who or what closed them.
    case closed(Closing)
    /// Filed cases, by why.
    case filed(Filing)
    /// Cases of which a legal deadline was ever missed.
    case everOverdue
    /// Those of them that were late only with others than who has them now.
    case overdueElsewhere
    /// Cases that wait although a legal deadline has passed.
    case overdue
    case waitingAtDesk
    /// Cases that a body got and has not answered.
    case waitingAtBody
    /// Bodies that had the cases, summed.
    case hops
    /// Refusals, summed.
    case refusals
    case refused
    case reopened
    case disputed
    /// Those of them whose closings others answer for.
    case disputedElsewhere
    /// Cases whose reporters have agreed to the end themselves.
    case confirmed
    /// Cases that their reporters have rated themselves.
    case rated
    /// Their stars, summed.
    case stars
    /// Cases that the application of their channel has rated for their reporters.
    case ratedByChannel
    /// Those stars, summed.
    case starsByChannel
    /// Cases to whose end the application of their channel has agreed for their reporters.
    case confirmedByChannel
    /// Cases to whose closings none but the application of their channel has objected.
    case disputedByChannel
    /// Cases whose reporters were asked some time after the closing whether it is really solved.
    case askedAgain
    /// Those of them whose reporters have said.
    case answeredAgain
    /// Those of them whose reporters have said that it is.
    case holding
    /// Filed cases whose reporters say that this is wrong, and on which nobody has decided since.
    case contested
    case pasted
    case asked
    /// Cases that nobody has ended.
    case open
    /// Open cases, by how long they have waited.
    case waiting(WaitingAge)
    /// Cases whose deadlines to verify and to complete have passed, whatever became of them.
    case ripe
    /// Those of them that are finished.
    case ripeResolved
    /// Cases that were closed at least once.
    case everClosed
    /// Events of a name; in figures of activity only.
    case event(CaseEvent)
    /// Deadlines that fell due, of a kind or of all; in figures of deadlines only.
    case due(DutyDeadline?)
    /// Those of them that were kept.
    case kept(DutyDeadline?)

    package enum Closing: String, Hashable, CaseIterable, Sendable {
        case officer
        case reporter
        /// Ten working days without a reply.
        case silence
        /// Ten working days in which the body owed an answer; no case closes so any more.
        case silenceOfBody = "silence_body"
        /// Something that the journal does not name.
        case other
    }

    package enum Filing: String, Hashable, CaseIterable, Sendable {
        /// The reporter never answered the question.
        case noAnswer = "no_answer"
        /// The reporter took it back.
        case withdrawn
        case merged
        case other
    }

    /// Wholes and the parts that they consist of; parts of a part stand before it.
    static let sums: [(whole: CaseTally, parts: [CaseTally])] = [
        (.status(.selesai), Closing.allCases.map { .closed($0) }),
        (.status(.arsip), Filing.allCases.map { .filed($0) }),
        (.open, WaitingAge.allCases.map { .waiting($0) }),
        (.due(nil), DutyDeadline.allCases.map { .due($0) }),
        (.kept(nil), DutyDeadline.allCases.map { .kept($0) }),
        (.cases, CaseStatus.allCases.map { .status($0) }),
    ]
}

package enum WorkingTime: String, Hashable, CaseIterable, Sendable {
    case firstReply = "first_reply"
    /// From the first disposition, or the submission, to the closing.
    case completion
    /// From the first closing to the second, of cases that were taken up again.
    case secondClosing = "second_closing"
}
