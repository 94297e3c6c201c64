import Complaints
import Contract
import Foundation
import Store

/// A store that was created for rehearsal, as a scenario's player sees it.
struct RehearsalStore: ~Copyable {
    private var database: Database
    private static let pause: UInt32 = 5_000

    /// - Throws: `Failure` `configuration` when the store is not for rehearsal, and the errors of the database.
    init() throws {
        var database = try Connections.database()
        guard try StoreClock.scenarioTime(&database) != nil else {
            throw Failure(.configuration, RehearsalWords.otherStore)
        }
        self.database = database
    }

    /// Makes an empty store one for rehearsal: it lives by the scenario's time, and its ids and codes are always the same.
    ///
    /// - Throws: `Failure` `configuration` when the store has complaints, and the errors of the database.
    static func create() throws {
        var database = try Connections.database()
        guard try StoreClock.scenarioTime(&database) == nil else { return }
        guard try SubmissionTable.isEmpty(&database) else {
            throw Failure(.configuration, RehearsalWords.usedStore)
        }
        try DeploymentTable.makeRehearsal(&database)
    }

    /// The scenario's time.
    mutating func time() throws -> Instant {
        try StoreClock.scenarioTime(&database) ?? Instant(microseconds: 0)
    }

    mutating func setTime(_ time: Instant) throws { try StoreClock.setScenarioTime(time, &database) }

    /// When clocks speak next, up to `end`.
    mutating func nextDeadline(upTo end: Instant) throws -> Instant? { try AgendaTable.next(upTo: end, &database) }

    /// Waits until nothing is due any more.
    ///
    /// - Throws: `Failure` `notYet`, and the errors of the database.
    mutating func waitForClocks(at time: Instant) throws {
        try wait(RehearsalWords.notDone(at: IndonesianZone.wib.time(time))) { database in
            try AgendaTable.next(upTo: time, &database) == nil ? true : nil
        }
    }

    /// Waits until a submission is stored and routed; its tracking code, and whether it became words on another's case.
    ///
    /// - Throws: `Failure` `notYet`, and the errors of the database.
    mutating func waitForSubmission(channel: String, externalID: String) throws -> String {
        let id = try wait(RehearsalWords.notStored(channel, externalID)) { database in
            try SubmissionTable.complaint(of: SubmissionKey(channel: channel, externalID: externalID), &database)
        }
        return try waitForRouting(of: id)
    }

    /// Waits until no routing is due for a case and no words of its reporter wait to be taken up; its tracking code.
    ///
    /// - Throws: `Failure` `notYet`, and the errors of the database.
    @discardableResult mutating func waitForRouting(of id: ComplaintID) throws -> String {
        try wait(RehearsalWords.notRouted(id.description)) { database in try CaseTable.codeAtRest(id, &database) }
    }

    /// Waits for what became of a command, and of its case afterwards.
    ///
    /// - Throws: `Failure` `notYet`, and the errors of the database.
    mutating func waitForOutcome(of command: CaseCommand) throws -> CommandOutcome {
        let outcome = try CommandWait.outcome(of: command, seconds: 60, &database)
        if outcome.refusal == nil, case .code(let code) = command.target,
            let id = try CaseTable.ids(ofCodes: [code], &database)[code]
        {
            try waitForRouting(of: id)
        }
        return outcome
    }

    /// Number of journal rows and a digest of all of them: two rehearsals with the same digest were the same.
    mutating func journalDigest() throws -> (events: Int, sha256: String) { try JournalTable.digest(&database) }

    /// Workers of this store that run.
    mutating func runningWorkers() throws -> Set<String> { try DatabaseHealth.programs(&database) }

    @discardableResult private mutating func wait<Found>(
        _ complaint: Phrase, seconds: Int = 60,
        for look: (inout Database) throws -> Found?
    ) throws -> Found {
        for _ in 0..<seconds * 1_000_000 / Int(Self.pause) {
            if let found = try look(&database) { return found }
            usleep(Self.pause)
        }
        throw Failure(.notYet, RehearsalWords.late(complaint, after: seconds))
    }
}
