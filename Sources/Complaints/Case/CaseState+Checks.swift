/// What must be so before a command is carried out.
extension CaseState {
    func move(
        for command: CaseCommand, at now: Instant, _ rules: CaseRules
    ) throws(CommandRefusal) -> CaseMove {
        let (name, role) = (command.name.rawValue, command.actor.role)
        let mayObject = lastDayToObject(rules).map { now <= $0 } ?? true
        let rows = CaseMove.table.filter { move in
            move.command == command.name && suits(move, command)
                && (!move.needs.contains(.objecting) || command.isObjection && mayObject)
                && (!move.needs.contains(.settling) || command.isSettlement && mayConfirm)
                && (!move.needs.contains(.consenting) || command.isConsent && !hasConsent)
                // Whoever agrees once more answers no question.
                && (move.event != .answered || !command.isConsent)
        }
        let here = rows.filter { $0.from.contains(status) }
        guard !here.isEmpty else {
            let possible = possibleNames(for: role)
            throw CommandRefusal(
                .illegalMove,
                possible.isEmpty
                    ? "\(name) is not possible while the case is \(status.rawValue), nor is anything for the role \(role.rawValue)"
                    : "\(name) is not possible while the case is \(status.rawValue): the role \(role.rawValue) has \(possible)"
            )
        }
        guard let move = here.first(where: { $0.roles.contains(role) }) else {
            let roles = CaseRole.allCases.filter { role in here.contains { $0.roles.contains(role) } }
            throw CommandRefusal(
                .notPermitted,
                "\(name) is not for the role \(role.rawValue), only for \(roles.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return move
    }

    /// Whether the reporter has not agreed to its end, or has been asked again since.
    private var mayConfirm: Bool { !isConfirmed || isAskedAgain }

    /// The commands that a role has where the case is.
    private func possibleNames(for role: CaseRole) -> String {
        CommandName.allCases.filter { name in
            CaseMove.table.contains { move in
                move.command == name && move.from.contains(status) && move.roles.contains(role)
                    && !move.needs.contains(.kept) && (!move.needs.contains(.unanswered) || cause == "no_answer")
                    && (!move.needs.contains(.merged) || mergedInto != nil)
                    && (!move.needs.contains(.contested) || contestedAt != nil)
            }
        }.map(\.rawValue).joined(separator: ", ")
    }

    /// Whether the row is meant for this case and this command: a late answer revives only what was filed for want of it,
    /// words that came by a channel are taken in any case, and those that go on with an answer count as the answer.
    func suits(_ move: CaseMove, _ command: CaseCommand) -> Bool {
        (!move.needs.contains(.kept) || command.correspondence != nil)
            && (!move.needs.contains(.unanswered) || cause == "no_answer")
            && (!move.needs.contains(.contested) || contestedAt != nil)
            && (!move.needs.contains(.fresh) || takesFurtherWords)
    }

    /// Whether the reporter's further words are the rest of their answer, by which a body is found anew. What a government
    /// has, its body or its desk, goes nowhere by them before somebody there has read them.
    private var takesFurtherWords: Bool {
        isAnswerFresh && answers < Self.mostAnswers && (awaitsRouting || desk == nil || desk == Body.nationalDesk)
    }

    /// Messages of which each is an answer, one after the other: a program that answers every mail would have a body looked for
    /// without end.
    static let mostAnswers = 5

    /// An officer acts for the body that has the case, a coordinator for one above it. Who names no body is trusted: their
    /// application knows them.
    func checkActor(_ command: CaseCommand, _ rules: CaseRules) throws(CommandRefusal) {
        let actor = command.actor
        // Words that came by the reporter's own channel are theirs, whatever intake calls itself.
        // Another spelling of an account is the same account.
        let isOfficial = officials.contains { $0.lowercased() == actor.id.lowercased() }
        guard actor.role != .reporter || command.correspondence != nil || !isOfficial else {
            throw CommandRefusal(
                .actedAsOfficer,
                "\(actor.id) has acted on this case for a body: another account must act for its reporter")
        }
        guard let own = actor.body, actor.role == .officer || actor.role == .coordinator else { return }
        let places = [body, desk, heldAt].compactMap(\.self)
        let fits = places.contains { actor.role == .officer ? $0 == own : rules.isAbove(own, $0) }
        guard fits || places.isEmpty else {
            throw CommandRefusal(
                .notYours, "the case is with \(places.joined(separator: ", ")), not with \(own): leave it to them")
        }
    }

    func check(_ need: CommandNeed, of command: CaseCommand, other: CaseState?) throws(CommandRefusal) {
        let isOfficial = command.actor.role != .reporter
        switch need {
        case .reason: try require(command.reason, "reason", words: isOfficial ? 1 : 0)
        case .text:
            guard command.correspondence == nil else { break }
            try require(command.text, "text", words: isOfficial ? command.name == .reply ? Self.leastWords : 1 : 0)
        case .kept, .fresh, .unanswered, .timely, .objecting, .settling, .consenting, .contested: break
        case .body: try require(command.body, "body")
        case .closing:
            try require(command.decision, "decision", words: Self.leastWords)
            try require(command.action, "action", words: Self.leastClosingWords)
            try require(command.further, "further", words: Self.leastClosingWords)
        case .replied:
            guard !isObjected else {
                throw CommandRefusal(
                    .replyFirst,
                    "the reporter has objected: reply to the objection first, then \(command.name.rawValue)")
            }
        case .spam:
            guard command.cause == Self.spam || Self.earnedCauses.contains(command.cause ?? "") else {
                throw CommandRefusal(
                    .incomplete, "the case was replied to: only spam is filed now ('cause' spam), all else is closed")
            }
        case .stars:
            guard let stars = command.stars, 1...5 ~= stars else {
                throw CommandRefusal(.incomplete, "stars must be 1 to 5")
            }
        case .into:
            guard let other, other.id != id, other.mergedInto == nil, other.status != .arsip else {
                throw CommandRefusal(
                    .badMerge, "'into' must name another case that follows none itself and is not filed")
            }
        case .merged:
            guard mergedInto != nil else {
                throw CommandRefusal(.illegalMove, "the case follows no other: reopen it instead")
            }
        case .unmerged:
            guard mergedInto == nil else {
                throw CommandRefusal(.illegalMove, "the case follows another: unmerge it instead")
            }
        }
    }

    func known(_ category: String?, _ rules: CaseRules) throws(CommandRefusal) -> String? {
        guard let category, !rules.categories.contains(category) else { return category }
        throw CommandRefusal(.unknownCategory, "there is no category \(category): leave it out, or name another")
    }

    func require(_ text: String?, _ name: String, words: Int = 0) throws(CommandRefusal) {
        guard let text, !text.isEmpty else {
            throw CommandRefusal(.incomplete, "'\(name)' is required: add it, and send the command again")
        }
        guard words > 0, let fault = RealWords.fault(of: text, least: words) else { return }
        throw CommandRefusal(.tooFewWords, Self.reason(fault, name, words))
    }

    private static func reason(_ fault: RealWords.Fault, _ name: String, _ words: Int) -> String {
        let what =
            switch fault {
            case .tooFew: "says too little: different words that can be read, at least \(words)"
            case .placeholder(let mark): "has '\(mark)' where words belong: say it in full"
            case .courtesy: "greets or thanks and says nothing else: say what was decided or done"
            }
        return "'\(name)' \(what), as in 'Lampu sudah diganti hari ini'"
    }

    /// The cause of filing what is nobody's business.
    private static let spam = "spam"

    /// A reply, and a decision, have at least so many different words.
    private static let leastWords = 3

    /// What was done and how to go further say at least so much each.
    private static let leastClosingWords = 2

    /// Septets of a question that reach a reporter by SMS in full.
    package static let longestSMSQuestion = 80

    /// Questions that an officer asks without the coordinator: each of them stops the clocks.
    package static let mostOfficersQuestions = 2

    /// Whoever objects does so while it is remembered what was done; afterwards there is a new report.
    func checkTime(of command: CaseCommand, at now: Instant, _ rules: CaseRules) throws(CommandRefusal) {
        guard command.name == .dispute, let due = lastDayToObject(rules), due < now else { return }
        throw CommandRefusal(
            .objectionLate,
            "an objection was possible until \(zone.date(at: due)): send a new report that names \(code)")
    }

    /// Until when the reporter may object; what was closed before that was noted has the time of today's rules.
    private func lastDayToObject(_ rules: CaseRules) -> Instant? {
        objectionDue ?? endedAt.flatMap { rules.clocks.start(.objection, at: $0, in: place)?.due }
    }

    /// An SMS is sent whole and as it was written, or not at all.
    func checkQuestion(_ command: CaseCommand, _ way: QuestionWay) throws(CommandRefusal) {
        guard command.actor.role != .officer || officersQuestions < Self.mostOfficersQuestions else {
            throw CommandRefusal(
                .askedEnough,
                "officers have asked \(officersQuestions) times: decide on what is known, or have the coordinator ask")
        }
        guard way != .nowhere else {
            throw CommandRefusal(
                .unreachable,
                "the report names no number or address on its channel, so nobody could be asked: decide on what is known, or add one by 'lapor case contact'"
            )
        }
        guard way == .sms, let text = command.text else { return }
        guard GSM7.isFoldable(text) else {
            throw CommandRefusal(
                .notSMS,
                "the reporter gets the question by SMS, and it has characters that an SMS cannot carry: write it in plain letters, without emoji"
            )
        }
        guard GSM7.septets(GSM7.fold(text)) ?? .max <= Self.longestSMSQuestion else {
            throw CommandRefusal(
                .tooLong,
                "the reporter gets the question by SMS: shorten it to at most \(Self.longestSMSQuestion) characters")
        }
    }

    func checkTarget(of command: CaseCommand, _ rules: CaseRules) throws(CommandRefusal) {
        let moves: Set<CommandName> = [.refuse, .disposition, .transfer]
        if isBinding, moves.contains(command.name), command.actor.role != .national {
            throw CommandRefusal(
                .binding, "the national desk has assigned the case, and its decision binds: reply to the reporter")
        }
        if command.name == .refuse, body == nil, desk == nil {
            throw CommandRefusal(
                .illegalMove,
                "refuse is not possible while routing looks for a body: send it again when a body has the case")
        }
        if command.name == .transfer, command.body == desk, body == nil, let desk {
            throw CommandRefusal(.sameBody, "the case is with \(desk) already: name another body")
        }
        if command.name == .rate, stars != nil {
            throw CommandRefusal(
                .ratedBefore, "the case is rated already: a rating can be given anew after an objection")
        }
        if command.name == .confirm, !mayConfirm {
            throw CommandRefusal(.confirmedBefore, "the case is confirmed already: nothing more is needed")
        }
        guard let target = command.body else { return }
        guard let known = rules.bodies[target] else {
            throw CommandRefusal(.unknownBody, "there is no body \(target): 'lapor body list' has the codes")
        }
        guard command.name == .disposition || command.name == .transfer else { return }
        guard target != body || status == .belumTerverifikasi else {
            throw CommandRefusal(.sameBody, "the case is with \(target) already: name another body")
        }
        guard command.actor.role == .national || !refusals.contains(target) else {
            throw CommandRefusal(
                .refusedBefore,
                "\(target) has refused this case: it never goes back; only the national desk may, so name another body")
        }
        try checkCircle(to: target, command)
        if isMisconduct, known.kind == .opd {
            throw CommandRefusal(
                .misconduct,
                "misuse of office is examined by an inspectorate, never by a unit itself: name the inspectorate")
        }
    }

    /// A case that was refused or sent back twice is the national desk's, however it went: others may only hand it there.
    private func checkCircle(to target: String, _ command: CaseCommand) throws(CommandRefusal) {
        guard command.actor.role != .national, target != Body.nationalDesk else { return }
        guard bounces + (isReturn(to: target) ? 1 : 0) < Self.mostBounces else {
            throw CommandRefusal(
                .inCircles,
                "the case goes in circles, refusals and returns so far \(bounces): transfer it to \(Body.nationalDesk), which decides within the days of a verification, and binds"
            )
        }
    }
}
