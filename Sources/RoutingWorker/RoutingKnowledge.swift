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

    /// Decides on `complaint` at the moment `now`.
    init(_ complaint: RoutableComplaint, _ knowledge: RoutingKnowledge, now: Instant) {
        self.complaint = complaint
        at = now
        decision = knowledge.router.decide(complaint.facts)
        zone = decision.regionCode.flatMap { knowledge.router.gazetteer.region(code: $0) }
            .flatMap { IndonesianZone(name: $0.zone) } ?? .wib
        // A channel's clock that runs ahead must not lengthen a legal term.
        let submitted = min(complaint.submittedAt, complaint.receivedAt)
        verifyDue = knowledge.clocks.deadline(of: .verify, from: submitted, zone: zone)
        if case .unrouted = decision.outcome {
            firstReplyDue = nil
        } else {
            firstReplyDue = knowledge.clocks.deadline(of: .firstReply, from: now, zone: zone)
        }
    }

    var event: CaseEvent {
        if case .assigned = decision.outcome { return .assigned }
        return .unrouted
    }

    var status: CaseStatus { event == .assigned ? .belumDitindaklanjuti : .belumTerverifikasi }
    var version: Int { complaint.version + 1 }
    var hop: Int { event == .assigned ? 1 : 0 }

    /// Who has it now: the body that must answer, or the coordinator's desk.
    var bodyCode: String {
        switch decision.outcome {
        case .assigned(let code, _), .unrouted(let code, _): code
        }
    }

    var confidence: Double {
        if case .assigned(_, let confidence) = decision.outcome { return confidence }
        return decision.categoryConfidence
    }

    /// The data of the event, as the journal keeps it and the message carries it.
    var eventData: [UInt8] {
        var json = JSONText(capacity: 512)
        json.raw(#"{"version":"#)
        json.number(version)
        json.raw(#","code":"#)
        json.string(complaint.code)
        if event == .assigned {
            json.raw(#","hop":"#)
            json.number(hop)
            json.raw(#","body":"#)
        } else {
            json.raw(#","coordinator":"#)
        }
        json.string(bodyCode)
        if let region = decision.regionCode {
            json.raw(#","region":"#)
            json.string(region)
        }
        if let category = decision.categoryCode {
            json.raw(#","category":"#)
            json.string(category)
        }
        json.raw(#","confidence":"#)
        json.number(hundredths: confidence)
        json.raw(decision.supervised ? #","supervised":true,"reason":"# : #","supervised":false,"reason":"#)
        json.string(decision.reason)
        json.raw(#","zone":"#)
        json.string(zone.name)
        if let verifyDue {
            json.raw(#","verify_due":"#)
            json.quoted { verifyDue.appendRFC3339(to: &$0) }
        }
        if let firstReplyDue {
            json.raw(#","first_reply_due":"#)
            json.quoted { firstReplyDue.appendRFC3339(to: &$0) }
        }
        json.raw("}")
        return json.bytes
    }
}
