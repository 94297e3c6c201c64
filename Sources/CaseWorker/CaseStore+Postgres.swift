import Complaints
import Postgres
import Shared
import Store

/// Casework's tables: `command`, `correspondence`, `open_question`, `assignment`, and what `CaseChanges` writes.
struct PostgresCaseStore: CaseStore, ~Copyable {
    /// Seconds between two looks whether the reference tables changed.
    private static let knowledgeSeconds: Int64 = 30
    private var session: DatabaseSession
    private let codeKey: SipHashKey
    private let shared: SharedKnowledge<CaseKnowledge>
    private var knowledge: CaseKnowledge
    private var knowledgeRead: Instant

    /// - Throws: `StageFailure` `unavailable`, or `fault` when the database was not migrated.
    init(url: String, knowledge shared: SharedKnowledge<CaseKnowledge>) throws(StageFailure) {
        var session = try DatabaseSession(url: url, name: "CaseWorker")
        let knowledge = try session.read { connection throws(PostgresError) in
            try shared.current(&connection, read: CaseKnowledge.read)
        }
        codeKey = try session.codeKey()
        self.knowledge = knowledge
        knowledgeRead = .now
        self.session = session
        self.shared = shared
    }

    mutating func reopen() throws(StageFailure) { try session.reopen() }

    mutating func check(at now: Instant) throws(StageFailure) { try session.check(at: now) }

    mutating func strikeOff(_ receipts: OutboxReceipts) throws(StageFailure) {
        try session.transaction { connection throws(PostgresError) in try receipts.store(&connection) }
    }

    mutating func carryOut(
        _ commands: [CaseCommand], strikingOff receipts: OutboxReceipts, at now: Instant
    ) throws(StageFailure) -> [CommandResult] {
        try refreshKnowledge()
        let knowledge = knowledge
        let codeKey = codeKey
        return try session.transaction { connection throws(PostgresError) -> [CommandResult] in
            try receipts.store(&connection)
            let targets = try CommandTargets(commands, &connection)
            let cases = try CaseTable.lock(targets.all, &connection)
            let facts = BatchFacts(
                known: try CommandTable.known(commands.map(\.key), &connection),
                pasted: try Correspondence.counts(of: commands, &connection),
                followers: try targets.followers(of: commands, in: cases, &connection),
                ways: try OpenQuestions.ways(targets.asked(by: commands, in: cases), &connection),
                stale: try AgendaRows.stale(targets.all, calendar: knowledge.calendar, &connection),
                waiting: try Correspondence.waiting(for: commands, &connection))
            var batch = CommandBatch(cases, targets, facts, knowledge, at: now)
            let results = commands.map { batch.carryOut($0) }
            try batch.changes.store(&connection, at: now)
            try CommandTable.store(batch.fresh, at: now, &connection)
            try Correspondence.store(batch.applied, at: now, &connection)
            try HopLedger.store(batch.applied, at: now, &connection)
            try OpenQuestions.store(batch.applied, at: now, key: codeKey, &connection)
            return results
        }
    }

    private mutating func refreshKnowledge() throws(StageFailure) {
        guard knowledgeRead.advanced(bySeconds: Self.knowledgeSeconds) < .now else { return }
        let shared = shared
        knowledge = try session.read { connection throws(PostgresError) in
            try shared.current(&connection, read: CaseKnowledge.read)
        }
        knowledgeRead = .now
    }
}

/// Which complaints the commands of a batch speak of.
struct CommandTargets {
    private let ids: [String: ComplaintID]
    /// All of them, those to be followed too.
    let all: Set<ComplaintID>

    init(_ commands: [CaseCommand], _ connection: inout PostgresConnection) throws(PostgresError) {
        var codes: Set<String> = []
        var direct: Set<ComplaintID> = []
        for command in commands {
            switch command.target {
            case .code(let code): codes.insert(code)
            case .id(let id): direct.insert(id)
            }
            if let into = command.into { codes.insert(into) }
        }
        ids = try CaseTable.ids(ofCodes: codes, &connection)
        all = direct.union(ids.values)
    }

    /// The complaint that a command is about.
    func id(of command: CaseCommand) -> ComplaintID? {
        switch command.target {
        case .code(let code): ids[code]
        case .id(let id): id
        }
    }

    /// Who follows the cases that these commands want to follow others.
    func followers(
        of commands: [CaseCommand], in cases: [ComplaintID: Result<CaseTable.Locked, ReplayError>],
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: Set<ComplaintID>] {
        try CaseTable.followers(ofCodes: Set(states(.merge, of: commands, cases).map(\.code)), &connection)
    }

    /// The channels of cases whose reporters these commands ask.
    func asked(
        by commands: [CaseCommand], in cases: [ComplaintID: Result<CaseTable.Locked, ReplayError>]
    ) -> [ComplaintID: String] {
        states(.ask, of: commands, cases).reduce(into: [:]) { $0[$1.id] = $1.channel }
    }

    private func states(
        _ name: CommandName, of commands: [CaseCommand], _ cases: [ComplaintID: Result<CaseTable.Locked, ReplayError>]
    ) -> [CaseState] {
        commands.filter { $0.name == name }.compactMap(id(of:)).compactMap { try? cases[$0]?.get().state }
    }

    /// The complaint that a command wants its case to follow.
    func other(of command: CaseCommand) -> ComplaintID? { command.into.flatMap { ids[$0] } }
}
