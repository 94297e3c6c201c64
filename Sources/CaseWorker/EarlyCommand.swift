import Complaints
import Contract
import Rabbit
import Shared
import Tokens

/// A command that overtook the report of its case, or the routing of it. It waits with the broker, a few seconds at a time, so
/// that it holds up neither its lane nor those behind it; nothing of it is stored, so what it waits for is never taken for its
/// outcome.
enum EarlyCommand {
    /// The header that counts how often it has waited.
    static let header = "x-lapor-waits"
    /// The header that says which command of its message waits.
    private static let itemHeader = "x-lapor-item"

    static func waits(in seconds: Int) -> Int {
        (seconds + Topology.shortestRetry.seconds - 1) / Topology.shortestRetry.seconds
    }

    /// A count that is none of ours begins anew.
    static func waits(of properties: MessageProperties) -> Int {
        max(0, properties.headers[header]?.integer.flatMap { Int(exactly: $0) } ?? 0)
    }

    /// Which command of its message it is, of the header that says so; nil: all of them.
    static func index(in properties: MessageProperties) -> Int? {
        properties.headers[itemHeader]?.integer.flatMap { Int(exactly: $0) }
    }

    /// What brings it back to this queue once it has waited: the message as it was signed, and which of its commands waits.
    static func message(for item: CaseItem, at now: Instant) -> Outbound {
        let message = item.message
        var headers: [String: FieldValue] = [header: .integer(Int64(message.waits) + 1)]
        headers[CommandToken.header] = message.proof
        headers[Parking.replaysHeader] = message.replays
        headers[itemHeader] = item.index.map { .integer(Int64($0)) }
        headers["traceparent"] = item.command.trace.map { .text($0.description) }
        var properties = MessageProperties(
            contentType: message.contentType, headers: headers, messageID: item.command.key)
        properties.replyTo = message.sender?.queue
        properties.correlationID = message.sender?.correlationID
        return Outbound(
            routingKey: "casework", messageID: item.command.key, json: message.body,
            to: .waiting(exchange: Topology.shortestRetry.exchange, properties))
    }
}
