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

    package func json(at: Instant) -> [UInt8] {
        var data = JSONObject(capacity: 192)
        data.add("command", command.rawValue)
        data.add("id", key)
        data.add("code", code)
        data.add("version", version)
        data.add("status", status?.rawValue)
        data.add("refusal", refusal?.code.rawValue)
        data.add("reason", refusal?.reason)
        var json = JSONObject(capacity: 384)
        json.add("specversion", "1.0")
        json.add("id", "command:\(key)")
        json.add("source", "lapor")
        json.add("type", refusal == nil ? Self.appliedType : Self.refusedType)
        json.add("time", at)
        json.add("datacontenttype", "application/json")
        json.add("data", json: data.bytes)
        return json.bytes
    }

    /// Reads an outcome.
    ///
    /// - Throws: `Rejection` naming the field.
    package init(json: [UInt8]) throws(Rejection) {
        guard let event = JSONFields(json, in: json.indices), let data = try event.optionalObject("data") else {
            throw Rejection("not_an_object", "an outcome must be a CloudEvent")
        }
        let name: CommandName? = try data.optionalWord("command")
        guard let name else { throw Rejection("field_missing", field: "command", "command is required") }
        let refusal: CommandRefusal.Code? = try data.optionalWord("refusal")
        let reason = try data.optionalString("reason") ?? ""
        self.init(
            key: try data.string("id"), command: name, code: try data.optionalString("code"),
            version: try data.optionalInteger("version"), status: try data.optionalWord("status"),
            refusal: refusal.map { CommandRefusal($0, reason) })
    }
}

extension CommandOutcome {
    /// What the sender of another command under a key that was used is told; the outcome of the first stays.
    package static let keyTaken = CommandRefusal(
        .keyTaken, "another command had this id: each command needs its own")

    /// Whether it is of this command, and not of another one that had the same key.
    package func isOf(_ command: CaseCommand) -> Bool {
        guard self.command == command.name else { return false }
        guard let code, case .code(let wanted) = command.target else { return true }
        return code == wanted
    }
}
