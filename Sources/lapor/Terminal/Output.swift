import ArgumentParser
import Foundation

/// How a command prints its result: for people, or as JSON.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON.")
    var json = false

    /// Prints `result`, or the text that says the same.
    func print(_ result: some Encodable, _ text: @autoclosure () -> String) throws {
        Swift.print(json ? try Self.encode(result) : text())
    }

    /// Keys in snake case and in order, so that the same result is always the same bytes.
    static func encode(_ result: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(result), as: UTF8.self)
    }
}
