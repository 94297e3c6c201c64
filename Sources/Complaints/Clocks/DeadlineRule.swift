/// The clocks that run on a case, and the terms of their warnings; raw values are their names in tables and settings.
package enum DeadlineClock: String, Hashable, CaseIterable, Sendable {
    /// From submission, or refusal, to verification and disposition.
    case verify
    /// From disposition to the first reply of the body.
    case firstReply = "first_reply"
    /// From the reporter's objection or counter-question to the body's answer.
    case reply
    /// From the body's last reply, if the reporter keeps silent, to the automatic close.
    case silence
    /// From the question to the reporter until the case is filed as unanswered.
    case answer
    /// From disposition to the end of a permintaan informasi.
    case completeInformation = "complete_information"
    /// From disposition to the end of an aspirasi.
    case completeAspiration = "complete_aspiration"
    /// From disposition to the end of a pengaduan tidak berkadar pengawasan (no examination needed).
    case completeOrdinary = "complete_unsupervised"
    /// From disposition to the end of a pengaduan berkadar pengawasan (misuse of office: the Inspektorat examines).
    case completeMisconduct = "complete_supervised"
    /// From submission until the reporter may be referred to the Ombudsman.
    case ombudsman
    /// From closing until the reporter can no longer object; it runs on no case, it is looked up.
    case objection
    /// How long before a deadline whoever must act is reminded, and the reporter warned.
    case reminder
    /// From a missed deadline until the head of the body is told.
    case escalateHead = "escalate_head"
    /// From there until the coordinator is told.
    case escalateCoordinator = "escalate_coordinator"
    /// From there until the national desk is told.
    case escalateNational = "escalate_national"

    package var isCompletion: Bool {
        switch self {
        case .completeInformation, .completeAspiration, .completeOrdinary, .completeMisconduct: true
        default: false
        }
    }

    /// Whether a missed deadline goes up the ladder: officer, head of body, coordinator, national desk.
    package var hasLadder: Bool { self == .verify || isOfBody }

    /// Whether the body that has the case must act, and nobody else.
    package var isOfBody: Bool { isOfReply || isCompletion }

    /// Whether a reply of the body stops it.
    package var isOfReply: Bool { self == .firstReply || self == .reply }
}

/// How long a clock runs, from a day on: one row of the table of deadlines.
package struct DeadlineRule: Hashable, Sendable {
    package let clock: DeadlineClock
    /// Its length in working days.
    package let workingDays: Int
    /// The first day on which a clock that starts has this length.
    package let validFrom: CivilDate
    /// The last such day; nil: until a newer rule.
    package let validTo: CivilDate?
    /// The class it is for; nil: all.
    package let caseClass: CaseClass?
    /// Kemendagri code of the region it is for, with all below; empty: the nation.
    package let region: String

    package init(
        clock: DeadlineClock, workingDays: Int, validFrom: CivilDate, validTo: CivilDate? = nil,
        caseClass: CaseClass? = nil, region: String = ""
    ) {
        self.clock = clock
        self.workingDays = workingDays
        self.validFrom = validFrom
        self.validTo = validTo
        self.caseClass = caseClass
        self.region = region
    }

    func applies(on date: CivilDate, to place: ClockPlace?) -> Bool {
        validFrom <= date && validTo.map { date <= $0 } ?? true
            && (caseClass == nil || caseClass == place?.caseClass)
            && (region.isEmpty || place?.region.map { $0 == region || $0.hasPrefix(region + ".") } ?? false)
    }
}

/// The table of deadlines: regulations change lengths, and cases keep the length of the day their clock started.
package struct DeadlineRules: Hashable, Sendable {
    private let rules: [DeadlineClock: [DeadlineRule]]  // what is nearest to a case first, then newest

    /// A table of the given rows, in any order; of two rows for the same clock, place and day the later one given counts.
    package init(_ rules: some Sequence<DeadlineRule>) {
        self.rules = Dictionary(grouping: rules, by: \.clock).mapValues { rows in
            rows.reversed().sorted { Self.rank($0) > Self.rank($1) }
        }
    }

    private static func rank(_ rule: DeadlineRule) -> (Int, Int, CivilDate) {
        (rule.region.utf8.count, rule.caseClass == nil ? 0 : 1, rule.validFrom)
    }

    /// Working days of a clock that starts on `date`: by the rule for the nearest region, then the class, then the newest
    /// that is valid on that day; nil when there is none.
    package func days(for clock: DeadlineClock, on date: CivilDate, place: ClockPlace? = nil) -> Int? {
        rules[clock]?.first { $0.applies(on: date, to: place) }?.workingDays
    }
}
