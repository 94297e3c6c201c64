import Complaints
import Contract
import Postgres
import Shared
import Store

/// Messages that ask for the words of the last reply. They change nothing on a case: they are kept with it, and answered by a notice.
extension IntakeStage {
    /// What becomes of those.
    mutating func placements(
        ofReadings messages: [ComplaintID: AddressedMessage]
    ) throws(StageFailure) -> [ComplaintID: Placement] {
        var placements: [ComplaintID: Placement] = [:]
        for (id, message) in messages where message.page != nil {
            placements[id] = try session.read { connection throws(PostgresError) in
                let named = try AddressedCases.named(message.sound, by: message.address, &connection)
                let own = try AddressedCases.reported(by: message.address, &connection)
                let replies = try LastReply.of(own.map(\.id) + named.values.filter(\.isTheirs).map(\.id), &connection)
                return message.filing(ofReading: named, own: own, replies)
            }
        }
        return placements
    }
}

extension AddressedMessage {
    /// What becomes of a message that asks for a part of a reply.
    ///
    /// - Parameters:
    ///   - named: the cases that have its codes, anybody's.
    ///   - own: the cases of its sender.
    ///   - replies: the last reply of those that have one.
    func filing(
        ofReading named: [String: AddressedCases.Named], own: [(id: ComplaintID, code: String)],
        _ replies: [ComplaintID: LastReply]
    ) -> Placement? {
        guard let page, case .phone(let phone) = address else { return nil }
        func reading(_ id: ComplaintID) -> Placement {
            .reading(ReplyReading(of: id, page: page, replies[id], from: phone))
        }
        guard form != .named else { return target(named, among: own).map(reading) ?? placementOfUnknown(named) }
        let replied = own.filter { replies[$0.id] != nil }
        let meant = replied.isEmpty ? own : replied
        guard meant.count != 1 else { return reading(meant[0].id) }
        return .report(names: nil, meant.isEmpty ? .noCase : .severalCases)
    }
}
