import Complaints
import Contract
import Foundation

/// A scenario: what citizens and officers do, and when. One JSON object per line:
///
///     {"at":"2020-03-02T09:00:00+08:00","as":"a1","submit":{"text":"…","location":{"region_code":"64.72"}}}
///     {"at":"2020-03-05T10:00:00+08:00","case":"a1","command":"reply","actor":"opd","text":"…"}
///     {"at":"2020-12-31T23:59:59+08:00"}
///
/// A line with a time alone lets the time pass until then. Lines that begin with `#` are remarks.
struct Scenario {
    struct Line {
        var number: Int
        var at: Instant
        var act: Act
    }

    enum Act {
        /// A submission in the form of the intake contract, under a name that later lines use.
        case submit(name: String, channel: String, externalID: String, body: [UInt8])
        case command(CommandLineAct)
        /// Nothing: time passes.
        case pass
    }

    /// A command before its cases are known.
    struct CommandLineAct {
        var name: CommandName
        var caseName: String
        /// The members of the command, as they stand in the line.
        var members: [String: Any]
        /// The refusal that the line is written to meet.
        var expected: CommandRefusal.Code?
    }

    let lines: [Line]

    /// Reads a scenario.
    ///
    /// - Throws: `Failure` `badData` naming the line.
    init(_ text: String) throws {
        var lines: [Line] = []
        var names: Set<String> = []
        for (index, text) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { continue }
            let line = try ScenarioLine(trimmed, number: index + 1)
            if let last = lines.last?.at, line.at < last { throw line.wrong(RehearsalWords.timeBackwards) }
            lines.append(Line(number: index + 1, at: line.at, act: try line.act(known: &names)))
        }
        self.lines = lines
    }
}

private struct ScenarioLine {
    let number: Int
    let at: Instant
    private let members: [String: Any]

    init(_ text: String, number: Int) throws {
        self.number = number
        guard let members = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] else {
            throw Self.wrong(number, RehearsalWords.notObject)
        }
        guard let at = (members["at"] as? String).flatMap({ Instant(rfc3339: $0) }) else {
            throw Self.wrong(number, RehearsalWords.atMissing)
        }
        self.members = members
        self.at = at
    }

    func wrong(_ reason: Phrase) -> Failure { Self.wrong(number, reason) }

    private static func wrong(_ number: Int, _ reason: Phrase) -> Failure {
        Failure(.badData, RehearsalWords.line(number, reason))
    }

    func act(known names: inout Set<String>) throws -> Scenario.Act {
        if let submission = members["submit"] as? [String: Any] { return try submit(submission, &names) }
        guard members["command"] != nil || members["case"] != nil else {
            guard members.count == 1 else { throw wrong(RehearsalWords.neither) }
            return .pass
        }
        return try command(names)
    }

    private func submit(_ given: [String: Any], _ names: inout Set<String>) throws -> Scenario.Act {
        let name = members["as"] as? String ?? "line-\(number)"
        guard names.insert(name).inserted else { throw wrong(RehearsalWords.caseTwice(name)) }
        var submission = given
        let channel = given["channel"] as? String ?? "web"
        let externalID = given["external_id"] as? String ?? name
        submission["channel"] = channel
        submission["external_id"] = externalID
        if submission["submitted_at"] == nil { submission["submitted_at"] = at.rfc3339 }
        let body = try json(submission)
        let parts = SubmissionDecoder().decode(
            body, contentType: "application/json", contentEncoding: nil,
            check: SubmissionCheck(now: at, routedChannel: nil))
        if case .failure(let rejection)? = parts.first?.content {
            throw wrong(CommonWords.coded(Phrase(said: rejection.reason), rejection.code))
        }
        if case .success(let accepted)? = parts.first?.content, let fault = accepted.unread.first?.rejection {
            throw wrong(CommonWords.coded(Phrase(said: fault.reason), fault.code))
        }
        return .submit(name: name, channel: channel, externalID: externalID, body: body)
    }

    private func command(_ names: Set<String>) throws -> Scenario.Act {
        guard let word = members["command"] as? String, let name = CommandName(rawValue: word) else {
            let known = CommandName.allCases.map(\.rawValue).joined(separator: ", ")
            throw wrong(RehearsalWords.oneOf("command", known))
        }
        guard let caseName = members["case"] as? String, names.contains(caseName) else {
            throw wrong(RehearsalWords.caseAbove("case"))
        }
        if let into = members["into"] as? String, !names.contains(into) {
            throw wrong(RehearsalWords.caseAbove("into"))
        }
        var expected: CommandRefusal.Code?
        if let word = members["expect"] as? String {
            guard let code = CommandRefusal.Code(rawValue: word) else {
                let known = CommandRefusal.Code.allCases.map(\.rawValue).joined(separator: ", ")
                throw wrong(RehearsalWords.oneOf("expect", known))
            }
            expected = code
        }
        var rest = members
        for key in ["at", "case", "command", "expect"] { rest[key] = nil }
        return .command(
            Scenario.CommandLineAct(name: name, caseName: caseName, members: rest, expected: expected))
    }

    private func json(_ object: [String: Any]) throws -> [UInt8] {
        guard let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]) else {
            throw wrong(RehearsalWords.notJSON)
        }
        return Array(data)
    }
}

extension Scenario.CommandLineAct {
    /// The command, now that the cases' codes are known.
    ///
    /// - Throws: `Failure` `badData` naming the line.
    func command(line: Int, codes: [String: String]) throws -> CaseCommand {
        let actor = try actor(line: line)
        var object = members
        object["id"] = "play:\(line)"
        object["case"] = codes[caseName]
        if let into = members["into"] as? String { object["into"] = codes[into] }
        object["command"] = name.rawValue
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        let parts = CaseCommandDecoder().decode(Array(data), routingKey: "case.\(name.rawValue)")
        switch parts.first?.content {
        case .success(let command): return command.given(by: actor)
        case .failure(let rejection):
            let reason = CommonWords.coded(Phrase(said: rejection.reason), rejection.code)
            throw Failure(.badData, RehearsalWords.line(line, reason))
        case nil: throw Failure(.badData, RehearsalWords.line(line, RehearsalWords.noCommand))
        }
    }
}
