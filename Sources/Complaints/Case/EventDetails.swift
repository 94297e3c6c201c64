/// What an event says besides its name: the journal's data, typed. What an event does not say is nil.
///
/// An event carries results, not reasons to compute them again: clocks with their deadlines, working days taken. So the
/// journal replays to the same state and the same figures whatever calendar, rules or program read it later.
package struct EventDetails: Sendable, Equatable {
    /// A deadline that moved because calendar or rules changed.
    package struct Move: Sendable, Equatable {
        package var clock: DeadlineClock
        package var before: Instant
        package var after: Instant

        package init(clock: DeadlineClock, before: Instant, after: Instant) {
            self.clock = clock
            self.before = before
            self.after = after
        }
    }

    /// How sure routing is of what it decided, and why.
    package struct Reasoning: Sendable, Equatable {
        /// 0…1; written to two decimals.
        package var confidence: Double
        package var why: Why?
        /// First complaint of the incident that this one reports once more.
        package var incident: ComplaintID?

        package init(confidence: Double, why: Why? = nil, incident: ComplaintID? = nil) {
            self.confidence = confidence
            self.why = why
            self.incident = incident
        }
    }

    /// Why in short: rule, model and candidates; none of the citizen's words.
    package struct Why: Sendable, Equatable {
        /// What decided, as routing names it.
        package var basis: String?
        /// The rule that decided, with the version of the rules: `puskesmas@3`.
        package var rule: String?
        /// The model that read the text, with its version.
        package var model: String?
        /// Agency families, the likeliest first.
        package var candidates: [ClassCandidate]

        package init(basis: String?, rule: String?, model: String?, candidates: [ClassCandidate]) {
            self.basis = basis
            self.rule = rule
            self.model = model
            self.candidates = candidates
        }
    }

    package init() {}

    // MARK: The report (registered, verified, assigned, unrouted)

    package var code: String?
    package var channel: String?
    /// What the citizen says it is.
    package var kind: ReportKind?
    /// When it was submitted, if that was not when it was stored.
    package var submittedAt: Instant?
    /// Kemendagri code of the place.
    package var region: String?
    package var category: String?
    package var zone: IndonesianZone?
    /// Berkadar pengawasan.
    package var isMisconduct: Bool?
    /// Danger to life.
    package var isUrgent: Bool?
    /// Rahasia: whoever hears of it must have asked for confidential cases. True or nil.
    package var isConfidential: Bool?
    /// Anonim: the body does not learn who reported. True or nil.
    package var isAnonymous: Bool?

    /// Code of another case on which its reporter is being asked something, when this was read as a report of its own
    /// (registered).
    package var questionOn: String?
    /// Code of another case that the report names (registered).
    package var names: String?
    /// Why it is a report of its own, though it was sent as words on a case (registered).
    package var unmatched: UnmatchedWords?
    /// The broker's account that sent it (registered); nil: its sender did not say.
    package var account: String?

    // MARK: Where it is

    /// Where the case stands afterwards, when the event's name does not say it.
    package var status: CaseStatus?
    /// Bodies that have had it, this one included.
    package var hop: Int?
    /// The body that must answer, or that refused, or that the case goes to.
    package var body: String?
    package var coordinator: String?
    /// The body above that holds the case because `body` cannot act.
    package var heldAt: String?
    /// Who had the case until then, the body above if that held it, where another has it now.
    package var former: String?
    /// Whose business it is, says the body that refused.
    package var suggested: String?
    package var isBinding: Bool?
    /// Code of the case that this one follows.
    package var into: String?

    // MARK: Who and why

    /// In what role the actor acted; nil: a worker of the pipeline.
    package var role: CaseRole?
    /// The body or desk that an official acted for; nil: their application does not say, or it was no official.
    package var actingFor: String?
    package var reason: String?
    /// Why, as a code: `officer`, `reporter`, `silence` (closed); `no_answer`, `spam`, … (archived).
    package var cause: String?
    package var consent: Bool?
    package var stars: Int?
    /// Further cases that got the very same words from the same body.
    package var pasted: Int?

    /// What became of words that the reporter sent as a message, of which they are told (added, answered, counter_replied).
    package var taken: TakenWords?

    // MARK: Clocks

    /// All clocks that run or are paused after the event; nil: unchanged.
    package var clocks: [RunningClock]?
    package var clock: DeadlineClock?
    package var step: ClockStep?
    package var due: Instant?
    /// Whom an escalation goes to: head, coordinator, national, ombudsman.
    package var level: EscalationLevel?
    /// Until when it had to be verified (assigned).
    package var verifyDue: Instant?
    /// What routing found (assigned, unrouted); nil where people decided, who are sure.
    package var reasoning: Reasoning?
    /// Working days taken: until the first reply, or the closing; of a deadline that has passed, those since then.
    package var workingDays: Int?
    /// Until when the reporter may object (closed).
    package var objectionDue: Instant?
    package var moves: [Move]?

    /// Who vouched for the actor; nil: a worker, or words that came by the reporter's own channel.
    package var proof: CommandProof?

    /// What its sender traces the cause by; nil: they do not.
    package var trace: TraceParent?
}

