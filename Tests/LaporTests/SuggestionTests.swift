import Testing

@testable import lapor

/// What somebody meant who mistyped a command.
@Suite struct SuggestionTests {
    @Test(arguments: [
        (["stauts"], "status"), (["satus"], "status"), (["STATUS2"], "status"), (["dead", "lst"], "list"),
        (["dead", "undoo"], "undo"), (["dead", "reply"], "replay"), (["--json", "recncile"], "reconcile"),
        (["calendar", "rules", "ad"], "add"), (["findd"], "find"), (["caze"], "case"),
    ]) func `the nearest command is named`(arguments: [String], command: String) {
        #expect(Suggestion.command(for: arguments, of: Lapor.self) == command)
    }

    @Test func `an option whose name goes on from what was typed is meant`() {
        func meant(_ line: String, _ arguments: String...) -> [String]? {
            Suggestion.option(for: line, arguments, of: Lapor.self).map { [$0.typed, $0.meant] }
        }
        #expect(
            meant("Error: Unknown option '--text'. Did you mean '--lat'?", "submit", "--text", "x") == [
                "--text", "--text-file",
            ])
        #expect(meant("Error: Unknown option '--phone'", "find", "--phone", "08") == ["--phone", "--phone-file"])
        #expect(meant("Error: Unknown option '--lan'. Did you mean '--lat'?", "submit", "--lan", "1") == nil)
        #expect(meant("Usage: lapor submit [--text-file <text-file>]", "submit") == nil)
    }

    @Test(arguments: [["terbang"], ["x"], ["status"], ["dead", "list", "lst"], ["track", "stauts"], [], ["--stauts"]])
    func `nothing is named that nobody meant`(arguments: [String]) {
        #expect(Suggestion.command(for: arguments, of: Lapor.self) == nil)
    }
}
