import Complaints
import Store

/// Why a case went where it went: each decision, and who refused it.
package struct RoutingHistory: CommandResult {
    struct Decision: Encodable {
        var version: Int
        var at: Instant
        var event: String
        var actor: String
        var body: String?
        var reason: String?
        var why: Explanation?
    }

    var code: String
    var decisions: [Decision]
    /// Code of the first report of the incident that this case reports as well.
    var incident: String?

    /// - Parameter text: the tracking code as it was typed.
    /// - Throws: `Failure`, and the errors of the database.
    package init(of text: String) throws {
        let code = try TrackingCode(typed: text)
        var database = try Connections.database()
        decisions = try JournalTable.decisions(about: code, &database).map { decision in
            Decision(
                version: decision.step.version, at: decision.step.at, event: decision.step.event,
                actor: decision.step.actor,
                body: decision.body.map { code in decision.bodyName.map { "\($0) (\(code))" } ?? code },
                reason: decision.step.reason, why: try decision.explanation.map(Explanation.init(json:)))
        }
        guard !decisions.isEmpty else { throw Failure(.notFound, RoutingWords.noDecision(code.grouped)) }
        self.code = code.grouped
        incident = try IncidentTable.first(of: code, &database).map(TrackingCode.grouped)
    }

    package var text: String {
        var parts = [incident.map { RoutingWords.sameAs($0, code).text } ?? code]
        for decision in decisions {
            let time = IndonesianZone.wib.time(decision.at)
            let head = "\(decision.version)  \(time)  \(decision.event)  \(decision.actor)"
            let body = [decision.body, decision.reason].compactMap { $0 }.joined(separator: "\n")
            parts.append([head, body, decision.why?.text].compactMap { $0 }.joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n")
    }
}