/// The token that a command was proved by. An object, because few events have one and all are passed on often.
package final class CommandProof: Sendable, Equatable {
    /// Name of the issuer that signed it.
    package let issuer: String
    /// The token's own id (`jti`).
    package let token: String
    /// How a reporter proved themselves; nil: it was no reporter, or nobody noted it.
    package let reporter: ReporterProof?

    package init(issuer: String, token: String, reporter: ReporterProof? = nil) {
        self.issuer = issuer
        self.token = token
        self.reporter = reporter
    }

    package static func == (left: CommandProof, right: CommandProof) -> Bool {
        (left.issuer, left.token, left.reporter) == (right.issuer, right.token, right.reporter)
    }
}

/// Why a message that was sent as words on a case became a report of its own; raw values are the contract's words.
package enum UnmatchedWords: String, Hashable, CaseIterable, Sendable {
    /// What it names is no case of its sender's: mistyped, or somebody else's.
    case codeUnknown = "code_unknown"
    /// It names none, and its sender has none that it may be about.
    case noCase = "no_case"
    /// It names none, and its sender has several.
    case severalCases = "several_cases"
}

/// What became of words that a reporter sent as a message; raw values are the contract's words.
package enum TakenWords: String, Hashable, CaseIterable, Sendable {
    /// They stand with the case, for whoever has it.
    case added
    /// The same with an objection, because nothing is closed that it could be to.
    case early
    /// They stand with a closed case, to which the reporter may still object.
    case afterClosing = "after_closing"
    /// They stand with a closed case, to which nobody objects any more.
    case late
}

/// How somebody proved that they are the reporter; raw values are the contract's words.
package enum ReporterProof: String, Hashable, CaseIterable, Sendable {
    /// By the secret that they were told with their tracking code.
    case secret
    /// By a code that went to their own address.
    case code
    /// Not themselves: the application of the channel that they reported by vouches for them.
    case channel
}

package struct ClassCandidate: Sendable, Equatable {
    package var label: String
    /// Its probability, 0…1, calibrated: of ten with 0.8, eight are right.
    package var probability: Double

    package init(label: String, probability: Double) {
        self.label = label
        self.probability = probability
    }
}

/// Whom a case is handed up to; raw values are the contract's words.
package enum EscalationLevel: String, Hashable, CaseIterable, Sendable {
    /// Kepala instansi: the head of the body.
    case head
    /// Admin Koordinator.
    case coordinator
    /// Admin Nasional.
    case national
    /// Ombudsman Republik Indonesia, with the reporter's consent.
    case ombudsman
}

/// What happened to a case. An object, because it is passed on often and has many fields.
package final class JournalEntry: Sendable, Equatable {
    package let complaint: ComplaintID
    /// Its version after the event.
    package let version: Int
    package let event: CaseEvent
    package let at: Instant
    /// Name of the account or worker.
    package let actor: String
    package let details: EventDetails
    /// The channel of the case, by which its event is routed; nil: nobody has looked. It is no part of the row.
    package let channel: String?

    package init(
        complaint: ComplaintID, version: Int, event: CaseEvent, at: Instant, actor: String, details: EventDetails,
        channel: String? = nil
    ) {
        self.complaint = complaint
        self.version = version
        self.event = event
        self.at = at
        self.actor = actor
        self.details = details
        self.channel = channel ?? details.channel
    }

    package static func == (left: JournalEntry, right: JournalEntry) -> Bool {
        (left.complaint, left.version, left.event) == (right.complaint, right.version, right.event)
            && (left.at, left.actor, left.details) == (right.at, right.actor, right.details)
    }
}
