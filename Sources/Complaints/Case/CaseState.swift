/// A case as its journal tells it.
package struct CaseState: Sendable, Equatable {
    package let id: ComplaintID
    /// Events so far.
    package internal(set) var version = 0
    package internal(set) var code = ""
    package internal(set) var channel = ""
    /// What the citizen says it is, or the coordinator after verification.
    package internal(set) var kind = ReportKind.pengaduan
    package internal(set) var submittedAt = Instant(microseconds: 0)
    package internal(set) var registeredAt = Instant(microseconds: 0)
    /// Kemendagri code of the place.
    package internal(set) var region: String?
    package internal(set) var category: String?
    /// Legal time of the place; western until the place is known.
    package internal(set) var zone = IndonesianZone.wib
    /// Berkadar pengawasan.
    package internal(set) var isMisconduct = false
    /// Rahasia, as far as its events say so: those from before they did are silent.
    package internal(set) var isConfidential = false
    /// Anonim, likewise.
    package internal(set) var isAnonymous = false

    package internal(set) var status = CaseStatus.belumTerverifikasi
    package internal(set) var body: String?
    /// The desk that must verify, while no body must answer.
    package internal(set) var desk: String?
    /// Whether a body must be found and routing has not looked yet, whatever else has happened since it was asked.
    package internal(set) var awaitsRouting = false
    /// The body that holds the case because the one that must act cannot.
    package internal(set) var heldAt: String?
    /// Bodies that have had it.
    package internal(set) var hop = 0
    package internal(set) var refusals: [String] = []
    /// Times that people below the national desk sent it to where it had been (A→B→A): counted like refusals.
    package internal(set) var returns = 0
    /// Refusals and returns since the national desk decided last: after two nobody else moves the case.
    package internal(set) var bounces = 0
    /// Bodies and desks that it has left.
    package internal(set) var stays: [Stay] = []
    package internal(set) var isBinding = false
    /// Code of the case that it follows.
    package internal(set) var mergedInto: String?
    package internal(set) var statusBefore: CaseStatus?

    package internal(set) var verifiedAt: Instant?
    /// When the present body got it for the first time.
    package internal(set) var assignedAt: Instant?
    package internal(set) var firstAssignedAt: Instant?
    /// Working days until the first reply of all.
    package internal(set) var firstReplyDays: Int?
    /// Working days until the last closing.
    package internal(set) var completionDays: Int?
    /// Who spoke last in a dialogue: the body, or the reporter.
    package internal(set) var lastWord: CaseRole?
    /// Why it was closed or archived last, as a code.
    package internal(set) var cause: String?
    /// When it was closed or filed; nil while it is open.
    package internal(set) var endedAt: Instant?
    /// Until when the reporter may object to its last closing; nil: the journal does not say.
    package internal(set) var objectionDue: Instant?
    /// The clocks that ran when it was closed or filed.
    package internal(set) var endedClocks: [RunningClock] = []
    package internal(set) var isConfirmed = false
    /// Whether the reporter was asked again whether its end holds, and has not said.
    package internal(set) var isAskedAgain = false
    package internal(set) var disputes = 0
    /// Whether the reporter has objected and the body has not replied since.
    package internal(set) var isObjected = false
    /// Accounts that acted on it for a body or a desk.
    package internal(set) var officials: [String] = []
    /// When the reporter said first that its filing is wrong, since it was filed and looked at last; nil: they have not.
    package internal(set) var contestedAt: Instant?
    /// Whether the reporter has answered and nobody has acted since, besides routing and clocks.
    package internal(set) var isAnswerFresh = false
    /// Answers of the reporter since somebody of the government acted last.
    package internal(set) var answers = 0
    /// Whether the reporter was told since then what became of words of theirs.
    package internal(set) var isToldOfWords = false
    /// Times it was taken up again, by whomever.
    package internal(set) var reopenings = 0
    package internal(set) var questions = 0
    /// Questions that an officer asked, without the coordinator.
    package internal(set) var officersQuestions = 0
    /// When they were asked what they have not answered yet.
    package internal(set) var askedAt: Instant?
    /// From when to when others waited for their answers.
    package internal(set) var pauses: [Range<Instant>] = []
    /// The body that had the case when they answered, until somebody gets it: its time goes on.
    package internal(set) var bodyBeforeAnswer: String?
    /// What the reporter gave for how it was handled; nil again once they object to that.
    package internal(set) var stars: Int?
    /// Legal deadlines of those who must act that passed before they acted, in the order in which that was noted.
    package internal(set) var missed: [MissedDeadline] = []
    /// Whether the body's own words were pasted into many cases.
    package internal(set) var isPasted = false
    package internal(set) var hasConsent = false
    /// Codes to the reporter's own address that were asked for last.
    package internal(set) var codes: [AskedCode] = []
    package internal(set) var ombudsmanAt: Instant?
    package internal(set) var clocks: [RunningClock] = []

    package init(id: ComplaintID) { self.id = id }

    /// The category, if a coordinator has looked at it.
    package var verifiedCategory: String? { verifiedAt == nil ? nil : category }

    package var wasOverdue: Bool { !missed.isEmpty }

    /// Where deadlines see it.
    package var place: ClockPlace {
        ClockPlace(zone: zone, region: region, caseClass: CaseClass(kind, isMisconduct: isMisconduct))
    }

    /// When its clocks speak next; nil: never, as things are.
    package var nextStepAt: Instant? { clocks.compactMap(\.next).min() }

    package func due(of clock: DeadlineClock) -> Instant? { clocks.first { $0.clock == clock }?.due }

    /// Whether it is closed and the reporter may still object, as far as its journal says.
    package func isObjectable(at now: Instant) -> Bool {
        status == .selesai && (objectionDue.map { now <= $0 } ?? true)
    }

    /// Whether a legal deadline of those who must act has passed and the case still waits.
    package var isOverdue: Bool { status.isOpen && clocks.contains { $0.clock.hasLadder && $0.step >= .overdue } }
}

/// A legal deadline that passed before whoever had to act had acted.
package struct MissedDeadline: Sendable, Equatable {
    package let clock: DeadlineClock
    package let due: Instant
    /// When the journal noted it: when the clock spoke, or when the act came that stopped it.
    package let notedAt: Instant
}
