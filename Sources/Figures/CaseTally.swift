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
    /// Cases that wait although a legal deadline has passed.
    case overdue
    /// Cases that a coordinator must verify or distribute.
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
    case confirmed
    /// Cases that a person rated.
    case rated
    /// Stars, summed.
    case stars
    case pasted
    case asked
    /// Events of a name; in figures of activity only.
    case event(CaseEvent)

    package enum Closing: String, Hashable, CaseIterable, Sendable {
        case officer
        case reporter
        /// Ten working days without a reply.
        case silence
        /// Something that the journal does not name.
        case other
    }

    package enum Filing: String, Hashable, CaseIterable, Sendable {
        /// The reporter never answered the question.
        case noAnswer = "no_answer"
        case merged
        case other
    }

    package static let ofCases: [CaseTally] =
        [.cases] + CaseStatus.allCases.map { .status($0) } + Closing.allCases.map { .closed($0) }
        + Filing.allCases.map { .filed($0) }
        + [
            .everOverdue, .overdue, .waitingAtDesk, .waitingAtBody, .hops, .refusals, .refused, .reopened, .disputed,
            .confirmed, .rated, .stars, .pasted, .asked,
        ]
    package static let ofActivity: [CaseTally] = CaseEvent.allCases.map { .event($0) }

    /// Wholes and the parts that they consist of; parts of a part stand before it.
    static let sums: [(whole: CaseTally, parts: [CaseTally])] = [
        (.status(.selesai), Closing.allCases.map { .closed($0) }),
        (.status(.arsip), Filing.allCases.map { .filed($0) }),
        (.cases, CaseStatus.allCases.map { .status($0) }),
    ]

    package func value(_ fact: CaseFact) -> Int {
        switch self {
        case .cases: 1
        case .hops: fact.hops
        case .refusals: fact.refusals
        case .stars: fact.stars ?? 0
        default: counts(fact) ? 1 : 0
        }
    }

    private func counts(_ fact: CaseFact) -> Bool {
        switch self {
        case .cases, .hops, .refusals, .stars: false
        case .status(let status): fact.status == status
        case .closed(let closing): fact.status == .selesai && Self.closing(fact.cause) == closing
        case .filed(let filing): fact.status == .arsip && Self.filing(fact.cause) == filing
        case .everOverdue: fact.wasOverdue
        case .overdue: fact.isOverdue
        case .waitingAtDesk: Self.waits(fact.status) && (fact.isAtDesk || fact.status == .belumTerverifikasi)
        case .waitingAtBody: fact.status == .belumDitindaklanjuti && !fact.isAtDesk
        case .refused: fact.refusals > 0
        case .reopened: fact.reopenings > 0
        case .disputed: fact.disputes > 0
        case .confirmed: fact.isConfirmed && fact.status == .selesai
        case .rated: fact.stars != nil
        case .pasted: fact.isPasted
        case .asked: fact.questions > 0
        case .event(let event): fact.event == event
        }
    }

    private static func waits(_ status: CaseStatus) -> Bool {
        status == .belumTerverifikasi || status == .belumDitindaklanjuti
    }

    private static func closing(_ cause: String?) -> Closing { cause.flatMap { Closing(rawValue: $0) } ?? .other }

    private static func filing(_ cause: String?) -> Filing { cause.flatMap { Filing(rawValue: $0) } ?? .other }
}

package enum WorkingTime: String, Hashable, CaseIterable, Sendable {
    /// From disposition to the first reply.
    case firstReply = "first_reply"
    /// From the first disposition, or the submission, to the closing.
    case completion

    /// The days of a case; nil: it has not come so far.
    package func days(_ fact: CaseFact) -> Int? {
        switch self {
        case .firstReply: fact.firstReplyDays
        case .completion: fact.completionDays
        }
    }
}
