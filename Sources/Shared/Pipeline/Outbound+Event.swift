package import Complaints
import Contract

extension Outbound {
    package static func event(
        _ complaint: ComplaintID, _ version: Int, _ event: CaseEvent, _ at: Instant, _ data: [UInt8]
    ) -> Outbound {
        let message = CaseEventMessage.outbound(
            complaint: complaint, version: version, event: event, time: at, data: data)
        return Outbound(routingKey: message.routingKey, messageID: message.messageID, json: message.json)
    }

    /// The message for a row of the journal that was written with `data`.
    package static func event(_ entry: JournalEntry, data: [UInt8]) -> Outbound {
        event(entry.complaint, entry.version, entry.event, entry.at, data)
    }

    /// The row of the journal that it announces, by its message id `<complaint>:<version>`; nil: none.
    package var row: (complaint: ComplaintID, version: Int)? {
        let parts = messageID.utf8
        guard let colon = parts.firstIndex(of: UInt8(ascii: ":")), let id = ComplaintID(messageID[..<colon]),
            let version = Int(messageID[messageID.index(after: colon)...])
        else { return nil }
        return (id, version)
    }
}
