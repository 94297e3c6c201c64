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
        if json {
            try Screen.show(json: JSONResult.encode(result))
        } else {
            let text = text(of: result)
            if !text.isEmpty { try Screen.show(text) }
        }
        if let hint = result.hint { Terminal.complain(hint) }
        if let failure = result.failure { throw failure }
    }

    /// All that people are told of it, on one page: what goes to standard error otherwise stands below.
    func page(_ result: some CommandResult) -> String {
        let below = [result.hint, result.failure?.phrase].compactMap { $0?.text }
        return ([text(of: result)] + below.map { $0.fitting(width) }).joined(separator: "\n\n")
    }

    private func text(of result: some CommandResult) -> String {
        Screen.$width.withValue(width) { result.text.fitting(width) }
    }

    private var width: Int? { wide ? nil : Screen.width }
}

/// How much of a list.
struct ListLimit: ParsableArguments {
    @Option(help: "How many at most; what is left out is counted.")
    var limit = 100

    func validate() throws { try require(1...1_000_000 ~= limit, CallWords.range("--limit", 1, 1_000_000)) }
}

/// A wrong call is told in the language of the screen.
func require(_ holds: Bool, _ fault: @autoclosure () -> Phrase) throws {
    guard holds else { throw ValidationError(fault().text) }
}

/// Names of values, for help and errors.
func names<Value: CaseIterable & RawRepresentable<String>>(_: Value.Type) -> String {
    Value.allCases.map(\.rawValue).joined(separator: ", ")
}

/// Checks that a reason that is kept for good says something, on one line.
///
/// - Throws: `ValidationError`.
func requireReason(_ text: String?, _ option: String) throws {
    try requireWords(text, option)
    try require(text.map { RealWords.fault(of: $0, least: 1) == nil } ?? true, CallWords.wordless(option))
}

/// Checks what is written down for others to read, who did something and why: words on one line, that can be seen.
///
/// - Throws: `ValidationError`.
func requireWords(_ text: String?, _ option: String) throws {
    guard let text else { return }
    try require(text.hasWords, CallWords.empty(option))
    try require(text.isOneLine, CallWords.oneLine(option))
}

extension String {
    /// Whether nothing of it can be seen.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.isUnseen) }

    /// Whether a letter or a digit of it can be seen.
    fileprivate var hasWords: Bool {
        unicodeScalars.contains { scalar in
            !scalar.isUnseen && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        }
    }

    /// Whether nothing of it ends a line, moves the cursor, or turns the direction of writing.
    fileprivate var isOneLine: Bool {
        unicodeScalars.allSatisfy { scalar in
            ![.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
                && !scalar.properties.isBidiControl
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isUnseen: Bool {
        properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || [.control, .format].contains(properties.generalCategory)
    }
}

extension CivilDate {
    @Sendable static func typed(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(iso: text) else { throw ValidationError(CallWords.notDay(text).text) }
        return date
    }
}
