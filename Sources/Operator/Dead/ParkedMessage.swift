import Complaints
import Foundation
import Rabbit

/// One parked message: reason, headers, and its content with personal data masked.
package struct ParkedMessage: CommandResult {
    var letter: DeadLetter
    var headers: [String: String]
    /// The body with personal data masked.
    var content: String
    /// The original bytes.
    package let bytes: [UInt8]

    private enum CodingKeys: String, CodingKey {
        case letter, headers, content
    }

    /// Looks for the one whose id begins with `id`.
    ///
    /// - Throws: `Failure` `notFound`, `SettingError`, `RabbitError`.
    package init(_ id: String, stages: [String]) throws {
        guard let (delivery, letter) = try Self.find(id.lowercased(), stages) else {
            throw Failure(.notFound, ParkedWords.noneBegins(with: id))
        }
        self.letter = letter
        headers = delivery.properties.headers.mapValues { FieldMask.mask($0.readable) }
        content = TextMask(delivery.body).text
        bytes = delivery.body
    }

    private static func find(_ id: String, _ stages: [String]) throws -> (Delivery, DeadLetter)? {
        for stage in stages {
            var queue = try DeadQueue(stage: stage)
            while let delivery = try queue.next() {
                let letter = DeadLetter(delivery, stage: stage)
                if letter.id.hasPrefix(id) { return (delivery, letter) }
            }
        }
        return nil
    }

    package var text: String {
        let facts = [
            (Heading.id, letter.id), (Heading.stage, letter.stage), (Heading.code, letter.code),
            (Heading.field, letter.field ?? "-"),
            (Heading.reason, letter.reason), (Heading.parkedAt, IndonesianZone.wib.time(rfc3339: letter.parkedAt)),
            (Heading.publishedTo, ParkedWords.published(letter.exchange, key: letter.routingKey).text),
            (Heading.contentType, letter.contentType ?? "-"), (Heading.bytes, String(letter.bytes)),
        ]
        let headers = self.headers.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        return facts.map { $0.padded(to: 17) + $1 }.joined(separator: "\n")
            + "\n\n\(ParkedWords.headers)\n\(headers.joined(separator: "\n"))\n\n\(ParkedWords.content)\n\(content)"
    }
}

extension FieldValue {
    /// The value for people.
    fileprivate var readable: String {
        switch self {
        case .boolean(let value): String(value)
        case .integer(let value): String(value)
        case .double(let value): String(value)
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .timestamp(let seconds): Instant(unixSeconds: seconds).rfc3339
        case .table(let table):
            "{" + table.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.readable)" }.joined(separator: ", ")
                + "}"
        case .array(let values): "[" + values.map(\.readable).joined(separator: ", ") + "]"
        case .void: "-"
        }
    }
}
