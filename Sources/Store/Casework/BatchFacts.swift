package import Complaints
import Contract
package import Postgres

/// What the store knows of the commands of a batch: all that they are decided from, besides the rules.
package struct BatchFacts: Sendable {
    /// The complaints that the commands' tracking codes name.
    package var codes: [String: ComplaintID] = [:]
    /// The cases, those to be followed too.
    package var cases: [ComplaintID: Result<CaseState, ReplayError>] = [:]
    /// Commands that had their outcome before, whoever sent them, by key.
    package var outcomes: [String: [KnownCommand]] = [:]
    /// In how many cases the officers' words stand already, by fingerprint.
    package var pastedCounts: [Int64: Int] = [:]
    /// Who follows the cases that are to follow others, by tracking code.
    package var followers: [String: Set<ComplaintID>] = [:]
    /// How questions get to the reporters of cases that are to be asked.
    package var questionWays: [ComplaintID: QuestionWay] = [:]
    /// Cases whose deadlines were computed by an older calendar.
    package var staleCases: Set<ComplaintID> = []
    /// How the reporters of cases are reached whose secret somebody names.
    package var contacts: [ComplaintID: ReporterContact] = [:]
    /// Of the same cases: proofs of the secrets that their reporters were told when they were taken.
    package var filingProofs: [ComplaintID: Int64] = [:]
    /// How many wrong secrets came lately.
    package var secretTries: [SecretTry: Int] = [:]
    /// Words of reporters that are kept and not taken up yet.
    package var keptWords: [ComplaintID: Correspondence.Waiting] = [:]

    package init() {}

    /// Locks the cases that the commands speak of, and reads the rest.
    ///
    /// - Parameters:
    ///   - proving: those of the commands whose reporters name the secret that they were told, or ask for a code.
    ///   - calendar: version of the calendar by which deadlines are computed now.
    package init(
        locking commands: [CaseCommand], proving: [CaseCommand] = [], calendar: Int,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        codes = try CaseTable.ids(ofCodes: Set(commands.flatMap(\.codes)), &connection)
        let ids = Set(codes.values).union(commands.compactMap(id(of:)))
        cases = try CaseTable.lock(ids, &connection)
        outcomes = try CommandTable.settled(commands.map(\.key), &connection)
        pastedCounts = try Correspondence.counts(of: commands.compactMap(\.officersFingerprint), &connection)
        followers = try CaseTable.followers(ofCodes: Set(states(.merge, of: commands).map(\.code)), &connection)
        questionWays = try Self.questionWays(to: states(.ask, of: commands), &connection)
        let proven = Set(proving.compactMap(id(of:)))
        contacts = try ReporterContacts.of(proven, &connection)
        filingProofs = try CaseTable.filingProofs(of: proven, &connection)
        secretTries = try SecretTries.counts(of: proven, &connection)
        staleCases = try AgendaTable.stale(ids, calendar: calendar, &connection)
        keptWords = try Correspondence.waiting(among: commands.compactMap(\.correspondence), &connection)
    }

    package func id(of command: CaseCommand) -> ComplaintID? {
        switch command.target {
        case .code(let code): codes[code]
        case .id(let id): id
        }
    }

    /// What became of a command before.
    package func earlier(_ command: NumberedCommand) -> EarlierCommand? {
        outcomes[command.command.key]?.earlier(command)
    }

    package func state(_ id: ComplaintID?) -> CaseState? { id.flatMap { try? cases[$0]?.get() } }

    private func states(_ name: CommandName, of commands: [CaseCommand]) -> [CaseState] {
        commands.filter { $0.name == name }.compactMap { state(id(of: $0)) }
    }

    private static func questionWays(
        to cases: [CaseState], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: QuestionWay] {
        let contacts = try ReporterContacts.of(cases.map(\.id), &connection)
        return cases.reduce(into: [:]) { $0[$1.id] = QuestionWay(from: $1.channel, to: contacts[$1.id]) }
    }
}

/// A command that was carried out, with what it did.
package struct AppliedCommand: Sendable {
    package var command: CaseCommand
    package var before: CaseState
    package var after: CaseState
    package var entry: JournalEntry

    package init(_ command: CaseCommand, from before: CaseState, to after: CaseState, _ entry: JournalEntry) {
        self.command = command
        self.before = before
        self.after = after
        self.entry = entry
    }
}

extension CaseCommand {
    fileprivate var codes: [String] {
        guard case .code(let code) = target else { return [into].compactMap(\.self) }
        return [code] + [into].compactMap(\.self)
    }
}
