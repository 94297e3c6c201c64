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
        let outcomes = try CommandTable.outcomes(of: commands.map(\.key), &database).filter { $0.value.isFinal }
        guard !outcomes.isEmpty else { return commands.map { _ in .nothing } }
        let codes = commands.compactMap { command in
            if case .code(let code) = command.target { code } else { nil }
        }
        let ids = try CaseTable.ids(ofCodes: Set(codes), &database)
        return commands.map { command in
            let id: ComplaintID? =
                switch command.target {
                case .code(let code): ids[code]
                case .id(let id): id
                }
            return outcomes[command.key].map { $0.isOf(command.nobodys, id) ? .same : .other } ?? .nothing
        }
    }
}
