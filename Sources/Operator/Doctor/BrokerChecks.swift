import Foundation
import Rabbit
import Shared

/// What the doctor looks at in the broker.
enum BrokerChecks {
    /// The oldest version whose quorum queues do all that the topology asks for.
    private static let oldestVersion = [3, 10]

    static func findings() -> [Finding] {
        do {
            let connection = try RabbitConnection(to: try Connections.broker())
            return [.good("broker", "answers")] + management() + queues(connection)
        } catch {
            return [
                .bad(.error, "broker", "\(error)", do: "start it, or set LAPOR_AMQP_URL; nothing is accepted meanwhile")
            ]
        }
    }

    private static func management() -> [Finding] {
        let environment = Connections.environment
        guard let url = environment.text(.managementURL) else {
            return [
                .bad(
                    .note, "broker", "version, alarms and policies were not examined",
                    do: "set LAPOR_MANAGEMENT_URL")
            ]
        }
        do {
            let address = try Connections.broker()
            let api = try ManagementAPI(url: url, virtualHost: address.virtualHost)
            return [try version(api)] + alarms(api) + topology()
        } catch {
            return [
                .bad(.warning, "management API", "\(error)", do: "check LAPOR_MANAGEMENT_URL and the account's tag")
            ]
        }
    }

    private struct Overview: Decodable {
        var rabbitmq_version: String
    }

    private static func version(_ api: ManagementAPI) throws -> Finding {
        let body = try api.send("GET", "overview", [])
        let version = try JSONDecoder().decode(Overview.self, from: Data(body)).rabbitmq_version
        let numbers = version.split(separator: ".").prefix(2).map { Int($0) ?? 0 }
        guard !numbers.lexicographicallyPrecedes(oldestVersion) else {
            return .bad(.error, "broker", "RabbitMQ \(version) is too old", do: "run 3.10 or later")
        }
        return .good("broker", "RabbitMQ \(version)")
    }

    private static func alarms(_ api: ManagementAPI) -> [Finding] {
        do {
            try api.send("GET", "health/checks/alarms", [])
            return [.good("broker", "no memory or disk alarm")]
        } catch {
            return [
                .bad(
                    .error, "broker", "a memory or disk alarm holds publishers back: channels cannot submit",
                    do: "free memory or disk on the broker's machine; what is stored is announced afterwards")
            ]
        }
    }

    private static func topology() -> [Finding] {
        do {
            try Connections.topology().check()
            return [.good("topology", "exchanges, queues, bindings and policies are as they must be")]
        } catch TopologyError.mismatch(let differences) {
            return differences.map { .bad(.error, "topology", $0, do: "run 'lapor topology apply'") }
        } catch {
            return [.bad(.warning, "topology", "\(error)", do: "look at it again when the management API answers")]
        }
    }

    private static func queues(_ connection: consuming RabbitConnection) -> [Finding] {
        do {
            return try work(&connection)
        } catch {
            // The connection is closed after a queue was not found: the others are not looked at.
            return [.bad(.error, "queues", "\(error)", do: "run 'lapor topology apply'")]
        }
    }

    private static func work(_ connection: inout RabbitConnection) throws(RabbitError) -> [Finding] {
        var findings: [Finding] = []
        for stage in Topology.stages {
            let depth = try connection.depth(of: stage)
            let parked = try connection.messageCount(of: "\(stage).dead")
            if depth.ready > 0, depth.consumers == 0 {
                findings.append(
                    .bad(
                        .error, "queue \(stage)", "\(depth.ready) messages wait and nobody reads them",
                        do: "start its worker"))
            } else {
                findings.append(.good("queue \(stage)", "\(depth.ready) wait, \(depth.consumers) consumers"))
            }
            if parked > 0 {
                findings.append(
                    .bad(
                        .warning, "queue \(stage).dead", "\(parked) messages are parked",
                        do: "see why: lapor dead list --stage \(stage)"))
            }
        }
        return findings
    }
}
