import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import Store
import Synchronization
import Tokens

/// A store that was created for rehearsal, as a scenario's player sees it.
struct RehearsalStore: ~Copyable {
    private var database: Database
    private static let pause: UInt32 = 5_000

    /// - Throws: `Failure` `configuration` when the store is not for rehearsal.
    init() throws {
        var database = try Connections.database()
        guard try StoreClock.scenarioTime(&database) != nil else {
            throw Failure(.configuration, RehearsalWords.otherStore)
        }
        self.database = database
    }

    /// Makes an empty store one for rehearsal: it lives by the scenario's time, and its ids and codes are always the same.
    ///
    /// - Throws: `Failure` `configuration` when the store has complaints.
    static func create() throws {
        var database = try Connections.database()
        guard try StoreClock.scenarioTime(&database) == nil else { return }
        guard try SubmissionTable.isEmpty(&database) else {
            throw Failure(.configuration, RehearsalWords.usedStore)
        }
        try DeploymentTable.makeRehearsal(&database)
    }

    /// A key that is made for this play alone, of the one issuer that a rehearsal has: it may speak for everybody.
    mutating func makeSigner() throws -> CommandSigner {
        let signing = SigningKey()
        guard let key = signing.verificationKey else { throw Failure(.configuration, IssuerWords.cannotSign) }
        let start = Instant(microseconds: 0)
        let issuer = Issuer(
            "rehearsal", roles: [.reporter, .officer, .coordinator, .national], bodies: [Issuer.all],
            channels: [Issuer.all], keys: [Issuer.Key(key.thumbprint, key, from: start)])
        let note = IssuerTable.Note(actor: "play", at: try time())
        if try IssuerTable.issuers(named: [issuer.name], &database).isEmpty {
            try IssuerTable.add(issuer, by: note, &database)
        } else {
            try IssuerTable.rotate(
                issuer.name, to: issuer.keys[0], endingOthers: note.at, by: note, &database)
        }
        return CommandSigner(signing, of: issuer, kid: key.thumbprint)
    }

    mutating func time() throws -> Instant {
        try StoreClock.scenarioTime(&database) ?? Instant(microseconds: 0)
    }

    mutating func setTime(_ time: Instant) throws { try StoreClock.setScenarioTime(time, &database) }

    mutating func letClocks(speak: Bool) throws { try StoreClock.letClocks(speak: speak, &database) }

    /// When clocks speak next, up to `end`.
    mutating func nextDeadline(upTo end: Instant) throws -> Instant? { try AgendaTable.next(upTo: end, &database) }

    /// Lets clocks speak until nothing is due any more.
    ///
    /// - Throws: `Failure` `notYet`.
    mutating func hearClocks(at time: Instant) throws {
        try letClocks(speak: true)
        try wait(RehearsalWords.notDone(IndonesianZone.wib.time(time))) { database in
            try AgendaTable.next(upTo: time, &database) == nil ? true : nil
        }
        try letClocks(speak: false)
    }

    /// Waits until everything is announced, nothing is left in a queue, and all notices that are due are sent.
    ///
    /// - Throws: `Failure` `notYet`.
    mutating func waitForRest(_ broker: inout RabbitConnection) throws {
        try wait(RehearsalWords.notAtRest) { database -> Bool? in
            let now = try StoreClock.now(&database)
            let wanted: Set<WaitingWork.Kind> = [.routing, .announcing, .sending, .retry]
            let waiting = try WaitingWork.all(at: now, &database).filter { wanted.contains($0.kind) }
            guard waiting.allSatisfy({ $0.count == 0 }) else { return nil }
            for stage in Topology.stages where try broker.depth(before: stage, channels: []).ready > 0 { return nil }
            return true
        }
    }

    /// Waits until a submission is stored and routed; its tracking code, and whether it became words on another's case.
    ///
    /// - Throws: `Failure` `notYet`.
    mutating func waitForSubmission(channel: String, externalID: String) throws -> String {
        let id = try wait(RehearsalWords.notStored(channel, externalID)) { database in
            try SubmissionTable.complaints(of: SubmissionKey(channel: channel, externalID: externalID), &database).first
        }
        return try waitForRouting(of: id)
    }

    /// Waits until no routing is due for a case and no words of its reporter wait to be taken up; its tracking code.
    ///
    /// - Throws: `Failure` `notYet`.
    @discardableResult mutating func waitForRouting(of id: ComplaintID) throws -> String {
        try wait(RehearsalWords.notRouted(id.description)) { database in try CaseTable.codeAtRest(id, &database) }
    }

    /// Waits for what became of a command, and of its case afterwards.
    ///
    /// - Parameter sender: the issuer that signed it.
    /// - Throws: `Failure` `notYet`.
    mutating func waitForOutcome(of command: CaseCommand, by sender: String) throws -> CommandOutcome {
        let outcome = try CommandWait(for: command, by: sender).outcome(seconds: 60, &database)
        if outcome.refusal == nil, case .code(let code) = command.target,
            let id = try CaseTable.ids(ofCodes: [code], &database)[code]
        {
            try waitForRouting(of: id)
        }
        return outcome
    }

    /// Number of journal rows and a digest of all of them: two rehearsals with the same digest were the same.
    mutating func journalDigest() throws -> (events: Int, sha256: String) { try JournalTable.digest(&database) }

    mutating func runningWorkers() throws -> Set<String> { try DatabaseHealth.programs(&database) }

    @discardableResult private mutating func wait<Found>(
        _ complaint: Phrase, seconds: Int = 60,
        for look: (inout Database) throws -> Found?
    ) throws -> Found {
        for _ in 0..<seconds * 1_000_000 / Int(Self.pause) {
            if let found = try look(&database) { return found }
            usleep(Self.pause)
        }
        throw Failure(.notYet, RehearsalWords.late(complaint, seconds))
    }
}

/// The workers that a rehearsal starts because nobody else has: those that stand beside this program.
final class RehearsalWorkers {
    static let names = ["IntakeWorker", "RoutingWorker", "NotifyWorker", "CaseWorker", "ClockWorker"]
    private var processes: [Process] = []

    /// Starts those of `names` that are not among `running`.
    ///
    /// - Throws: `Failure` `configuration` when a program is missing.
    init(besides running: Set<String>, logs: URL) throws {
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
        var environment = ProcessInfo.processInfo.environment
        environment["LAPOR_OUTBOX_DIR"] = environment["LAPOR_OUTBOX_DIR"] ?? logs.appendingPathComponent("outbox").path
        for name in Self.names where !running.contains(name) {
            let process = Process()
            process.executableURL = folder.appendingPathComponent(name)
            process.environment = environment
            let log = logs.appendingPathComponent("\(name).log")
            guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
                throw Failure(.cannotWrite, CommonWords.cannotWrite(log.path))
            }
            process.standardError = try FileHandle(forWritingTo: log)
            process.standardOutput = FileHandle.nullDevice
            do {
                try process.run()
            } catch {
                throw Failure(.configuration, RehearsalWords.noProgram(name, folder.path))
            }
            processes.append(process)
        }
    }

    var count: Int { processes.count }

    /// Stops them in order and waits for their end.
    func stop() {
        for process in processes { process.terminate() }
        for process in processes { process.waitUntilExit() }
        processes = []
    }

    deinit { stop() }
}
