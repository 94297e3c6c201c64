import Complaints
import Foundation

/// Reads commands of casework: a plain JSON object, a CloudEvent, or a batch of them.
package struct CaseCommandDecoder: Sendable {
    /// What texts may measure, in characters; a message may be as large as a submission.
    package enum Limits {
        package static let word = 128
        package static let account = 100
        package static let cause = 40
        /// Reasons: they go into messages.
        package static let reason = 500
        /// Questions, answers, replies.
        package static let text = 10_000
    }

    package init() {}

    /// Whether this may be the name of an account, which stands in the journal: no room for a citizen's name and number.
    package static func isAccount(_ name: String) -> Bool {
        1...Limits.account ~= name.utf8.count
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
                default: false
                }
            }
    }

    /// Whether this may be a cause: a word of figures, no sentence.
    package static func isCause(_ word: String) -> Bool {
        1...Limits.cause ~= word.utf8.count
            && word.utf8.allSatisfy { $0 == UInt8(ascii: "_") || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
    }

    /// The commands of one message.
    ///
    /// - Parameter routingKey: `case.<command>`, which must say the same as the message: only that is signed.
    package func decode(_ body: [UInt8], routingKey: String) -> [Entry<UnprovenCommand>] {
        do throws(Rejection) {
            guard let elements = try elements(of: body) else {
                return [Entry(read(body, in: body.indices, routingKey))]
            }
            return elements.enumerated().map { Entry(read(body, in: $1, routingKey), index: $0) }
        } catch {
            return [Entry(.failure(error))]
        }
    }

    /// The commands of a batch; nil when the body is none.
    private func elements(of body: [UInt8]) throws(Rejection) -> [Range<Int>]? {
        guard body.count <= SubmissionLimits.bodyBytes else {
            throw .bodyTooLarge
        }
        guard (try? UTF8Span(validating: body.span)) != nil else {
            throw Rejection("encoding_not_utf8", "the body must be valid UTF-8")
        }
        guard let elements = JSONSlices.elements(of: body) else { return nil }
        guard !elements.isEmpty else { throw Rejection("batch_empty", "a batch must hold at least one command") }
        guard elements.count <= SubmissionLimits.batchItems else {
            throw Rejection("batch_too_large", "a batch holds at most \(SubmissionLimits.batchItems) commands")
        }
        return elements
    }

    private func read(_ json: [UInt8], in range: Range<Int>, _ key: String) -> Result<UnprovenCommand, Rejection> {
        do throws(Rejection) {
            return .success(UnprovenCommand(try command(json, in: range, key)))
        } catch {
            return .failure(error)
        }
    }

    private func command(_ json: [UInt8], in range: Range<Int>, _ key: String) throws(Rejection) -> CaseCommand {
        guard JSONGrammar.accepts(Array(json[range])) else { throw .invalidJSON }
        guard let fields = JSONFields(json, in: range) else {
            throw Rejection("not_an_object", "a command must be a JSON object")
        }
        try requireOnce(fields)
        guard fields.range("specversion") != nil else { return try command(fields, id: nil, type: nil, key) }
        guard try fields.string("specversion") == "1.0" else {
            throw Rejection("cloudevent_invalid", field: "specversion", "specversion must be 1.0")
        }
        guard let data = try fields.optionalObject("data") else {
            throw Rejection("field_missing", field: "data", "data is required, as a JSON object")
        }
        try requireOnce(data)
        var command = try command(
            data, id: try fields.string("id"), type: try word(ofType: try fields.string("type")), key)
        command.trace = fields.trace
        return command
    }

    /// JSON libraries do not agree which of two they take, and one of them was signed.
    private func requireOnce(_ fields: JSONFields) throws(Rejection) {
        var seen: Set<String> = []
        for name in fields.names where !seen.insert(name).inserted { throw .repeated(name) }
    }

    /// The command that a CloudEvents type names: `id.lapor.case.verify.v1`.
    private func word(ofType type: String) throws(Rejection) -> String {
        guard type.hasPrefix("id.lapor.case."), type.hasSuffix(".v1") else {
            throw Rejection("cloudevent_type_unknown", field: "type", "type must be id.lapor.case.<command>.v1")
        }
        return String(type.dropFirst("id.lapor.case.".count).dropLast(".v1".count))
    }

    private func command(
        _ fields: JSONFields, id: String?, type: String?, _ key: String
    ) throws(Rejection) -> CaseCommand {
        let name = try name(fields, type: type, key)
        let own = try fields.optionalString("id")
        guard let idempotency = id ?? own else {
            throw Rejection("field_missing", field: "id", "id is required: it makes repeating the command harmless")
        }
        var command = CaseCommand(
            name, key: try limited(idempotency, "id", Limits.word), target: try target(fields, "case"),
            actor: UnprovenCommand.nobody)
        command.expectedVersion = try fields.optionalInteger("expected_version")
        command.reason = try text(fields, "reason", Limits.reason)
        try readWords(fields, into: &command)
        try readParticulars(fields, into: &command)
        return command
    }

    /// The command that the message itself names. A key that names none has brought the message back from its wait.
    private func name(_ fields: JSONFields, type: String?, _ key: String) throws(Rejection) -> CommandName {
        let words = [type, try fields.optionalString("command")].compactMap(\.self)
        guard let word = words.first else {
            throw Rejection(
                "field_missing", field: "command", "command is required: the token speaks for the message alone")
        }
        let routed = key.hasPrefix("case.") ? [String(key.dropFirst("case.".count))] : []
        guard (words + routed).allSatisfy({ $0 == word }) else {
            throw Rejection(
                "command_mismatch", field: "command", "routing key, type and command must name the same command")
        }
        guard let name = CommandName(rawValue: word) else {
            throw Rejection("command_unknown", field: "command", "no command of this name is known here")
        }
        return name
    }

    private func target(_ fields: JSONFields, _ key: String) throws(Rejection) -> CaseCommand.Target {
        let text = try fields.string(key)
        if let id = ComplaintID(text) { return .id(id) }
        return .code(try code(text, key))
    }

    private func code(_ text: String, _ key: String) throws(Rejection) -> String {
        do throws(TrackingCodeError) {
            return try TrackingCode(parsing: text).description
        } catch {
            throw Rejection("field_format", field: key, "\(key) must be a tracking code or a complaint's id")
        }
    }

    private func readWords(_ fields: JSONFields, into command: inout CaseCommand) throws(Rejection) {
        command.text = try text(fields, "text", Limits.text)
        command.decision = try text(fields, "decision", Limits.text)
        command.action = try text(fields, "action", Limits.text)
        command.further = try text(fields, "further", Limits.text)
    }

    private func readParticulars(_ fields: JSONFields, into command: inout CaseCommand) throws(Rejection) {
        command.body = try word(fields, "body")
        command.cause = try cause(fields)
        command.category = try word(fields, "category")
        command.isMisconduct = try fields.optionalBoolean("supervised")
        command.stars = try fields.optionalInteger("stars")
        command.consent = try fields.optionalBoolean("consent")
        command.level = try fields.optionalWord("level")
        if let kind = try fields.optionalString("kind") {
            guard let known = ReportKind(spelled: kind) else {
                throw Rejection(
                    "field_value", field: "kind", "kind must be pengaduan, aspirasi or permintaan_informasi")
            }
            command.kind = known
        }
        if let into = try fields.optionalString("into") { command.into = try code(into, "into") }
        // Only answers come by intake, which keeps their words.
        if command.name == .answer, let kept = try fields.optionalString("correspondence") {
            guard let id = ComplaintID(kept) else {
                throw Rejection("field_format", field: "correspondence", "correspondence must be a UUID")
            }
            command.correspondence = id
        }
    }

    private func word(_ fields: JSONFields, _ key: String) throws(Rejection) -> String? {
        try fields.optionalString(key).map { value throws(Rejection) in try limited(value, key, Limits.word) }
    }

    private func cause(_ fields: JSONFields) throws(Rejection) -> String? {
        guard let value = try fields.optionalString("cause") else { return nil }
        let word = try limited(value, "cause", Limits.cause)
        guard Self.isCause(word) else {
            throw Rejection("field_format", field: "cause", "cause must be a word of small letters and _")
        }
        return word
    }

    /// Words for people, without what only spoils them.
    private func text(_ fields: JSONFields, _ key: String, _ limit: Int) throws(Rejection) -> String? {
        guard let value = try fields.optionalString(key) else { return nil }
        let trimmed = value.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : try limited(trimmed, key, limit)
    }

    private func limited(_ value: String, _ key: String, _ limit: Int) throws(Rejection) -> String {
        guard !value.isEmpty else { throw Rejection("field_empty", field: key, "\(key) must not be empty") }
        guard value.unicodeScalars.count <= limit else {
            throw Rejection("field_too_long", field: key, "\(key) must have at most \(limit) characters")
        }
        guard !value.utf8.contains(0) else {
            throw Rejection("field_nul", field: key, "\(key) must not contain U+0000")
        }
        return value
    }
}
