import Complaints
import Contract
import Store

/// What the store has already under the numbers of a corrected copy: its stage looks there, after it has decoded it.
struct StoredBefore: Sendable {
    enum Found: Sendable {
        case nothing
        /// The same was accepted before: the copy changes nothing.
        case same
        /// Something else has the number.
        case other
    }

    var submissions: @Sendable ([AcceptedSubmission]) throws -> [Found]
    var commands: @Sendable ([UnprovenCommand]) throws -> [Found]

    /// What the store of this installation has.
    static let looked = StoredBefore(submissions: known, commands: known)
    /// A store that has nothing.
    static let nothing = StoredBefore(
        submissions: { $0.map { _ in .nothing } }, commands: { $0.map { _ in .nothing } })

    @Sendable private static func known(_ submissions: [AcceptedSubmission]) throws -> [Found] {
        var database = try Connections.database()
        let found = try SubmissionTable.stored(submissions.map(\.key), &database)
        let hashes = try DeploymentTable.hashes(&database)
        return submissions.map { submission in
            switch found[submission.key] {
            case nil: .nothing
            // What is kept under the number of an SMS's part is the whole message.
            case .hash(let hash) where submission.part == nil:
                hashes.isSaid(submission.contentHash, as: hash) ? .same : .other
            case .hash, .unknown: .same
            }
        }
    }

    @Sendable private static func known(_ commands: [UnprovenCommand]) throws -> [Found] {
        var database = try Connections.database()
        // Who has no key cannot send the copy; whether it is sound they may look up all the same.
        let sender = (try? CommandSigner(&database))?.sender
        return try CommandsBefore(commands.map(\.key), &database).found(
            commands.map { ($0.nobodys, sender, isPutBack: true) }
        ).map { earlier in
            switch earlier {
            case .same: .same
            case .other: .other
            case nil: .nothing
            }
        }
    }
}

/// What the store has under the ids of commands that are about to be sent.
struct CommandsBefore {
    private let settled: [String: [KnownCommand]]
    private let hashes: PersonalHashes?

    /// - Throws: `PostgresError`; also without a key of codes, where there is something to compare.
    init(_ keys: [String], _ database: inout Database) throws {
        settled = try CommandTable.settled(keys, &database).filter { !$0.value.isEmpty }
        hashes = settled.isEmpty ? nil : try DeploymentTable.hashes(&database)
    }

    func found(_ commands: [(CaseCommand, sender: String?, isPutBack: Bool)]) -> [EarlierCommand?] {
        commands.map { command, sender, isPutBack in
            guard let hashes, let known = settled[command.key] else { return nil }
            return known.earlier(NumberedCommand(command, by: sender, isPutBack: isPutBack, hashes))
        }
    }
}
