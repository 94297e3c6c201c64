import Rabbit
import Shared
import Store

/// Whether the account that looks has the rights that the operator's commands need, found out without doing anything.
enum RightsChecks {
    private static let most = 3

    static func broker(_ address: RabbitAddress) -> Finding {
        let written = [Topology.intakeExchange, Topology.caseworkExchange, Topology.deadExchange].compactMap {
            exchange in
            refusal(address) { (connection: inout RabbitConnection) throws(RabbitError) in
                try connection.checkWriting(exchange)
            }
        }
        let read = Topology.stages.compactMap { stage in
            refusal(address) { (connection: inout RabbitConnection) throws(RabbitError) in
                try connection.checkReading("\(stage).dead")
            }
        }
        return broker(lacking: written + read)
    }

    static func broker(lacking refusals: [Remedy]) -> Finding {
        guard let first = refusals.first else { return .good(DoctorWords.ownRights, DoctorWords.brokerRights) }
        return .bad(
            .warning, DoctorWords.ownRights, named(refusals.map { Phrase(said: $0.cause) }),
            do: Phrase(said: first.cure))
    }

    /// Looks in a connection of its own: what is refused closes it. What is not there is the topology's matter.
    private static func refusal(
        _ address: RabbitAddress, _ look: (inout RabbitConnection) throws(RabbitError) -> Void
    ) -> Remedy? {
        do throws(RabbitError) {
            var connection = try RabbitConnection(to: address)
            try look(&connection)
            return nil
        } catch {
            return error.code == .closedByBroker && error.isAccessRefused ? error.remedy : nil
        }
    }

    /// - Parameter lacking: tables, by the privilege that is missing.
    static func database(lacking: [String: [String]]) -> Finding {
        guard !lacking.isEmpty else { return .good(DoctorWords.ownRights, DoctorWords.databaseRights) }
        let missing = lacking.sorted { $0.key < $1.key }.map { privilege, tables in
            DoctorWords.mayNot(privilege, named(tables.sorted().map { Phrase(same: $0) }, between: ", "))
        }
        // Who cannot read does not see what else is amiss.
        return .bad(
            lacking["SELECT"] == nil ? .warning : .error, DoctorWords.ownRights, missing.joined("; "),
            do: DoctorWords.grantRights)
    }

    private static func named(_ all: [Phrase], between separator: String = "; ") -> Phrase {
        let some = all.prefix(most).joined(separator)
        return all.count > most ? DoctorWords.andMore(some, all.count - most) : some
    }
}
