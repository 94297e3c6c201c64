import Postgres
import Shared

/// All that a routing decision rests on besides the complaint itself.
struct RoutingKnowledge: Sendable {
    var router: Router
    var clocks: LegalClocks

    static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> RoutingKnowledge {
        RoutingKnowledge(
            router: try ReferenceTables.router(&connection), clocks: try ReferenceTables.clocks(&connection))
    }
}

/// A decision with its deadlines, ready to be stored and announced. An object, because it is passed on often and has
/// many fields.
final class RoutedComplaint: Sendable {
    let complaint: RoutableComplaint
    let decision: RoutingDecision
    let at: Instant
    let zone: IndonesianZone
    let verifyDue: Instant?
    let firstReplyDue: Instant?
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
        self.init(complaint, decision, knowledge, now: now, incident: nil)
    }

    /// The same, knowing the incident.
    func reporting(_ incident: IncidentMatch, _ knowledge: RoutingKnowledge) -> RoutedComplaint {
        RoutedComplaint(complaint, decision, knowledge, now: at, incident: incident)
    }

    private init(
        _ complaint: RoutableComplaint, _ decision: RoutingDecision, _ knowledge: RoutingKnowledge, now: Instant,
        incident: IncidentMatch?
    ) {
        let hop = decision.event == .assigned ? complaint.hops + 1 : complaint.hops
        let zone =
            decision.regionCode.flatMap { knowledge.router.gazetteer.region(code: $0) }
            .flatMap { IndonesianZone(name: $0.zone) } ?? .wib
        // A channel's clock that runs ahead must not lengthen a legal term.
        let submitted = min(complaint.submittedAt, complaint.receivedAt)
        let verifyDue = knowledge.clocks.deadline(of: .verify, from: submitted, zone: zone)
        let firstReplyDue =
            decision.event == .assigned
            ? knowledge.clocks.deadline(of: .firstReply, from: now, zone: zone) : nil
        self.complaint = complaint
        self.decision = decision
        self.hop = hop
        self.incident = incident
        at = now
        self.zone = zone
        self.verifyDue = verifyDue
        self.firstReplyDue = firstReplyDue
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
        json.append(#","verify_due":"#, verifyDue)
        json.append(#","first_reply_due":"#, firstReplyDue)
        json.raw("}")
        eventData = json.bytes
        explanation = decision.explanation
    }

    var event: CaseEvent { decision.event }
    var status: CaseStatus { event.status }
    var version: Int { complaint.version + 1 }
}
