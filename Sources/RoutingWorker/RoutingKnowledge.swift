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
    /// The data of the event, as the journal keeps it and the message carries it.
    let eventData: [UInt8]

    /// Decides on `complaint` at the moment `now`.
    init(_ complaint: RoutableComplaint, _ knowledge: RoutingKnowledge, now: Instant) {
        let decision = knowledge.router.decide(complaint.facts)
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
        at = now
        self.zone = zone
        self.verifyDue = verifyDue
        self.firstReplyDue = firstReplyDue
        var json = JSONText(capacity: 512)
        json.raw(#"{"version":"#)
        json.number(complaint.version + 1)
        json.raw(#","code":"#)
        json.string(complaint.code)
        json.append(decision)
        json.raw(#","zone":"#)
        json.string(zone.name)
        json.append(#","verify_due":"#, verifyDue)
        json.append(#","first_reply_due":"#, firstReplyDue)
        json.raw("}")
        eventData = json.bytes
    }

    var event: CaseEvent { decision.event }
    var status: CaseStatus { event.status }
    var version: Int { complaint.version + 1 }
    var hop: Int { event == .assigned ? 1 : 0 }
}

extension RoutingDecision {
    /// What happened to the complaint.
    var event: CaseEvent {
        if case .assigned = outcome { return .assigned }
        return .unrouted
    }

    /// Who has it now: the body that must answer, or the coordinator's desk.
    var bodyCode: String {
        switch outcome {
        case .assigned(let code, _), .unrouted(let code, _): code
        }
    }

    /// Confidence in the body, or in the category where none was found.
    var confidence: Double {
        if case .assigned(_, let confidence) = outcome { return confidence }
        return categoryConfidence
    }
}

extension JSONText {
    fileprivate mutating func append(_ decision: RoutingDecision) {
        if decision.event == .assigned { raw(#","hop":1,"body":"#) } else { raw(#","coordinator":"#) }
        string(decision.bodyCode)
        if let region = decision.regionCode {
            raw(#","region":"#)
            string(region)
        }
        if let category = decision.categoryCode {
            raw(#","category":"#)
            string(category)
        }
        raw(#","confidence":"#)
        number(hundredths: decision.confidence)
        raw(decision.supervised ? #","supervised":true,"reason":"# : #","supervised":false,"reason":"#)
        string(decision.reason)
    }

    fileprivate mutating func append(_ key: String, _ instant: Instant?) {
        guard let instant else { return }
        raw(key)
        quoted { instant.appendRFC3339(to: &$0) }
    }
}
