import Foundation
import Rabbit
import Shared
import Store

/// What the doctor looks at in the broker: whether it is there, as it must be, and has room.
enum BrokerChecks {
    /// The oldest version whose quorum queues do all that the topology asks for.
    private static let oldestVersion = [3, 10]

    /// What was found, and what tells whether work gets done.
    struct Result {
        var findings: [Finding]
        /// What waits in each queue; nil when that cannot be told.
        var queues: [String: WorkChecks.Queue]?
        var isHeldBack = false
        /// Of which is said already that they do not answer, or are not trusted.
        var silent: Set<Transport> = []
    }

    /// Seconds that connecting and logging in may take, each: somebody waits for the page.
    private static let patience = 3

    static func examine() -> Result {
        do {
            let address = try Connections.broker()
            let connection = try RabbitConnection(to: address, options: options)
            let channels = channels()
            let (queues, missing) = queues(connection, channels)
            let told = management(address, missing)
            return Result(
                findings: [.good(DoctorWords.broker, DoctorWords.answers), RightsChecks.broker(address)] + told,
                queues: queues.map { completed($0, address) },
                isHeldBack: told.contains { $0.finding == DoctorWords.alarm },
                silent: told.contains { $0.subject == DoctorWords.management } ? [.management] : [])
        } catch {
            return Result(findings: [Remedies.finding(DoctorWords.broker, error)], silent: silent(error))
        }
    }

    private static var options: RabbitConnection.Options {
        var options = RabbitConnection.Options()
        options.connectSeconds = patience
        return options
    }

    /// A broker that is away does not answer by its management API either, and has one certificate for both that ran out.
    static func silent(_ error: any Error) -> Set<Transport> {
        guard let error = error as? RabbitError else { return error is SettingError ? [.amqp] : [] }
        switch error.code {
        case .cannotConnect, .timeout, .connectionLost: return [.amqp, .management]
        case .untrusted: return error.isOutOfDate ? [.amqp, .management] : [.amqp]
        default: return []
        }
    }

    /// Those with queues of their own; none when the database does not tell, which is said elsewhere.
    private static func channels() -> [String] {
        guard var database = try? Connections.database() else { return [] }
        return (try? ChannelBudgetTable.channels(&database)) ?? []
    }

    /// What waits where; or what is wrong with a queue: the connection is closed then, and the others are not looked at.
    private static func queues(
        _ connection: consuming RabbitConnection, _ channels: [String]
    ) -> ([String: WorkChecks.Queue]?, RabbitError?) {
        do throws(RabbitError) {
            var queues: [String: WorkChecks.Queue] = [:]
            for stage in Topology.stages {
                let depth = try connection.depth(before: stage, channels: channels)
                queues[stage] = WorkChecks.Queue(
                    waiting: depth.ready, consumers: depth.consumers,
                    parked: try connection.messageCount(of: "\(stage).dead"))
            }
            return (queues, nil)
        } catch {
            return (nil, error)
        }
    }

    /// With what is delivered and not settled, where that can be told.
    private static func completed(
        _ queues: [String: WorkChecks.Queue], _ address: RabbitAddress
    ) -> [String: WorkChecks.Queue] {
        guard let held = try? api(address)?.held() else { return queues }
        var queues = queues
        for name in queues.keys { queues[name]?.held = held.sum(before: name) }
        return queues
    }

    // MARK: Topology

    /// However much of it is wrong, it is one thing to do; what was not seen is not good.
    static func topology(_ seen: Swift.Result<[String], TopologyError>, _ missing: RabbitError?) -> Finding {
        switch seen {
        case .success(let differences): return topology(differences, missing)
        case .failure(let error):
            // A queue that is missing was seen all the same.
            guard missing == nil else { return topology([], missing) }
            let (cause, cure) = told(error)
            return .bad(.warning, DoctorWords.topology, DoctorWords.unseen(DoctorWords.policies, cause), do: cure)
        }
    }

    /// A queue that is missing does not tell why the rest was not seen.
    private static func topologies(
        _ seen: Swift.Result<[String], TopologyError>, _ missing: RabbitError?
    ) -> [Finding] {
        guard case .failure = seen, missing != nil else { return [topology(seen, missing)] }
        return [topology([], missing), topology(seen, nil)]
    }

    static func topology(_ differences: [String], _ missing: RabbitError?) -> Finding {
        let most = 3
        // What the broker refuses to show is not missing.
        if let missing, differences.isEmpty { return Remedies.finding(DoctorWords.topology, missing) }
        let found = differences
        guard !found.isEmpty else { return .good(DoctorWords.topology, DoctorWords.topologyGood) }
        let named = found.prefix(most).map { Phrase(said: $0) }.joined("; ")
        return .bad(
            .error, DoctorWords.topology,
            found.count > most ? DoctorWords.andMore(named, found.count - most) : named,
            do: found.contains(where: Topology.isForeignPolicy)
                ? DoctorWords.clearPolicies
                : found.contains(where: Topology.isMadeOtherwise) ? DoctorWords.makeAnew : DoctorWords.applyTopology)
    }

