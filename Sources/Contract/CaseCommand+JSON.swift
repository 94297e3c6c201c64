package import Complaints

extension CaseCommand {
    /// The routing key on `lapor.casework`.
    package var routingKey: String { "case.\(name.rawValue)" }

    /// The message, without who gives the command: that says the token which is sent with it.
    package func json(at: Instant) -> [UInt8] {
        JSONObject.event(id: key, type: "id.lapor.\(routingKey).v1", at: at, data: data, trace: trace)
    }

    /// What it says, in one form, without who gives it, under which id, on which case, and what traces it: by this a repetition is
    /// told from another command under the same id. A hash of it is stored, so what it says today it must say in that form ever after.
    package var said: [UInt8] {
        var said = JSONObject(capacity: 384)
        said.add("command", name.rawValue)
        addWords(to: &said)
        return said.bytes
    }

    private var data: [UInt8] {
        var data = JSONObject(capacity: 384)
        switch target {
        case .code(let code): data.add("case", code)
        case .id(let id): data.add("case", id)
        }
        addWords(to: &data)
        return data.bytes
    }

    private func addWords(to data: inout JSONObject) {
        data.add("expected_version", expectedVersion)
        data.add("reason", reason)
        data.add("text", text)
        data.add("decision", decision)
        data.add("action", action)
        data.add("further", further)
        addParticulars(to: &data)
    }

    private func addParticulars(to data: inout JSONObject) {
        data.add("body", body)
        data.add("cause", cause)
        data.add("kind", kind?.rawValue)
        data.add("supervised", isMisconduct)
        data.add("category", category)
        data.add("stars", stars)
        data.add("into", into)
        data.add("level", level?.rawValue)
        data.add("consent", consent)
        data.add("correspondence", correspondence)
    }
}
