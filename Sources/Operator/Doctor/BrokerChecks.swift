import Foundation
import Rabbit
import Shared

enum BrokerChecks {
    /// The oldest version whose quorum queues do all that the topology asks for.
    private static let oldestVersion = [3, 10]

    static func findings() -> [Finding] {
        do {
            let connection = try RabbitConnection(to: try Connections.broker())
            return [.good(DoctorWords.broker, DoctorWords.answers)] + management() + queues(connection)
        } catch {
            return [
                .bad(.error, DoctorWords.broker, Phrase(said: "\(error)"), do: DoctorWords.startBroker)
            ]
        }
    }

    private static func management() -> [Finding] {
        let environment = Connections.environment
        guard let url = environment.text(.managementURL) else {
            return [
                .bad(
                    .note, DoctorWords.broker, DoctorWords.notExamined, do: DoctorWords.setManagement)
            ]
        }
        do {
            let address = try Connections.broker()
            let api = try ManagementAPI(url: url, virtualHost: address.virtualHost)
            return [try version(api)] + alarms(api) + topology()
        } catch {
            return [
                .bad(.warning, DoctorWords.management, Phrase(said: "\(error)"), do: DoctorWords.checkManagement)
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
            return .bad(
                .error, DoctorWords.broker, DoctorWords.tooOld("RabbitMQ \(version)"), do: DoctorWords.atLeast("3.10"))
        }
        return .good(DoctorWords.broker, Phrase(same: "RabbitMQ \(version)"))
    }

    private static func alarms(_ api: ManagementAPI) -> [Finding] {
        do {
            try api.send("GET", "health/checks/alarms", [])
            return [.good(DoctorWords.broker, DoctorWords.noAlarm)]
        } catch {
            return [
                .bad(
                    .error, DoctorWords.broker, DoctorWords.alarm, do: DoctorWords.freeMemory)
            ]
        }
    }

    private static func topology() -> [Finding] {
        do {
            try Connections.topology().check()
            return [.good(DoctorWords.topology, DoctorWords.topologyGood)]
        } catch TopologyError.mismatch(let differences) {
            return differences.map {
                .bad(.error, DoctorWords.topology, Phrase(said: $0), do: DoctorWords.applyTopology)
            }
        } catch {
            return [.bad(.warning, DoctorWords.topology, Phrase(said: "\(error)"), do: DoctorWords.lookAgain)]
        }
    }

    private static func queues(_ connection: consuming RabbitConnection) -> [Finding] {
        do {
            return try work(&connection)
        } catch {
            // The connection is closed after a queue was not found: the others are not looked at.
            return [.bad(.error, DoctorWords.queues, Phrase(said: "\(error)"), do: DoctorWords.applyTopology)]
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
                        .error, DoctorWords.queue(stage), DoctorWords.nobodyReads(depth.ready),
                        do: DoctorWords.startWorker))
            } else {
                findings.append(
                    .good(DoctorWords.queue(stage), DoctorWords.depth(depth.ready, depth.consumers)))
            }
            if parked > 0 {
                findings.append(
                    .bad(
                        .warning, DoctorWords.queue("\(stage).dead"), DoctorWords.parked(parked),
                        do: DoctorWords.seeWhy(stage)))
            }
        }
        return findings
    }
}
