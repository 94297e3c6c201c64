import ArgumentParser
import Complaints
import Operator

/// How a command prints its result: for people, or as JSON.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON.")
    var json = false
    @Flag(help: "On a terminal: tables as wide as they must be, with all columns.")
    var wide = false

    func print(_ result: some CommandResult) throws {
        let width = wide ? nil : Screen.width
        let text = json ? try JSONResult.encode(result) : Screen.$width.withValue(width) { result.text }
        if !text.isEmpty { Swift.print(text) }
        if let failure = result.failure { throw failure }
    }
}

/// A wrong call is told in the language of the screen.
func require(_ holds: Bool, _ fault: @autoclosure () -> Phrase) throws {
    guard holds else { throw ValidationError(fault().text) }
}

/// Names of values, for help and errors.
func names<Value: CaseIterable & RawRepresentable<String>>(_: Value.Type) -> String {
    Value.allCases.map(\.rawValue).joined(separator: ", ")
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension CivilDate {
    @Sendable static func typed(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(iso: text) else { throw ValidationError(CallWords.notDay(text).text) }
        return date
    }
}
