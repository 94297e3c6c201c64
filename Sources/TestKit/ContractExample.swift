package import Foundation

/// One line of `docs/examples/examples.json`: bytes, how they are published, and what must become of them.
package struct ContractExample: Decodable, Sendable, CustomStringConvertible {
    /// What must become of the submissions in it, or of some of them.
    package struct Expectation: Decodable, Sendable {
        /// `registered`, `duplicate` or `rejected`; of commands `accepted`, `refused` or `rejected`.
        package var outcome: String
        /// The command that is meant.
        package var command: String?
        /// The error code of a rejection or refusal.
        package var code: String?
        /// The field it names.
        package var field: String?
        /// The position in a batch.
        package var item: Int?
        /// How many submissions this holds for; nil is one.
        package var count: Int?
        /// Optional fields of it that cannot be read.
        package var unread: [Fault]?
    }

    package struct Fault: Decodable, Sendable, Equatable {
        package var code: String
        package var field: String

        package init(code: String, field: String) { (self.code, self.field) = (code, field) }
    }

    /// Part of a body that is made rather than kept in a file: long or unprintable bytes.
    struct Part: Decodable, Sendable {
        var text: String?
        var hex: String?
        var `repeat`: String?
        var count: Int?
        var each: String?
        var from: Int?
        var to: Int?
        var join: String?

        var bytes: [UInt8] {
            if let hex {
                return stride(from: 0, to: hex.count, by: 2)
                    .map { UInt8(hex.dropFirst($0).prefix(2), radix: 16) ?? 0 }
            }
            if let text = self.repeat { return Array(String(repeating: text, count: count ?? 0).utf8) }
            if let each, let from, let to {
                let items = (from...to).map { each.replacingOccurrences(of: "{n}", with: "\($0)") }
                return Array(items.joined(separator: join ?? "").utf8)
            }
            return Array((text ?? "").utf8)
        }
    }

    /// `valid/…`, `lenient/…` or `invalid/…`; of commands `commands/…`.
    package var name: String
    /// `content_type` of the message.
    package var contentType: String?
    /// `content_encoding` of the message.
    package var contentEncoding: String?
    /// The key it is published with.
    package var routingKey: String
    /// In what role a command is given; nil: the usual one.
    package var role: String?
    /// Code of the body that its giver acts for.
    package var actorBody: String?
    /// What must become of it.
    package var expect: [Expectation]
    private var file: String?
    private var make: [Part]?

    package var description: String { name }

    enum CodingKeys: String, CodingKey {
        case name, file, make, expect, role
        case actorBody = "actor_body"
        case contentType = "content_type"
        case contentEncoding = "content_encoding"
        case routingKey = "routing_key"
    }

    /// The bytes of the message.
    ///
    /// - Throws: when its file cannot be read.
    package func body() throws -> [UInt8] {
        if let file { return Array(try Data(contentsOf: Self.folder.appending(path: file))) }
        return (make ?? []).flatMap(\.bytes)
    }

    package static let folder = TestStack.root.appending(path: "docs/examples")
    /// Submissions, in the order in which they must be published; none when the list cannot be read, which a test of its
    /// own notices.
    package static let all = listed.filter { !$0.name.hasPrefix("commands/") }
    /// Commands of casework.
    package static let commands = listed.filter { $0.name.hasPrefix("commands/") }

    private static let listed =
        (try? JSONDecoder().decode(
            [ContractExample].self, from: Data(contentsOf: folder.appending(path: "examples.json")))) ?? []
}
