import Foundation
import Rabbit
import ServiceLifecycle
import Shared
import Store
import Version

/// What stands against a worker's start here, found without starting it: nothing is taken from a queue, nothing is written. What
/// a running worker would wait for, such as a server that is away, counts as well.
struct StartCheck {
    struct Finding: Equatable {
        /// Whether the worker would not start, or wait; otherwise it would start, and somebody should know.
        var isFault: Bool
        var line: String
    }

    private(set) var findings: [Finding] = []
    private let process: WorkerProcess
    private let noted = NotedWarnings.Notes()

    init(of process: WorkerProcess, _ environment: Environment) async {
        self.process = process
        for warning in environment.unknown + environment.openSecrets { note("\(warning)") }
        do {
            _ = try LogFormat(environment)
            let noted = noted
            var preparation = try WorkerProcess.Preparation(of: process, environment) { _ in NotedWarnings(noted) }
            preparation.isTrial = true
            lookAtDatabase(preparation.settings.databaseURL, preparation.keys)
            lookAtBroker(preparation.settings)
            await lookAtOwnSettings(preparation)
            for remedy in try process.servers(environment) { note("\(remedy)") }
            await lookAtPort(preparation)
        } catch {
            fault(error)
        }
        // Of files that somebody needs it was said.
        for fault in environment.fileFaults where !findings.contains(where: { $0.line.contains(fault.key) }) {
            note("\(fault)")
        }
    }

    /// What the process ends with.
    var code: Int32 { findings.contains(where: \.isFault) ? 78 : 0 }

    var lines: [String] {
        guard !findings.isEmpty else { return ["\(process.name): nothing stands against its start"] }
        return findings.map { "\(process.name): \($0.isFault ? "" : "warning: ")\($0.line)" }
    }

    private mutating func note(_ line: String) { add(Finding(isFault: false, line: line)) }

    private mutating func fault(_ error: any Error) {
        let remedy = (error as? RabbitError)?.remedy ?? Remedy(database: error)
        let line = remedy.map { "\($0)" } ?? "\(error)"
        add(Finding(isFault: true, line: line.split(whereSeparator: \.isNewline).joined(separator: " ")))
    }

    /// The same twice is one finding.
    private mutating func add(_ finding: Finding) {
        if !findings.contains(where: { $0.line == finding.line }) { findings.append(finding) }
    }
}

extension StartCheck {
    private mutating func lookAtDatabase(_ url: String, _ keys: CaseKeys) {
        do {
            try SchemaGate().pass(url)
            guard let kind = WorkerKind(rawValue: process.name) else { return try lookAtLogin(url) }
            var connection = try Database(at: url, name: "\(process.name) --check", seconds: 10)
            if let other = try KeyRegister.fault(of: keys, &connection) { fault(Remedy(other)) }
            let rights = try DatabaseHealth.rights(of: kind, &connection)
            if let readOnly = try DatabaseHealth.readOnly(&connection) { fault(Remedy(readOnly)) }
            if !rights.locked.isEmpty {
                let tables = rights.locked.joined(separator: ", ")
                fault(Remedy(lacking: tables))
            }
            let empty = try DatabaseHealth.emptyTables(&connection).filter { $0 != "template" }
            if !empty.isEmpty {
                note("\(Remedy("nothing stands in \(empty.joined(separator: ", "))", "run 'lapor load reference'"))")
            }
            for open in try SchemaGuard.faults(&connection) { note("\(Remedy(open))") }
            let texts = try TemplateTable.missing(&connection)
            if !texts.isEmpty {
                note("\(Remedy("\(texts.count) texts are missing in table template", "restore it from a backup"))")
            }
        } catch {
            fault(error)
        }
    }

    /// Of a process that works no stage: what its login lacks of what its program does.
    private mutating func lookAtLogin(_ url: String) throws {
        var connection = try Database(at: url, name: "\(process.name) --check", seconds: 10)
        guard let login = try LoginDifference.ofSession(&connection), !login.missing.isEmpty else { return }
        fault(Remedy(lacking: login.missing.map(\.description).joined(separator: ", ")))
    }

    private mutating func lookAtBroker(_ settings: WorkerSettings) {
        if case .publishing(let exchange) = process.brokerUse {
            do {
                try StartGuard.checkWriting(exchange, settings.broker)
            } catch {
                fault(error)
            }
        } else {
            lookAtStage(settings)
        }
    }

    private mutating func lookAtStage(_ settings: WorkerSettings) {
        let ofFurther = process.stage == Topology.webhookStage ? process.stage : nil
        let queue = WorkerKind(rawValue: process.name)?.queue ?? ofFurther
        do {
            let management = try settings.management()
            // A worker that reads no queue looks for one all the same: the broker must be set up.
            var skipped: TopologyError?
            try TopologyControl(at: settings.broker, management: management)
                .verify(queue: queue ?? Topology.stages[1]) { skipped = $0 }
            if let skipped { note("policies are not checked: \(skipped)") }
            // Only now it is known to be a quorum queue.
            if let queue {
                try Self.look(settings) { (connection: inout RabbitConnection) throws(RabbitError) in
                    try connection.checkReading(queue)
                }
            }
            for exchange in [Topology.eventsExchange, Topology.deadExchange] {
                try StartGuard.checkWriting(exchange, settings.broker)
            }
        } catch {
            fault(error)
        }
    }

    /// Looks in a connection of its own: what is refused closes it.
    private static func look(
        _ settings: WorkerSettings, _ look: (inout RabbitConnection) throws(RabbitError) -> Void
    ) throws(RabbitError) {
        var connection = try RabbitConnection(to: settings.broker)
        try look(&connection)
    }

    private mutating func lookAtOwnSettings(_ preparation: WorkerProcess.Preparation) async {
        do {
            for door in try process.prepare(preparation).doors {
                // As soon as it is open it is closed.
                try await process.group([AfterOpening(opened: door.opened) {}, door], preparation.logger).run()
            }
        } catch {
            fault(error)
        }
        // That a server is away was found before.
        for line in noted.lines where !line.contains("waiting for it") && !line.hasPrefix("policies") { note(line) }
    }

    private mutating func lookAtPort(_ preparation: WorkerProcess.Preparation) async {
        guard let port = preparation.settings.opsPort else { return }
        let (opened, opening) = AsyncStream.makeStream(of: Void.self)
        let exposition = Exposition(
            program: (process.name, Version.number, Version.commit), stage: process.stage, lanes: LaneRoster([]),
            metrics: preparation.metrics)
        let server = OpsServer(
            host: preparation.settings.opsHost, port: port, exposition: exposition, logger: preparation.logger,
            opened: opening)
        do {
            // As soon as it is open it is closed.
            try await process.group([AfterOpening(opened: opened) {}, server], preparation.logger).run()
        } catch {
            fault(error)
        }
    }
}
