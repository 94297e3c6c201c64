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
        guard let data = isStream(path) ? stream(path) : FileManager.default.contents(atPath: path) else {
            throw Failure(.noInput, CommonWords.cannotRead(path))
        }
        return Array(data)
    }

    /// Whether it is read once and gone: `-`, a terminal, a pipe. Nothing can be noted beside it.
    static func isStream(_ path: String) -> Bool {
        if path == "-" || path.hasPrefix("/dev/") || path.contains(/^\/proc\/\w+\/fd\//) { return true }
        let place = URL(filePath: path).resolvingSymlinksInPath().path
        let kind = (try? FileManager.default.attributesOfItem(atPath: place))?[.type] as? FileAttributeType
        return [.typeUnknown, .typeSocket, .typeCharacterSpecial].contains(kind)
    }

    private static func isStandardInput(_ path: String) -> Bool {
        ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].contains(path)
    }

    private static func stream(_ path: String) -> Data? {
        // Opening it anew would begin a file anew that was read from already, and fails for a socket.
        if isStandardInput(path) { return try? FileHandle.standardInput.readToEnd() ?? Data() }
        return FileHandle(forReadingAtPath: path).flatMap { try? $0.readToEnd() ?? Data() }
    }
}
