package import Complaints
import Contract

/// How a line of the log is written: for people, or as one JSON object for programs.
package enum LogFormat: String, CaseIterable, Sendable {
    case text, json

    /// Reads `LAPOR_LOG_FORMAT`.
    ///
    /// - Throws: `SettingError` naming the variable.
    package init(_ environment: Environment) throws(SettingError) {
        let word = try environment.choice(
            .logFormat, of: Self.allCases.map(\.rawValue), default: Self.text.rawValue)
        self = LogFormat(rawValue: word) ?? .text
    }
}

/// What a line of the log says.
package struct LogLine: Sendable {
    package var time: Instant
    package var level: String
    package var program: String
    /// Host and process.
    package var instance: String
    package var message: String
    /// Whatever else is known, by its name.
    package var facts: [String: LogFact]

    /// The line, without a line feed; none stands in it.
    package func text(_ format: LogFormat) -> String {
        switch format {
        case .text: plain
        case .json: json
        }
    }

    /// Facts that have a place of their own in a line, in its order.
    private static let places = ["stage", "lane", "code", "trace"]

    private var further: [(String, LogFact)] {
        facts.filter { !Self.places.contains($0.key) && $0.key != "reason" }.sorted { $0.key < $1.key }
    }

    /// `2026-02-03T01:15:01.120Z warning IntakeWorker host:7 intake-0: database unavailable: no answer [code=08006]`.
    private var plain: String {
        let source = (facts["lane"] ?? facts["stage"])?.description
        let head = [moment, level, program, instance, source].compactMap(\.self).joined(separator: " ")
        let named = [("code", facts["code"]), ("trace", facts["trace"])].compactMap { name, value in
            value.map { (name, $0) }
        }
        let notes = (named + further).map { "\($0)=\(Self.oneLine($1.description))" }
        let reason = facts["reason"].map { ": \(Self.oneLine($0.description))" } ?? ""
        return "\(head): \(Self.oneLine(message))\(reason)"
            + (notes.isEmpty ? "" : " [\(notes.joined(separator: " "))]")
    }

    private var json: String {
        var json = JSONObject(capacity: 256)
        json.add("time", moment)
        json.add("level", level)
        json.add("program", program)
        json.add("instance", instance)
        for name in Self.places { json.add(name, facts[name]?.description) }
        json.add("message", message)
        json.add("reason", facts["reason"]?.description)
        for (name, value) in further { json.add(Self.taken.contains(name) ? "\(name)_" : name, value) }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Members that a fact of the same name must not double.
    private static let taken: Set<String> = ["time", "level", "program", "instance", "message"]

    /// RFC 3339 in UTC, always with milliseconds.
    private var moment: String { "\(time.rfc3339.dropLast("000Z".count))Z" }

    /// Control characters, which an error of a server may have, become blanks.
    private static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.isObeyed || $0 == "\n" || $0 == "\t" }) else { return text }
        return text.unicodeScalars.split { $0.isObeyed || $0 == "\n" || $0 == "\t" }
            .map { String(String.UnicodeScalarView($0)).trimmed }.joined(separator: " ")
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension JSONObject {
    /// A number as a number, so that programs can count with it; what is none in JSON stays a word.
    fileprivate mutating func add(_ name: String, _ fact: LogFact) {
        switch fact {
        case .text(let text): add(name, text)
        case .integer(let number): add(name, number)
        case .decimal(let number) where number.isFinite: add(name, json: Array("\(number)".utf8))
        case .decimal(let number): add(name, "\(number)")
        case .boolean(let value): add(name, value)
        }
    }
}
