package import Complaints

/// What became of a command, as its sender is told.
package struct CommandOutcome: Sendable, Equatable {
    package var key: String
    package var command: CommandName
    package var code: String?
    /// The case's version after the command, or the one that it was refused at; nil for an unknown case.
    package var version: Int?
    package var status: CaseStatus?
    /// Why it was refused; nil: it was carried out.
    package var refusal: CommandRefusal?

    package init(
        key: String, command: CommandName, code: String?, version: Int?, status: CaseStatus?,
        refusal: CommandRefusal? = nil
    ) {
        self.key = key
        self.command = command
        self.code = code
        self.version = version
        self.status = status
        self.refusal = refusal
    }

    package static let appliedType = "id.lapor.command.applied.v1"
    package static let refusedType = "id.lapor.command.refused.v1"
    package static let acceptedType = "id.lapor.command.accepted.v1"

    /// Whether its sender is told that it was read, and nothing besides: what becomes of a code that is asked for, and whether there is
    /// such a case, the reporter alone learns.
    package var isKeptBack: Bool {
        guard command == .askCode, let refusal else { return command == .askCode }
        return ![.keyTaken, .idReused].contains(refusal.code) && !refusal.code.rawValue.hasPrefix("token_")
    }

    /// Of the event that tells it.
    package var id: String {
        // Who has heard of the first one must not take this for that.
        refusal?.code == .idReused ? "command:\(key):\(CommandRefusal.Code.idReused.rawValue)" : "command:\(key)"
    }

    package func json(at: Instant) -> [UInt8] {
        var data = JSONObject(capacity: 192)
        data.add("command", command.rawValue)
        data.add("id", key)
        guard !isKeptBack else { return JSONObject.event(id: id, type: Self.acceptedType, at: at, data: data.bytes) }
        data.add("code", code)
        data.add("version", version)
        data.add("status", status?.rawValue)
        data.add("refusal", refusal?.code.rawValue)
        data.add("reason", refusal?.reason)
        let type = refusal == nil ? Self.appliedType : Self.refusedType
        return JSONObject.event(id: id, type: type, at: at, data: data.bytes)
    }
}

extension CommandOutcome {
    /// What the sender of another command under an id of theirs that was used is told; the outcome of the first stays.
    package static let idReused = CommandRefusal(
        .idReused,
        "this id was used for a command that says something else, which stays: send this one under an id of its own")
    /// The same where nobody noted who used the id, and of ids that are intake's.
    package static let keyTaken = CommandRefusal(
        .keyTaken, "another command had this id: each command needs its own")

    /// Whether it is of this command, and not of another one that had the same key.
    package func isOf(_ command: CaseCommand) -> Bool {
        guard self.command == command.name else { return false }
        guard let code, case .code(let wanted) = command.target else { return true }
        return code == wanted
    }
}
