package import Complaints
import Contract

/// A row of the outbox.
package struct OutboxRow: Sendable, Equatable {
    package var id: Int64
    /// How many events it holds.
    package var events: Int

    package init(id: Int64, events: Int) {
        self.id = id
        self.events = events
    }
}

extension Outbound {
    package static func event(
        _ complaint: ComplaintID, _ version: Int, _ event: CaseEvent, _ at: Instant, _ data: [UInt8],
        trace: TraceParent? = nil, channel: String? = nil, isConfidential: Bool = false
    ) -> Outbound {
        let message = CaseEventMessage.outbound(
            complaint: complaint, version: version, event: event, time: at, data: data, trace: trace)
        let key = isConfidential ? event.confidentialKey : message.routingKey
        var outbound = Outbound(routingKey: key, messageID: message.messageID, json: message.json)
        (outbound.trace, outbound.channel) = (trace, channel)
        return outbound
    }

    /// The message for a row of the journal that was written with `data`.
    package static func event(_ entry: JournalEntry, data: [UInt8]) -> Outbound {
        event(
            entry.complaint, entry.version, entry.event, entry.at, data, trace: entry.details.trace,
            channel: entry.channel, isConfidential: entry.details.isConfidential ?? false)
    }

    /// The same, with the row of the outbox that holds it.
    package func held(by row: OutboxRow?) -> Outbound {
        var message = self
        message.held = row
        return message
    }
}
