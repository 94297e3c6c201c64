import Complaints
import Contract
import Rabbit
import Shared

/// A command that overtook the report of its case, or the routing of it. It waits with the broker, a few seconds at a time, so
/// that it holds up neither its lane nor those behind it; nothing of it is stored, so what it waits for is never taken for its
/// outcome.
enum EarlyCommand {
    /// The header that counts how often it has waited.
    static let header = "x-lapor-waits"

    static func waits(in seconds: Int) -> Int {
        (seconds + Topology.shortestRetry.seconds - 1) / Topology.shortestRetry.seconds
    }

    /// A count that is none of ours begins anew.
    static func waits(of properties: MessageProperties) -> Int {
        max(0, properties.headers[header]?.integer.flatMap { Int(exactly: $0) } ?? 0)
    }

    /// What brings it back to this queue once it has waited.
    static func message(for item: CaseItem, at now: Instant) -> Outbound {
        var properties = MessageProperties(
            contentType: "application/cloudevents+json", headers: [header: .integer(Int64(item.waits) + 1)],
            messageID: item.command.key)
        properties.replyTo = item.replyTo
        properties.correlationID = item.correlationID
        return Outbound(
            routingKey: "casework", messageID: item.command.key, json: item.command.json(at: now),
            to: .waiting(exchange: Topology.shortestRetry.exchange, properties))
    }
}
