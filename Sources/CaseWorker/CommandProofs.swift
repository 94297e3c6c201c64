import Complaints
import Contract
import Store
import Tokens

/// A command, and by what it is proved who gives it.
struct ProvenCommand: Sendable {
    enum Proof: Sendable, Equatable {
        /// Words that intake has kept: their reporter sent them by the number or address that they are known by.
        case keptWords
        /// - Parameters:
        ///   - channels: those whose reporters the issuer may speak for.
        ///   - secret: what the reporter says is theirs.
        case token(CommandProof, channels: Set<String>, secret: String?)
    }

    var command: CaseCommand
    var proof: Proof
    /// Whether it was parked before.
    var isPutBack = false
    /// Where its issuer has it from; empty: it does not say.
    var source = ""

    /// Whose command it is; nil: intake's.
    var sender: CommandSender? {
        guard case .token(let proof, _, _) = proof else { return nil }
        return CommandSender(issuer: proof.issuer, isPutBack: isPutBack)
    }

    /// Whether it must be looked up how the case's reporter is reached.
    var needsContact: Bool { namesSecret || command.name == .askCode }

    /// Whether its reporter names a secret.
    var namesSecret: Bool {
        guard case .token(_, _, let secret) = proof, command.actor.role == .reporter else { return false }
        return secret != nil
    }
}

/// Who has signed a command, and so numbers it.
struct CommandSender: Sendable, Equatable {
    /// Its registered name.
    var issuer: String
    /// Whether it gives again what was parked, which another may have sent first.
    var isPutBack: Bool
}

/// A command of which it is known who gives it, or why it is not.
enum JudgedCommand: Sendable {
    case proven(ProvenCommand)
    /// - Parameters:
    ///   - by: the registered issuer that has signed it; nil: none, and nothing is noted of it.
    ///   - mayHear: whether its sender may hear what became of the command before.
    case refused(CaseCommand, CommandRefusal, by: CommandSender?, mayHear: Bool)

    var proven: ProvenCommand? { if case .proven(let command) = self { command } else { nil } }

    /// The key of a command that was signed in vain.
    var refusedKey: String? {
        if case .refused(let command, _, by: .some, _) = self { command.key } else { nil }
    }
}

/// Who gives the commands of one transaction. Pure: the same messages, issuers and used tokens give the same.
struct CommandProofs {
    /// What intake's own commands are called: nobody else's may be called so.
    static let intakeKey = "intake:"
    private var judge: TokenJudge
    private let rules: CaseRules
    /// Each message is judged once, however many commands it has.
    private var standings: [ObjectIdentifier: TokenStanding] = [:]

    init(_ judge: TokenJudge, _ rules: CaseRules) {
        self.judge = judge
        self.rules = rules
    }

    /// Tokens that count from now on.
    var accepted: [UsedToken] { judge.accepted }

    mutating func judge(_ item: CaseItem) -> JudgedCommand {
        let command = item.command
        if item.message.proof == nil, let words = keptWords(command) { return .proven(words) }
        let nobodys = command.nobodys
        let token: CommandToken
        switch item.message.token {
        case .success(let found): token = found
        case .failure(let refusal): return .refused(nobodys, refusal, by: nil, mayHear: false)
        }
        let standing = standing(of: token, in: item.message)
        guard standing.isSigned else {
            return .refused(nobodys, standing.refusal ?? .missingToken, by: nil, mayHear: false)
        }
        guard !command.key.hasPrefix(Self.intakeKey) else {
            return .refused(nobodys, CommandOutcome.keyTaken, by: nil, mayHear: false)
        }
        let given = command.given(by: token.actor)
        let isPutBack = item.message.replays != nil
        if let refusal = standing.refusal {
            let sender = CommandSender(issuer: token.claims.issuer, isPutBack: isPutBack)
            return .refused(given, refusal, by: sender, mayHear: standing.mayHear)
        }
        let proof = CommandProof(issuer: token.claims.issuer, token: token.claims.id)
        return .proven(
            ProvenCommand(
                command: given,
                proof: .token(proof, channels: standing.channels, secret: token.claims.secret), isPutBack: isPutBack,
                source: token.claims.source ?? ""))
    }

    private mutating func standing(of token: CommandToken, in message: CommandMessage) -> TokenStanding {
        if let known = standings[ObjectIdentifier(message)] { return known }
        let standing = judge.judge(token, isAbove: rules.isAbove)
        standings[ObjectIdentifier(message)] = standing
        return standing
    }

    /// What intake says of words that it keeps. Whether they are there, and for this case, the store tells; nothing else of
    /// such a command counts.
    private func keptWords(_ command: UnprovenCommand) -> ProvenCommand? {
        guard command.name == .answer, let words = command.correspondence, command.key == "\(Self.intakeKey)\(words)"
        else { return nil }
        var answer = CaseCommand(
            .answer, key: command.key, target: command.target,
            actor: CaseActor(.reporter, id: CaseRole.reporter.rawValue))
        (answer.correspondence, answer.trace) = (words, command.trace)
        return ProvenCommand(command: answer, proof: .keptWords)
    }
}