    // MARK: What the management API tells

    private static func api(_ address: RabbitAddress) throws -> ManagementAPI? {
        try ManagementAPI.of(Connections.environment, virtualHost: address.virtualHost)
    }

    private static func management(_ address: RabbitAddress, _ missing: RabbitError?) -> [Finding] {
        let queues = missing.map { [topology([], $0)] } ?? []
        do {
            guard let api = try api(address) else {
                let unseen = DoctorWords.unseen(DoctorWords.everything, DoctorWords.noManagement)
                return [.bad(.note, DoctorWords.broker, unseen, do: DoctorWords.setManagement)] + queues
            }
            return [try version(api)] + looked(DoctorWords.alarms) { [try alarms(api)] }
                + looked(DoctorWords.rooms) { try api.nodes().flatMap(rooms) } + topologies(differences(api), missing)
                + AccountChecks.foreign((try? Topology.lapor.foreign(in: api.state())) ?? [])
                + AccountChecks.strangers(accounts(api), besides: knownAccounts())
        } catch {
            return [management(DoctorWords.everything, error)] + queues
        }
    }

    private static func accounts(_ api: ManagementAPI) -> Swift.Result<BrokerAccounts, TopologyError> {
        Swift.Result { () throws(TopologyError) in try api.accounts() }
    }

    /// Nil when the database does not tell, or no channel has an account, which is said elsewhere.
    private static func knownAccounts() -> Set<String>? {
        guard var database = try? Connections.database(),
            let pairs = try? ChannelAccountTable.pairs(&database), !pairs.isEmpty
        else { return nil }
        return try? KnownAccounts.names(at: .broker, &database)
    }

    private static func differences(_ api: ManagementAPI) -> Swift.Result<[String], TopologyError> {
        Swift.Result { () throws(TopologyError) in Topology.lapor.differences(from: try api.state()) }
    }

    /// What one look found, or that it could not be taken.
    private static func looked(_ what: Phrase, _ look: () throws -> [Finding]) -> [Finding] {
        do { return try look() } catch { return [management(what, error)] }
    }

    /// The pipeline works on without it, but not everything is seen.
    static func management(_ what: Phrase, _ error: any Error) -> Finding {
        let (cause, cure) = told(error)
        return .bad(.warning, DoctorWords.management, DoctorWords.unseen(what, cause), do: cure)
    }

    /// Why the management API told nothing, and what to do about it.
    private static func told(_ error: any Error) -> (cause: Phrase, cure: Phrase) {
        let remedy = (error as? TopologyError)?.remedy
        return (
            Phrase(said: remedy?.cause ?? "\(error)"),
            remedy.map { Phrase(said: $0.cure) } ?? DoctorWords.checkManagement
        )
    }

    private struct Overview: Decodable {
        var rabbitmq_version: String
    }

    private static func version(_ api: ManagementAPI) throws -> Finding {
        let version = try api.get(Overview.self, "overview").rabbitmq_version
        let numbers = version.split(separator: ".").prefix(2).map { Int($0) ?? 0 }
        guard !numbers.lexicographicallyPrecedes(oldestVersion) else {
            return .bad(
                .error, DoctorWords.broker, DoctorWords.tooOld("RabbitMQ \(version)"), do: DoctorWords.atLeast("3.10"))
        }
        return .good(DoctorWords.broker, Phrase(same: "RabbitMQ \(version)"))
    }

    private static func alarms(_ api: ManagementAPI) throws -> Finding {
        try api.isAlarmed()
            ? .bad(.error, DoctorWords.broker, DoctorWords.alarm, do: DoctorWords.freeMemory)
            : .good(DoctorWords.broker, DoctorWords.noAlarm)
    }

    /// What is nearly full, before it is.
    static func rooms(_ node: BrokerNode) -> [Finding] {
        var findings: [Finding] = []
        if let free = node.diskFree, let limit = node.diskLimit, free < 3 * limit {
            findings.append(
                .bad(
                    .warning, DoctorWords.broker, DoctorWords.diskNear(node.name, Size(free), Size(limit)),
                    do: DoctorWords.freeDisk))
        }
        if let used = node.memoryUsed, let limit = node.memoryLimit, limit > 0, used > 0.8 * limit {
            findings.append(
                .bad(
                    .warning, DoctorWords.broker, DoctorWords.memoryNear(node.name, Size(used), Size(limit)),
                    do: DoctorWords.freeMemory))
        }
        return findings
    }
}
