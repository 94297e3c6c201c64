/// A row of the state machine: who may do what where, and where it leads.
package struct CaseMove: Sendable {
    package enum Destination: Sendable, Equatable {
        case to(CaseStatus)
        case same
        /// Back to where it was before it was merged.
        case before
    }

    package let command: CommandName
    package let from: Set<CaseStatus>
    package let roles: Set<CaseRole>
    package let event: CaseEvent
    package let destination: Destination
    package let needs: [CommandNeed]

    /// The state machine of a case (PermenPANRB 62/2018; the reporter's rights to answer, object and rate with it).
    package static let table: [CaseMove] = [
        .init(.verify, [.belumTerverifikasi], by: desks, .verified, .same),
        .init(
            .disposition, [.belumTerverifikasi, .belumDitindaklanjuti], by: desks, .assigned,
            .to(.belumDitindaklanjuti), needs: [.body, .reason]),
        .init(
            .refuse, [.belumTerverifikasi, .belumDitindaklanjuti], by: desks.union([.officer]), .refused,
            .to(.belumTerverifikasi), needs: [.reason]),
        .init(
            .transfer, [.belumTerverifikasi, .belumDitindaklanjuti], by: desks, .transferred,
            .to(.belumTerverifikasi), needs: [.body, .reason]),
        // What the reporter objects to is answered by whom they object to.
        .init(
            .transfer, [.proses], by: desks, .transferred, .to(.belumTerverifikasi), needs: [.body, .reason, .replied]),
        .init(
            .ask, [.belumTerverifikasi, .belumDitindaklanjuti], by: desks.union([.officer]), .asked, .to(.tunda),
            needs: [.text, .replied]),
        // Their own number or address proves them: no secret is typed there.
        .init(.answer, open, by: [.reporter], .escalated, .same, needs: [.kept, .consenting]),
        .init(.answer, [.tunda], by: [.reporter], .answered, .to(.belumTerverifikasi), needs: [.text]),
        .init(.answer, [.arsip], by: [.reporter], .answered, .to(.belumTerverifikasi), needs: [.text, .unanswered]),
        .init(
            .answer, [.belumTerverifikasi], by: [.reporter], .answered, .to(.belumTerverifikasi),
            needs: [.kept, .fresh]),
        .init(
            .answer, [.selesai], by: [.reporter], .disputed, .to(.proses), needs: [.kept, .objecting]),
        .init(.answer, [.selesai], by: [.reporter], .confirmed, .same, needs: [.kept, .settling]),
        // What the reporter writes into a dialogue is for the body to answer.
        .init(.answer, [.proses], by: [.reporter], .counterReplied, .to(.proses), needs: [.kept]),
        .init(.answer, Set(CaseStatus.allCases), by: [.reporter], .added, .same, needs: [.kept]),
        .init(.add, [.proses], by: [.reporter], .counterReplied, .to(.proses), needs: [.text]),
        .init(
            .add, Set(CaseStatus.allCases).subtracting([.proses]), by: [.reporter], .added, .same, needs: [.text]),
        .init(
            .reply, [.belumDitindaklanjuti, .proses], by: desks.union([.officer]), .replied, .to(.proses),
            needs: [.text]),
        .init(.counterReply, [.proses], by: [.reporter], .counterReplied, .to(.proses), needs: [.text]),
        .init(.close, [.proses], by: desks.union([.officer]), .closed, .to(.selesai), needs: [.closing, .replied]),
        .init(.close, [.proses], by: [.reporter], .closed, .to(.selesai)),
        .init(.confirm, [.selesai], by: [.reporter], .confirmed, .same),
        .init(.dispute, [.selesai], by: [.reporter], .disputed, .to(.proses), needs: [.reason, .timely]),
        .init(.rate, [.selesai], by: [.reporter], .rated, .same, needs: [.stars]),
        // Spam is filed from where it lies: no body needs to refuse what is nobody's business.
        .init(
            .archive, [.belumTerverifikasi, .belumDitindaklanjuti, .tunda], by: desks, .archived, .to(.arsip),
            needs: [.reason, .replied]),
        // Whoever has replied closes what is no spam, and says what was decided.
        .init(.archive, [.proses], by: desks, .archived, .to(.arsip), needs: [.reason, .spam, .replied]),
        // Whoever has looked at what the reporter says against a filing, and stays with it, says why.
        .init(.archive, [.arsip], by: desks, .archived, .to(.arsip), needs: [.reason, .contested]),
        // An officer asks for it; the coordinator decides, and until then the clocks run.
        .init(.archive, [.belumDitindaklanjuti, .proses], by: [.officer], .escalated, .same, needs: [.reason]),
        .init(.withdraw, open, by: [.reporter], .archived, .to(.arsip)),
        .init(.askCode, Set(CaseStatus.allCases), by: [.reporter], .codeAsked, .same),
        .init(.reopen, [.selesai], by: desks.union([.officer]), .reopened, .to(.proses), needs: [.reason]),
        .init(.reopen, [.arsip], by: desks, .reopened, .to(.belumTerverifikasi), needs: [.reason, .unmerged]),
        .init(.escalate, open, by: desks.union([.officer]), .escalated, .same, needs: [.reason]),
        .init(.escalate, open, by: [.reporter], .escalated, .same),
        .init(.merge, open, by: desks.union([.officer]), .merged, .to(.arsip), needs: [.into, .reason, .replied]),
        .init(.unmerge, [.arsip], by: desks, .unmerged, .before, needs: [.reason, .merged]),
    ]

    private static let desks: Set<CaseRole> = [.coordinator, .national]
    private static let open = Set(CaseStatus.allCases.filter(\.isOpen))

    private init(
        _ command: CommandName, _ from: Set<CaseStatus>, by roles: Set<CaseRole>, _ event: CaseEvent,
        _ destination: Destination, needs: [CommandNeed] = []
    ) {
        self.command = command
        self.from = from
        self.roles = roles
        self.event = event
        self.destination = destination
        self.needs = needs
    }

    /// What workers do by themselves, and from where: routing, clocks, the watch over dormant bodies.
    package static let automatic: [CaseEvent: Set<CaseStatus>] = [
        .assigned: [.belumTerverifikasi], .unrouted: [.belumTerverifikasi],
        // Of what is filed: somebody must look at what its reporter says against that.
        .reminded: [.belumTerverifikasi, .belumDitindaklanjuti, .proses, .arsip],
        // A deadline may have passed just before a question stopped the others.
        .overdue: open.union([.arsip]), .escalated: open.union([.arsip]),
        .warned: [.proses, .tunda], .closed: [.proses], .archived: [.tunda],
        .askedAgain: [.selesai], .rescheduled: open.union([.selesai, .arsip]),
        .held: open, .released: open,
    ]

    /// Whether the state machine has a way by `event` out of `status`; what replay checks.
    package static func allows(_ event: CaseEvent, from status: CaseStatus) -> Bool {
        automatic[event]?.contains(status) == true
            || table.contains { $0.event == event && $0.from.contains(status) }
    }
}

/// What a command must bring along, or the case must have, beyond the right status and role.
package enum CommandNeed: String, Sendable {
    case reason
    case text
    /// Words that came by the reporter's channel and are kept: they are never refused.
    case kept
    /// The reporter has just answered, nobody has acted on it since, and no government has the case.
    case fresh
    case body
    /// Decision, what was done, and how to go further.
    case closing
    /// One to five.
    case stars
    case into
    /// It was filed because nobody answered the question.
    case unanswered
    case merged
    case unmerged
    /// Its reporter says that it is wrong that it was filed, and nobody has decided on that.
    case contested
    /// Since the reporter objected, the body has replied: nothing ends an objected case before, and nobody passes it on.
    case replied
    /// It is filed as spam, and for nothing else.
    case spam
    /// The time in which the reporter may object is not over.
    case timely
    /// The kept words say that the reporter objects, and that is still possible.
    case objecting
    /// The kept words say that it is really solved, and the reporter has not said so since they were asked.
    case settling
    /// The kept words say that the reporter agrees to a hand-over to the Ombudsman, and they have not said so.
    case consenting
}
