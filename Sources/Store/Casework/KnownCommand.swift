package import Complaints
package import Contract

/// A command with what tells it from others: each issuer numbers its own.
package struct NumberedCommand: Sendable {
    package var command: CaseCommand
    /// Name of the issuer; nil: intake, which names its commands by the words that it keeps.
    package var sender: String?
    /// Hashes of what it says: the first is stored, the others are those that may stand there from before; none of intake's.
    package var said: [Int64]
    /// Whether an operator gives it again for whoever sent it first.
    package var isPutBack: Bool

    /// - Parameter hashes: by which it is known what commands say.
    package init(
        _ command: CaseCommand, by sender: String?, isPutBack: Bool = false, _ hashes: PersonalHashes
    ) {
        self.command = command
        self.sender = sender
        self.isPutBack = isPutBack
        said = sender == nil && !isPutBack ? [] : hashes.said(by: command)
    }

    package var id: CommandID { CommandID(sender: sender, key: command.key) }
}

/// By what a command is known among all that were ever sent.
package struct CommandID: Sendable, Hashable {
    package var sender: String?
    package var key: String

    package init(sender: String?, key: String) { (self.sender, self.key) = (sender, key) }
}

/// A command that has had its outcome.
package struct KnownCommand: Sendable {
    package var outcome: CommandOutcome
    /// The case; nil when there was none, or none that it was to follow.
    package var complaint: ComplaintID?
    /// When it had the outcome; nil: now.
    package var at: Instant?
    /// Name of the issuer; nil: intake, or nobody noted it.
    package internal(set) var sender: String?
    /// Hash of what it says; nil where there is no sender.
    var said: Int64?
    /// In what role it was given; nil: nobody noted it.
    var role: CaseRole?
    var isPutBack = false

    /// - Parameter numbered: the command; nil: nobody noted who sent it and what it says.
    package init(_ outcome: CommandOutcome, of numbered: NumberedCommand? = nil, about complaint: ComplaintID?) {
        self.outcome = outcome
        self.complaint = complaint
        sender = numbered?.sender
        role = numbered?.command.actor.role
        isPutBack = numbered?.isPutBack ?? false
        said = numbered.flatMap { $0.sender == nil ? nil : $0.said.first }
    }

    package var id: CommandID { CommandID(sender: sender, key: outcome.key) }

    /// Whether the same command will always have this outcome: what was not there may come.
    package var isFinal: Bool { complaint != nil }

    /// Whether a command with its key is the same one, come again, as far as name and case tell.
    fileprivate func isOf(_ command: CaseCommand) -> Bool {
        if case .id(let id) = command.target, complaint ?? id != id { return false }
        return outcome.isOf(command)
    }

    private func saysTheSame(as other: NumberedCommand) -> Bool {
        guard let said else { return false }
        return other.said.contains(said) && isOf(other.command)
    }

    fileprivate func isRepeated(by again: NumberedCommand) -> Bool {
        saysTheSame(as: again) && (again.isPutBack || role == again.command.actor.role)
    }

    /// Whether one of the two is the other, put back by an operator, who signs it anew. What was refused to an operator may be
    /// carried out for its sender.
    fileprivate func isTwin(of other: NumberedCommand) -> Bool {
        saysTheSame(as: other) && (other.isPutBack || isPutBack && outcome.refusal == nil)
    }
}

/// What became before of a command's id.
package enum EarlierCommand: Sendable {
    /// The same command had this outcome.
    case same(KnownCommand)
    /// Another command had the id.
    case other(CommandRefusal)
}

extension [KnownCommand] {
    /// What became of `command` before, by all that had its key; nil: nothing.
    package func earlier(_ command: NumberedCommand) -> EarlierCommand? {
        if let sender = command.sender, let own = first(where: { $0.sender == sender }) {
            return own.isRepeated(by: command) ? .same(own) : .other(CommandOutcome.idReused)
        }
        if let twin = first(where: { $0.isTwin(of: command) }) { return .same(twin) }
        guard let former = first(where: { $0.sender == nil }) else { return nil }
        return former.isOf(command.command) ? .same(former) : .other(CommandOutcome.keyTaken)
    }
}
