import Complaints
import Routing
import Store

/// Decides where complaints go and starts their clocks. Pure: the same complaints, knowledge and moment give the same
/// decisions.
struct RoutingDecider {
    let knowledge: RoutingKnowledge

    /// A decision, and what may be compared with earlier reports: nil for a complaint that comes back, which is linked
    /// already.
    struct Decided {
        var step: RoutedComplaint
        var report: IncidentMatching.Report?
    }

    /// - Parameters:
    ///   - trace: what the event that asks for it is traced by.
    ///   - isUnmatched: whether it was sent as words on a case.
    func decide(
        _ complaint: RoutableComplaint, at now: Instant, trace: TraceParent? = nil, isUnmatched: Bool = false
    ) -> Decided {
        let facts = facts(of: complaint)
        let text = words(of: complaint, facts)
        let isCircling = complaint.state.map { $0.bounces >= CaseState.mostBounces } ?? false
        let found = knowledge.router.decide(
            facts, text, refusals: complaint.refusals, isCircling: isCircling, isUnmatched: isUnmatched)
        let decision = complaint.state.map(found.keeping) ?? found
        // A transfer is a hop that no decision of the ledger tells of.
        let hops = max(complaint.hops, complaint.state?.hop ?? 0)
        let hop = decision.event == .assigned ? hops + 1 : hops
        let place = place(of: complaint, decision)
        let clocks = clocks(of: complaint, decision, at: now, in: place)
        var details = details(of: decision, hop: hop)
        details.code = complaint.code
        if complaint.isConfidential { details.isConfidential = true }
        if complaint.isAnonymous { details.isAnonymous = true }
        details.trace = trace
        details.zone = place.zone
        details.clocks = clocks
        details.verifyDue = verifyDue(of: complaint, clocks, in: place)
        details.former = complaint.state?.former(losingTo: details, by: decision.event)
        let entry = JournalEntry(
            complaint: complaint.id, version: complaint.version + 1, event: decision.event, at: now,
            actor: "RoutingWorker", details: details, channel: complaint.report.channel)
        let region = decision.regionCode.map { knowledge.router.gazetteer.regency(of: $0)?.code ?? $0 }
        return Decided(
            step: RoutedComplaint(complaint, decision, hop: hop, clocks: clocks, entry: entry),
            report: complaint.version > 1
                ? nil : IncidentMatching.Report(id: complaint.id, text: whole(text, facts).folded, region: region))
    }

    /// All words of a complaint, also those that are not the reporter's: reports of the same may differ in these alone.
    private func whole(_ own: ComplaintText, _ facts: ReportFacts) -> ComplaintText {
        own.text == facts.text ? own : ComplaintText(title: facts.title, text: facts.text)
    }

    /// The words that a complaint is routed by: the reporter's own in each message of theirs.
    private func words(of complaint: RoutableComplaint, _ facts: ReportFacts) -> ComplaintText {
        guard !complaint.answers.isEmpty else { return ComplaintText(title: facts.title, ownWordsOf: facts.text) }
        let report = OwnWords.routed(complaint.report.text) ?? complaint.report.text
        // One word is an answer; one that only says where makes no other matter of it.
        let answers = complaint.answers.map { OwnWords.of($0, least: 1) ?? $0 }.filter { !namesLandmark($0) }
        return ComplaintText(title: facts.title, text: ([report] + answers).joined(separator: "\n"))
    }

    private func namesLandmark(_ answer: String) -> Bool { knowledge.router.namesLandmark(answer) }

    /// What the reporter sent, what they answered to questions, and what a coordinator has found.
    private func facts(of complaint: RoutableComplaint) -> ReportFacts {
        var facts = complaint.report
        for answer in complaint.answers {
            if namesLandmark(answer) {
                facts.locationText = [facts.locationText, answer].compactMap(\.self).joined(separator: ", ")
            } else {
                facts.text += "\n" + answer
            }
        }
        // What a coordinator found to be misuse of office stays it: no unit may get it because its words are tame.
        if complaint.state?.isMisconduct == true { facts.kind = "pengaduan berkadar pengawasan" }
        if let verified = complaint.state?.verifiedCategory { facts.category = verified }
        return facts
    }

    private func place(of complaint: RoutableComplaint, _ decision: RoutingDecision) -> ClockPlace {
        let region = decision.regionCode.flatMap { knowledge.router.gazetteer.region(code: $0) }
        return ClockPlace(
            zone: region.flatMap { IndonesianZone(name: $0.zone) } ?? .wib, region: decision.regionCode,
            caseClass: CaseClass(complaint.kind, isMisconduct: decision.isMisconduct))
    }

    /// A complaint that comes here for the first time has its clocks counted from its submission; one that comes back
    /// keeps those that run.
    private func clocks(
        of complaint: RoutableComplaint, _ decision: RoutingDecision, at now: Instant, in place: ClockPlace
    ) -> [RunningClock] {
        let legal = knowledge.rules.clocks
        guard let state = complaint.state, !state.clocks.isEmpty else {
            return CaseState.firstClocks(
                submittedAt: complaint.startedAt, assigned: decision.event == .assigned, at: now, in: place, legal)
        }
        var details = EventDetails()
        details.zone = place.zone
        details.region = place.region
        details.isMisconduct = decision.isMisconduct
        details.body = decision.bodyCode
        return state.clocks(after: decision.event, details, at: now, legal) ?? state.clocks
    }

    private func verifyDue(
        of complaint: RoutableComplaint, _ clocks: [RunningClock], in place: ClockPlace
    ) -> Instant? {
        clocks.first { $0.clock == .verify }?.due ?? complaint.state?.due(of: .verify)
            ?? knowledge.rules.clocks.start(.verify, at: complaint.startedAt, in: place)?.due
    }

    /// What the journal says of a decision, without the citizen's words.
    private func details(of decision: RoutingDecision, hop: Int) -> EventDetails {
        let grounds = decision.grounds
        var details = EventDetails()
        if decision.event == .assigned {
            details.hop = hop
            details.body = decision.bodyCode
            details.heldAt = knowledge.rules.holder(for: decision.bodyCode)
        } else {
            details.coordinator = decision.bodyCode
        }
        details.region = decision.regionCode
        details.category = decision.categoryCode
        details.isMisconduct = decision.isMisconduct
        details.isUrgent = grounds.isUrgent
        details.reason = decision.reason
        details.reasoning = EventDetails.Reasoning(
            confidence: decision.confidence,
            why: EventDetails.Why(
                basis: grounds.basis?.rawValue, rule: grounds.versionedRule, model: grounds.models.first,
                candidates: grounds.reading.agency))
        return details
    }
}
