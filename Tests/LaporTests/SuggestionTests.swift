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

    @Test(arguments: [["terbang"], ["x"], ["status"], ["dead", "list", "lst"], ["track", "stauts"], [], ["--stauts"]])
    func `nothing is named that nobody meant`(arguments: [String]) {
        #expect(Suggestion.command(for: arguments, of: Lapor.self) == nil)
    }
}
