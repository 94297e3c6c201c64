import Complaints
import Foundation
import Rabbit

package struct ParkedList: ListResult {
    package let rows: [DeadLetter]

    init(rows: [DeadLetter]) { self.rows = rows }

    /// Looks at up to `limit` messages of each stage; the same message parked twice counts once.
    package init(stages: [String], limit: Int) throws { rows = try stages.flatMap { try Self.read($0, limit) } }

    private static func read(_ stage: String, _ limit: Int) throws -> [DeadLetter] {
        var letters: [DeadLetter] = []
        var positions: [String: Int] = [:]
        var queue = try DeadQueue(stage: stage)
        var seen = 0
        while seen < limit, let delivery = try queue.next() {
            seen += 1
            let letter = DeadLetter(delivery, stage: stage)
            if let position = positions[letter.id] {
                letters[position].copies += 1
            } else {
                positions[letter.id] = letters.count
                letters.append(letter)
            }
        }
        return letters
    }

    package var text: String {
        guard !rows.isEmpty else { return ParkedWords.nothing.text }
        return TextTable(
            [.id, .stage, .parkedAt, .code, .field, .key, .bytes, .copies, .replays],
            rows.map {
                [
                    $0.id, $0.stage, IndonesianZone.wib.time(rfc3339: $0.parkedAt), $0.code, $0.field, $0.routingKey,
                    $0.bytes, $0.copies, $0.replays,
                ]
            }
        ).text
    }
}

/// Parked messages, counted by stage and reason; the largest group first.
package struct ParkedGroups: ListResult {
    package struct Row: Encodable {
        var stage: String
        var code: String
        var field: String?
        var messages: Int
        var copies: Int
        var oldest: String?
        var newest: String?
        var reason: String
    }

    package let rows: [Row]

    package init(_ list: ParkedList) {
        rows = Dictionary(grouping: list.rows) { [$0.stage, $0.code, $0.field ?? ""] }.values.map { letters in
            let times = letters.compactMap(\.parkedAt).sorted()
            return Row(
                stage: letters[0].stage, code: letters[0].code, field: letters[0].field, messages: letters.count,
                copies: letters.reduce(0) { $0 + $1.copies } - letters.count, oldest: times.first, newest: times.last,
                reason: letters[0].reason)
        }.sorted { ($1.messages, $0.stage, $0.code) < ($0.messages, $1.stage, $1.code) }
    }

    package var text: String {
        guard !rows.isEmpty else { return ParkedWords.nothing.text }
        return TextTable(
            [.stage, .code, .field, .messages, .oldest, .newest, .reason], widest: 60,
            rows.map {
                [
                    $0.stage, $0.code, $0.field, $0.messages, IndonesianZone.wib.time(rfc3339: $0.oldest),
                    IndonesianZone.wib.time(rfc3339: $0.newest), Phrase(said: $0.reason).text,
                ]
            }
        ).text
    }
}

/// One parked message: reason, headers, and its content with personal data masked.
package struct ParkedMessage: CommandResult {
    var letter: DeadLetter
    var headers: [String: String]
    /// The body with personal data masked.
    var content: String
    package let bytes: [UInt8]

    private enum CodingKeys: String, CodingKey {
        case letter, headers, content
    }

    /// Looks for the one whose id begins with `id`.
    ///
    /// - Throws: `Failure` `notFound`.
    package init(_ id: String, stages: [String]) throws {
        guard let (delivery, letter) = try Self.find(id.lowercased(), stages) else {
            throw Failure(.notFound, ParkedWords.noneBegins(id))
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
            (Phrase.id, letter.id), (Phrase.stage, letter.stage), (Phrase.code, letter.code),
            (Phrase.field, letter.field ?? "-"),
            (Phrase.reason, Phrase(said: letter.reason).text),
            (Phrase.parkedAt, IndonesianZone.wib.time(rfc3339: letter.parkedAt)),
            (Phrase.publishedTo, ParkedWords.published(letter.exchange, letter.routingKey).text),
            (Phrase.contentType, letter.contentType ?? "-"), (Phrase.bytes, String(letter.bytes)),
        ]
        let headers = self.headers.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        return facts.map { $0.padded(to: 17) + $1 }.joined(separator: "\n")
            + "\n\n\(ParkedWords.headers)\n\(headers.joined(separator: "\n"))\n\n\(ParkedWords.content)\n\(content)"
    }
}

extension FieldValue {
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
