/// A case as its journal tells it.
public struct CaseState: Sendable, Equatable {
    /// The complaint.
    public let id: ComplaintID
    /// Events so far.
    public internal(set) var version = 0
    /// Tracking code.
    public internal(set) var code = ""
    /// Channel it came by.
    public internal(set) var channel = ""
    /// What the citizen says it is, or the coordinator after verification.
    public internal(set) var kind = ReportKind.pengaduan
    /// When the citizen sent it.
    public internal(set) var submittedAt = Instant(microseconds: 0)
    /// When it was stored.
    public internal(set) var registeredAt = Instant(microseconds: 0)
    /// Kemendagri code of the place.
    public internal(set) var region: String?
    /// Code of the category.
    public internal(set) var category: String?
    /// Legal time of the place; western until the place is known.
    public internal(set) var zone = IndonesianZone.wib
    /// Berkadar pengawasan.
    public internal(set) var isSupervised = false

    /// Where it stands.
    public internal(set) var status = CaseStatus.belumTerverifikasi
    /// The body that must answer.
    public internal(set) var body: String?
    /// The desk that must verify, while no body must answer.
    public internal(set) var desk: String?
    /// Whether a body must be found and routing has not looked yet, whatever else has happened since it was asked.
    public internal(set) var awaitsRouting = false
    /// The body that holds the case because the one that must act cannot.
    public internal(set) var heldAt: String?
    /// Bodies that have had it.
    public internal(set) var hop = 0
    /// Bodies that refused it, in order.
    public internal(set) var refusals: [String] = []
    /// Whether the present assignment binds.
    public internal(set) var isBinding = false
    /// Code of the case that it follows.
    public internal(set) var mergedInto: String?
    /// Where it stood before it was merged.
    public internal(set) var statusBefore: CaseStatus?

    /// When a coordinator verified it.
    public internal(set) var verifiedAt: Instant?
    /// When the present body got it, or had it before the reporter answered a question.
    public internal(set) var assignedAt: Instant?
    /// When the first body got it.
    public internal(set) var firstAssignedAt: Instant?
    /// Working days until the first reply of all.
    public internal(set) var firstReplyDays: Int?
    /// Working days until the last closing.
    public internal(set) var completionDays: Int?
    /// Who spoke last in a dialogue: the body, or the reporter.
    public internal(set) var lastWord: CaseRole?
    /// Why it was closed or archived last, as a code.
    public internal(set) var cause: String?
    /// Whether the reporter has confirmed the closing.
    public internal(set) var isConfirmed = false
    /// Objections of the reporter.
    public internal(set) var disputes = 0
    /// Times it was taken up again, by whomever.
    public internal(set) var reopenings = 0
    /// Questions to the reporter.
    public internal(set) var questions = 0
    /// When he was asked what he has not answered yet.
    public internal(set) var askedAt: Instant?
    /// From when to when others waited for his answers.
    public internal(set) var pauses: [Range<Instant>] = []
    /// The body that had the case when he answered, until somebody gets it: its time goes on.
    public internal(set) var bodyBeforeAnswer: String?
    /// Stars, one to five.
    public internal(set) var stars: Int?
    /// Legal deadlines of those who must act that passed before they acted, in the order in which that was noted.
    public internal(set) var missed: [MissedDeadline] = []
    /// Whether the body's own words were pasted into many cases.
    public internal(set) var isPasted = false
    /// Whether the reporter agrees to a hand-over to the Ombudsman.
    public internal(set) var hasConsent = false
    /// When it became ripe for the Ombudsman.
    public internal(set) var ombudsmanAt: Instant?
    /// Clocks that run or are paused.
    public internal(set) var clocks: [RunningClock] = []

    /// A case of which nothing is known yet.
    public init(id: ComplaintID) { self.id = id }

    /// The category, if a coordinator has looked at it.
    public var verifiedCategory: String? { verifiedAt == nil ? nil : category }

    /// Whether a legal deadline was ever missed.
    public var wasOverdue: Bool { !missed.isEmpty }

    /// Where deadlines see it.
    public var place: ClockPlace {
        ClockPlace(zone: zone, region: region, caseClass: CaseClass(kind, isSupervised: isSupervised))
    }

    /// When its clocks speak next; nil: never, as things are.
    public var nextStepAt: Instant? { clocks.compactMap(\.next).min() }

    /// When a clock runs out, if it runs.
    public func due(of clock: DeadlineClock) -> Instant? { clocks.first { $0.clock == clock }?.due }

    /// Whether a legal deadline of those who must act has passed and the case still waits.
    public var isOverdue: Bool { clocks.contains { $0.clock.hasLadder && $0.step >= .overdue } }
}

/// A legal deadline that passed before whoever had to act had acted.
public struct MissedDeadline: Sendable, Equatable {
    /// Its clock.
    public let clock: DeadlineClock
    /// When it passed.
    public let due: Instant
    /// When the journal noted it: when the clock spoke, or when the act came that stopped it.
    public let notedAt: Instant
}
