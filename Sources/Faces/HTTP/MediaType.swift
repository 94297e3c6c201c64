import Foundation
package import Hummingbird

/// What a request says that its body is.
package enum MediaType {
    /// Names of the one charset that is read, and of what it holds whole.
    private static let charsets = ["utf-8", "utf8", "us-ascii"]

    /// The type in small letters, without parameters.
    ///
    /// - Parameters:
    ///   - accepted: types that are taken here.
    ///   - missing: what a body is that does not say; nil: it must say.
    /// - Throws: `Problem` 415, which names what is taken.
    package static func of(
        _ request: Request, among accepted: [String], missing: String? = nil
    ) throws(Problem) -> String {
        let header = request.headers[.contentType] ?? ""
        guard !accepted.contains(header) else { return header }
        let parts = header.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
        let said = parts.first?.lowercased() ?? ""
        guard let type = said.isEmpty ? missing : said, accepted.contains(type) else { throw .unsupported(accepted) }
        let charset = parts.dropFirst().lazy.compactMap(charset).first
        guard charset.map(charsets.contains) ?? true else { throw .charset }
        return type
    }

    /// What a parameter says when it is `charset`.
    private static func charset(_ parameter: String) -> String? {
        let halves = parameter.split(separator: "=", maxSplits: 1).map(trimmed)
        guard halves.count == 2, halves[0].lowercased() == "charset" else { return nil }
        return halves[1].filter { $0 != "\"" }.lowercased()
    }

    private static func trimmed(_ words: some StringProtocol) -> String { words.trimmingCharacters(in: .whitespaces) }
}

extension Problem {
    fileprivate static func unsupported(_ accepted: [String]) -> Problem {
        var problem = Problem(
            .unsupportedMediaType, "content_type_unsupported",
            "content type must be \(accepted.joined(separator: " or "))")
        problem.accept = accepted.joined(separator: ", ")
        return problem
    }

    fileprivate static let charset = Problem(
        .unsupportedMediaType, "charset_unsupported", "The body must be UTF-8: say charset=utf-8, or nothing.")
}
