/// A command of casework: what somebody wants to happen to a case.
package struct CaseCommand: Sendable, Equatable {
    package enum Target: Sendable, Hashable {
        case code(String)
        case id(ComplaintID)
    }

    /// Idempotency key: the same key is the same command, however often it comes.
    package var key: String
    package var name: CommandName
    package var target: Target
    package var actor: CaseActor
    /// The version that the sender has seen; nil: whatever it is.
    package var expectedVersion: Int?
    /// Why. Reporter and officers read it.
    package var reason: String?
    /// Words for the other side: question, answer, reply.
    package var text: String?
    /// What was decided (close).
    package var decision: String?
    /// What was done (close).
    package var action: String?
    /// How to go further (close).
    package var further: String?
    /// Code of the body that the case goes to (disposition, transfer), or whose business it is (refuse).
    package var body: String?
    /// Why it is archived, as a code.
    package var cause: String?
    package var kind: ReportKind?
    /// Whether it is berkadar pengawasan after verification.
    package var isMisconduct: Bool?
    package var category: String?
    package var stars: Int?
    /// Tracking code of the case to follow (merge).
    package var into: String?
    /// Whom to hand it up to (escalate).
    package var level: EscalationLevel?
    /// Whether the reporter agrees to a hand-over to the Ombudsman (escalate).
    package var consent: Bool?
    /// Where the text is kept already (answers that came in by a channel).
    package var correspondence: ComplaintID?
    /// Whether the words that are kept say that the reporter objects.
    package var isObjection = false
    /// Whether they say that it is really solved.
    package var isSettlement = false
    /// Whether they say that the reporter agrees to a hand-over to the Ombudsman.
    package var isConsent = false
    /// What its sender traces it by; it is no part of what the command says.
    package var trace: TraceParent?

    package init(_ name: CommandName, key: String, target: Target, actor: CaseActor) {
        self.name = name
        self.key = key
        self.target = target
        self.actor = actor
    }

    /// What is kept of it for the other side to read; nil when it has no words.
    package var words: String? {
        let closing = [(Self.decisionLabel, decision), ("Tindakan", action), ("Langkah lanjutan", further)]
            .compactMap { label, text in text.map { "\(label): \($0)" } }
        return closing.isEmpty ? text : (closing + [text].compactMap(\.self)).joined(separator: "\n")
    }

    private static let decisionLabel = "Keputusan"

    /// The decision alone, of the words that a closing keeps; of others all.
    package static func decision(in words: String) -> Substring {
        let label = decisionLabel + ": "
        guard words.hasPrefix(label) else { return words[...] }
        return words.dropFirst(label.count).prefix { !$0.isNewline }
    }
}

/// Why a command was not carried out. The case is unchanged; the sender is told.
package struct CommandRefusal: Error, Sendable, Equatable {
    /// Stable, for programs.
    package enum Code: String, CaseIterable, Sendable {
        case unknownCase = "case_unknown"
        /// Another command had this key; nobody noted whose, or it is intake's.
        case keyTaken = "key_taken"
        /// Another command of the same sender had this key.
        case idReused = "command_id_reused"
        case versionConflict = "version_conflict"
        case illegalMove = "illegal_move"
        case notPermitted = "not_permitted"
        case notYours = "not_yours"
        case incomplete
        case unknownBody = "body_unknown"
        case unknownCategory = "category_unknown"
        /// The case is there already.
        case sameBody = "same_body"
        case refusedBefore = "refused_before"
        case binding
        /// Misuse of office goes to an inspectorate, never to the unit complained about.
        case misconduct = "supervised"
        /// The case to follow does not exist, is this one, is filed, or follows another itself; or others follow this one.
        case badMerge = "bad_merge"
        case ratedBefore = "rated_before"
        case confirmedBefore = "confirmed_before"
        /// Who acted on it as an officer does not act on it as its reporter.
        case actedAsOfficer = "acted_as_officer"
        /// It was refused or sent back twice: the national desk decides.
        case inCircles = "in_circles"
        /// Officers have asked twice; a further question is the coordinator's.
        case askedEnough = "asked_enough"
        /// The time to object is over.
        case objectionLate = "objection_late"
        /// The reporter has objected, and nobody has replied since.
        case replyFirst = "reply_first"
        /// Letters or marks in the place of words.
        case tooFewWords = "too_few_words"
        /// The question does not fit an SMS.
        case tooLong = "text_too_long"
        /// The question has characters that an SMS cannot carry.
        case notSMS = "text_not_sms"
        /// The reporter left no number or address on their channel.
        case unreachable

        // The command does not prove who gives it.

        case tokenMissing = "token_missing"
        /// The header holds something else than a token of the contract.
        case tokenMalformed = "token_malformed"
        case tokenSignature = "token_signature"
        case tokenIssuerUnknown = "token_issuer_unknown"
        /// The issuer or its key is revoked, or the key's time is not now.
        case tokenRevoked = "token_revoked"
        case tokenExpired = "token_expired"
        case tokenNotYet = "token_not_yet"
        /// The issuer may not speak for the role.
        case tokenRole = "token_role"
        /// The issuer may not speak for the body.
        case tokenBody = "token_body"
        /// The token is another message's.
        case tokenOtherCommand = "token_other_command"
        /// The token's id was another message's.
        case tokenReplayed = "token_replayed"
        /// The reporter's secret is missing, or another case's.
        case tokenSecret = "token_secret"
        /// Wrong secrets came too often, or codes were asked for too often.
        case tooManyTries = "too_many_tries"
    }

    package let code: Code
    /// A sentence: what is wrong and what to do.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}

/// What decisions about cases rest on besides the cases themselves.
package struct CaseRules: Sendable {
    package var clocks: LegalClocks
    package var bodies: [String: Body]
    /// Bodies that cannot act: no officer, no valid decree. The body above holds their cases.
    package var dormant: Set<String>
    package var categories: Set<String>

    package init(clocks: LegalClocks, bodies: [Body], dormant: Set<String> = [], categories: Set<String> = []) {
        self.clocks = clocks
        self.bodies = Dictionary(bodies.map { ($0.code, $0) }) { first, _ in first }
        self.dormant = dormant
        self.categories = categories
    }

    /// The body above that holds a case for `body`; nil when it can act itself.
    package func holder(for body: String) -> String? {
        guard dormant.contains(body) else { return nil }
        var code = bodies[body]?.parentCode
        while let current = code, dormant.contains(current) { code = bodies[current]?.parentCode }
        return code
    }

    package func isAbove(_ upper: String, _ body: String) -> Bool {
        var code: String? = body
        while let current = code {
            if current == upper { return true }
            code = bodies[current]?.parentCode
        }
        return false
    }
}
