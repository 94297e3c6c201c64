import Foundation

/// What a command has found or done: JSON for programs, a page for people.
package protocol CommandResult: Encodable {
    var text: String { get }
    /// Why the command fails although it has a result.
    var failure: Failure? { get }
    /// What the page does not show, for who reads it; said on standard error.
    var hint: Phrase? { get }
}

extension CommandResult {
    package var failure: Failure? { nil }
    package var hint: Phrase? { nil }
}

/// A result that is a list: as JSON an array.
package protocol ListResult: CommandResult {
    associatedtype Row: Encodable
    var rows: [Row] { get }
}

extension ListResult {
    package func encode(to encoder: any Encoder) throws { try rows.encode(to: encoder) }
}

package enum JSONResult {
    /// Keys in snake case and in order, so that the same result is always the same bytes.
    package static func encode(_ result: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(result), as: UTF8.self)
    }
}

enum InputFile {
    /// - Throws: `Failure` `noInput`.
    static func read(_ path: String) throws(Failure) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.noInput, CommonWords.cannotRead(path))
        }
        return Array(data)
    }
}
