import Complaints
import Contract
import Postgres
import Routing
import Store

/// All that a routing decision rests on besides the complaint itself.
struct RoutingKnowledge: Sendable {
    var router: Router
    var rules: CaseRules
    /// Version of the calendar that deadlines are computed by.
    var calendar: Int

    static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> RoutingKnowledge {
        // First: a calendar that comes into force meanwhile must not lend its number to deadlines of the one before.
        let calendar = try ReferenceTables.calendarVersion(&connection)
        let bodies = try ReferenceTables.bodies(&connection)
        return RoutingKnowledge(
            router: try ReferenceTables.router(&connection, bodies: bodies),
            rules: try ReferenceTables.caseRules(&connection, bodies: bodies), calendar: calendar)
    }
}

/// A decision with its deadlines, ready to be stored and announced. An object, because it is passed on often and has
/// many fields.
final class RoutedComplaint: Sendable {
    let complaint: RoutableComplaint
    let decision: RoutingDecision
    let at: Instant
    let zone: IndonesianZone
    /// All its clocks from now on.
    let clocks: [RunningClock]
    /// Hops including this one, if it is one.
    let hop: Int
    /// The incident that an earlier complaint reported, if this one reports the same.
    let incident: IncidentMatch?
    /// The data of the event, as the journal keeps it and the message carries it.
    let eventData: [UInt8]
    /// Why, as a JSON object, for those who may read the complaint.
    let explanation: [UInt8]

    /// Decides on `complaint` at the moment `now`.
    convenience init(_ complaint: RoutableComplaint, _ knowledge: RoutingKnowledge, now: Instant) {
        let decision = knowledge.router.decide(complaint.facts, refusals: complaint.refusals)
        self.init(complaint, complaint.state.map(decision.keeping) ?? decision, knowledge, now: now, incident: nil)
    }

    /// The same, knowing the incident.
    func reporting(_ incident: IncidentMatch, _ knowledge: RoutingKnowledge) -> RoutedComplaint {
        RoutedComplaint(complaint, decision, knowledge, now: at, incident: incident)
    }

    private init(
        _ complaint: RoutableComplaint, _ decision: RoutingDecision, _ knowledge: RoutingKnowledge, now: Instant,
        incident: IncidentMatch?
    ) {
        // A transfer is a hop that no decision of the ledger tells of.
        let hops = max(complaint.hops, complaint.state?.hop ?? 0)
        let hop = decision.event == .assigned ? hops + 1 : hops
        let zone =
            decision.regionCode.flatMap { knowledge.router.gazetteer.region(code: $0) }
            .flatMap { IndonesianZone(name: $0.zone) } ?? .wib
        let place = ClockPlace(
            zone: zone, region: decision.regionCode,
            caseClass: CaseClass(complaint.kind, isMisconduct: decision.isMisconduct))
        let clocks = Self.clocks(complaint, decision, at: now, in: place, knowledge.rules.clocks)
        self.complaint = complaint
        self.decision = decision
        self.hop = hop
        self.incident = incident
        at = now
        self.zone = zone
        self.clocks = clocks
        var json = JSONText(capacity: 512)
        json.raw(#"{"version":"#)
        json.number(complaint.version + 1)
        json.raw(#","code":"#)
        json.string(complaint.code)
        json.append(decision, hop: hop)
        if let incident {
            json.raw(#","incident":""#)
            json.raw(incident.id.description)
            json.raw("\"")
        }
        json.raw(#","zone":"#)
        json.string(zone.name)
        if decision.event == .assigned, let holder = knowledge.rules.holder(for: decision.bodyCode) {
            json.raw(#","held_at":"#)
            json.string(holder)
        }
        json.append(#","verify_due":"#, Self.verifyDue(complaint, clocks, in: place, knowledge.rules.clocks))
        json.append(#","first_reply_due":"#, clocks.first { $0.clock == .firstReply }?.due)
        json.raw(#","clocks":"#)
        json.raw(EventDetails.json(clocks, at: now))
        json.raw("}")
        eventData = json.bytes
        explanation = decision.explanation
    }

    /// A complaint that comes here for the first time has its clocks counted from its submission; one that comes back
    /// keeps those that run.
    private static func clocks(
        _ complaint: RoutableComplaint, _ decision: RoutingDecision, at now: Instant, in place: ClockPlace,
        _ legal: LegalClocks
    ) -> [RunningClock] {
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

    private static func verifyDue(
        _ complaint: RoutableComplaint, _ clocks: [RunningClock], in place: ClockPlace, _ legal: LegalClocks
    ) -> Instant? {
        clocks.first { $0.clock == .verify }?.due ?? complaint.state?.due(of: .verify)
            ?? legal.start(.verify, at: complaint.startedAt, in: place)?.due
    }

    var event: CaseEvent { decision.event }
    var status: CaseStatus { event.status ?? .belumTerverifikasi }
    var verifyDue: Instant? { clocks.first { $0.clock == .verify }?.due }
    var firstReplyDue: Instant? { clocks.first { $0.clock == .firstReply }?.due }
    var nextStepAt: Instant? { clocks.compactMap(\.next).min() }
    var version: Int { complaint.version + 1 }
}
