import Foundation
import TestKit
import Testing

@testable import Complaints
@testable import Contract

/// The documents and the program name the same commands, roles, refusals, events and fields.
@Suite struct ContractDocumentsTests {
    private static let docs = TestStack.root.appending(path: "docs")

    private func schema(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: Self.docs.appending(path: "schemas/\(name).json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The value at the end of a path of members.
    private func part(_ schema: [String: Any], _ path: String...) throws -> [String: Any] {
        try path.reduce(schema) { object, key in try #require(object[key] as? [String: Any], "\(key) of \(path)") }
    }

    private func words(_ schema: [String: Any], _ path: [String], _ key: String = "enum") throws -> [String] {
        let object = try path.reduce(schema) { try #require($0[$1] as? [String: Any], "\($1) of \(path)") }
        return try #require(object[key] as? [String])
    }

    @Test func commands() throws {
        let known = CommandName.allCases.map(\.rawValue)
        #expect(Set(try words(schema("case-command"), ["$defs", "plain", "properties", "command"])) == Set(known))
        #expect(Set(try words(schema("command-outcome"), ["$defs", "data", "properties", "command"])) == Set(known))
    }

    @Test func `roles, kinds, levels and statuses`() throws {
        let people = Set(CaseRole.allCases.map(\.rawValue)).subtracting([CaseRole.system.rawValue])
        let command = try schema("case-command")
        let data = try part(command, "$defs", "data")
        #expect(Set(try words(schema("command-token"), ["properties", "role"])) == people)
        #expect(Set(try words(data, ["properties", "kind"])) == Set(ReportKind.allCases.map(\.rawValue)))
        #expect(Set(try words(data, ["properties", "level"])) == Set(EscalationLevel.allCases.map(\.rawValue)))
        let event = try schema("complaint-event")
        let statuses = Set(CaseStatus.allCases.map(\.rawValue))
        #expect(Set(try words(event, ["$defs", "data", "properties", "role"])) == people)
        #expect(
            Set(try words(event, ["$defs", "caseworkEvent", "properties", "level"]))
                == Set(EscalationLevel.allCases.map(\.rawValue)))
        #expect(Set(try words(event, ["$defs", "caseworkEvent", "properties", "status"])) == statuses)
        #expect(Set(try words(schema("command-outcome"), ["$defs", "data", "properties", "status"])) == statuses)
    }

    @Test func refusals() throws {
        let documented = try words(schema("command-outcome"), ["$defs", "refusal"])
        #expect(Set(documented) == Set(CommandRefusal.Code.allCases.map(\.rawValue)))
    }

    @Test func events() throws {
        let parts = try #require(try schema("complaint-event")["allOf"] as? [[String: Any]])
        let types = try parts.map {
            try #require(try part($0, "if", "properties", "type")["const"] as? String)
        }
        #expect(Set(types) == Set(CaseEvent.allCases.map { "id.lapor.\($0.routingKey).v1" }))
        #expect(types.count == CaseEvent.allCases.count)
    }

    @Test func clocks() throws {
        let event = try schema("complaint-event")
        let lengths: Set<DeadlineClock> = [
            .objection, .reminder, .escalateHead, .escalateCoordinator, .escalateNational,
        ]
        let running = DeadlineClock.allCases.filter { !lengths.contains($0) }.map(\.rawValue)
        #expect(Set(try words(event, ["$defs", "clockName"])) == Set(running))
        let steps = ClockStep.allCases.filter { $0 != .quiet }.map(\.rawValue)
        #expect(try words(event, ["$defs", "clockStep"]) == steps)
    }

    @Test func limits() throws {
        let defs = try part(schema("case-command"), "$defs")
        #expect(try part(defs, "word")["maxLength"] as? Int == CaseCommandDecoder.Limits.word)
        let account = try part(schema("command-token"), "properties", "sub")
        #expect(account["maxLength"] as? Int == CaseCommandDecoder.Limits.account)
        #expect(
            try part(defs, "data", "properties", "cause")["maxLength"] as? Int == CaseCommandDecoder.Limits.cause)
        #expect(try part(defs, "text")["maxLength"] as? Int == CaseCommandDecoder.Limits.text)
        #expect(
            try part(defs, "data", "properties", "reason")["maxLength"] as? Int == CaseCommandDecoder.Limits.reason)
        #expect(try schema("case-command-batch")["maxItems"] as? Int == SubmissionLimits.batchItems)
    }

    /// Fields that a need asks for; those that hang on who sends the command are tested with the schema.
    private func fields(_ need: CommandNeed) -> [String] {
        switch need {
        case .reason: ["reason"]
        case .text: ["text"]
        case .body: ["body"]
        case .stars: ["stars"]
        case .into: ["into"]
        case .closing: ["decision", "action", "further"]
        case .spam: ["cause"]
        case .kept, .fresh, .unanswered, .merged, .unmerged, .replied, .timely, .objecting, .settling, .consenting,
            .contested:
            []
        }
    }

    @Test(arguments: CommandName.allCases) func `roles and required fields are those of the state machine`(
        command: CommandName
    ) throws {
        let rows = CaseMove.table.filter { $0.command == command }
        let defs = try part(schema("case-command"), "$defs")
        let data = try part(defs, "\(command.rawValue)_data")
        var always = Set(rows[0].needs.flatMap(fields))
        for row in rows { always.formIntersection(row.needs.flatMap(fields)) }
        let required = data["required"] as? [String] ?? []
        #expect(Set(required) == always)
        #expect(Set(try words(data, [], "x-roles")) == Set(rows.flatMap(\.roles).map(\.rawValue)))
    }

    @Test func `the guide's state machine is the program's`() throws {
        let guide = try String(contentsOf: Self.docs.appending(path: "integrators.md"), encoding: .utf8)
        let rows = guide.split(separator: "\n").map(String.init)
        let header = try #require(rows.firstIndex { $0.hasPrefix("| command | from |") })
        let documented = rows[(header + 2)...].prefix { $0.hasPrefix("|") }
        #expect(documented.joined(separator: "\n") == CaseMove.table.map(\.row).joined(separator: "\n"))
    }
}

extension CaseMove {
    /// The row in the guide.
    fileprivate var row: String {
        let from = self.from.count == CaseStatus.allCases.count ? ["any"] : names(CaseStatus.allCases, in: self.from)
        let to =
            switch destination {
            case .to(let status): "`\(status.rawValue)`"
            case .same: "the same"
            case .before: "as before"
            }
        let cells = [
            "`\(command.rawValue)`", from.joined(separator: ", "), to,
            names(CaseRole.allCases, in: roles).joined(separator: ", "),
            needs.map(\.rawValue).joined(separator: ", "), "`\(event.rawValue)`",
        ]
        return "| \(cells.map { $0.isEmpty ? "–" : $0 }.joined(separator: " | ")) |"
    }

    private func names<Name: RawRepresentable<String> & Hashable>(_ all: [Name], in some: Set<Name>) -> [String] {
        all.filter(some.contains).map(\.rawValue)
    }
}
