import Foundation

/// What programs read instead of a page.
package enum JSONResult {
    /// Keys in snake case and in order, so that the same result is always the same bytes.
    package static func encode(_ result: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(result), as: UTF8.self)
    }
}
