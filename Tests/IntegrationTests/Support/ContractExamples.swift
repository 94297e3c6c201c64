import Foundation
import Rabbit
import SharedTestKit
import Testing

/// An example of the intake contract (`docs/examples`): bytes to publish, and what must become of each submission in it.
struct ContractExample: Sendable {
    struct Expectation: Decodable, Sendable {
        var outcome: String
        var code: String?
        var field: String?
        var item: Int?
        var count: Int?
    }

    private struct Part: Decodable {
        var text: String?
        var hex: String?
        var `repeat`: String?
        var count: Int?
        var each: String?
        var from: Int?
        var to: Int?
        var join: String?

        /// Built by rule: long or unprintable bytes.
        var bytes: [UInt8] {
            if let hex {
                return stride(from: 0, to: hex.utf8.count, by: 2).compactMap { offset in
                    UInt8(hex.dropFirst(offset).prefix(2), radix: 16)
                }
            }
            if let unit = `repeat`, let count { return Array(String(repeating: unit, count: count).utf8) }
            if let each, let from, let to {
                let numbered = (from...to).map { each.replacingOccurrences(of: "{n}", with: String($0)) }
                return Array(numbered.joined(separator: join ?? "").utf8)
            }
            return Array((text ?? "").utf8)
        }
    }

    private struct Row: Decodable {
        var name: String
        var file: String?
        var make: [Part]?
        var content_type: String?
        var content_encoding: String?
        var routing_key: String
        var expect: [Expectation]
    }

    var message: TestMessage
    var expected: [Expectation]

    /// All of them, in the order in which they must be published.
    static func all() throws -> [ContractExample] {
        let folder = TestStack.root.appending(path: "docs/examples")
        let rows = try JSONDecoder().decode(
            [Row].self, from: Data(contentsOf: folder.appending(path: "examples.json")))
        return try rows.map { row in
            let body =
                try row.file.map { Array(try Data(contentsOf: folder.appending(path: $0))) }
                ?? (row.make ?? []).flatMap(\.bytes)
            let properties = MessageProperties(contentType: row.content_type, contentEncoding: row.content_encoding)
            return ContractExample(
                message: TestMessage(
                    messageID: row.name, routingKey: row.routing_key, properties: properties, body: body),
                expected: row.expect)
        }
    }

    /// How many of its submissions become complaints.
    var registered: Int { expected.filter { $0.outcome == "registered" }.reduce(0) { $0 + ($1.count ?? 1) } }

    /// How its parked messages must be labelled.
    var parked: [String] {
        expected.filter { $0.outcome == "rejected" }
            .map { "\(message.messageID) item \($0.item ?? -1): \($0.code ?? "?") \($0.field ?? "-")" }
    }
}
