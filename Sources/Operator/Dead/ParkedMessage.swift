package import Complaints
import Contract
import Rabbit
import Shared
import Store

/// One parked message: reason, headers, and its content with personal data masked.
package struct ParkedMessage: CommandResult {
    var letter: DeadLetter
    var headers: [String: String]
    /// The body with personal data masked; nil: for nobody who has not said why they look.
    var content: String?
    package let bytes: [UInt8]

    /// Our own headers whose values are words of ours: there is nothing to mask in them.
    private static let ownHeaders: Set<String> = [
        "x-lapor-stage", "x-lapor-code", "x-lapor-reason", "x-lapor-field", "x-lapor-at",
    ]

    private enum CodingKeys: String, CodingKey {
        case letter, headers, content
    }

    /// Looks for the one whose id begins with `id`.
    ///
    /// - Throws: `Failure` `notFound`, or `badData` when several do.
    package init(_ id: String, _ filter: ParkedFilter, for reader: Reader?) throws {
        let found = try Self.find(id, filter)
        try self.init(found.delivery, found.letter, for: reader)
    }

    /// One that was discarded or replaced by a corrected copy, while it is kept.
    ///
    /// - Throws: `Failure` `notFound`, or `badData` when several have ids that begin so.
    package init(kept id: String, stages: [String], for reader: Reader?) throws {
        var database = try Connections.database()
        let kept = try KeptMessages.choose(id, stages: stages, &database)
        guard let first = kept.first, let content = try KeptLetterTable.content(of: first, &database) else {
            throw Failure(.notFound, ParkedWords.nothingKept(id, Int(KeptLetterTable.days)))
        }
        let delivery = Delivery(
            tag: 0, properties: try KeptProperties(json: content.properties).properties, body: content.body)
        try self.init(delivery, DeadLetter(delivery, stage: first.named.stage), for: reader)
    }

    /// - Parameter reader: who may see the content, which is written down before they do.
    private init(_ delivery: Delivery, _ letter: DeadLetter, for reader: Reader?) throws {
        if let reader {
            var database = try Connections.database()
            let now = try StoreClock.now(&database)
            try ReadingTable.note(.parked, of: [], parked: letter.id, by: reader, at: now, &database)
        }
        self.init(delivery, letter, showsContent: reader != nil)
    }

    init(_ delivery: Delivery, _ letter: DeadLetter, showsContent: Bool) {
        self.letter = letter
        let isOurs = BrokerDeath(delivery.properties.headers) == nil
        headers = Dictionary(
            uniqueKeysWithValues: delivery.properties.headers.map { name, value in
                let isPlain = isOurs && Self.ownHeaders.contains(name)
                return (name, isPlain ? value.readable : FieldMask.mask(value.readable(in: name)))
            })
        bytes = delivery.opened.body
        content = showsContent ? TextMask(bytes).text : nil
    }

    /// Looks once for what the id names, and once more for its bytes: one look alone would have to hold all bodies.
    static func find(_ id: String, _ filter: ParkedFilter) throws -> (delivery: Delivery, letter: DeadLetter) {
        let list = try ParkedList(filter, limit: nil)
        if list.rows.isEmpty { list.tellWhatIsHidden() }
        let letter = try ParkedSelection.one(id, of: list.rows)
        var queue = try DeadQueue(stage: letter.stage)
        while let delivery = try queue.next() {
            if DeadLetter(delivery, stage: queue.stage).id == letter.id { return (delivery, letter) }
        }
        throw Failure(.notFound, ParkedWords.noneBegins(letter.id))
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
            + "\n\n\(ParkedWords.headers)\n\(headers.joined(separator: "\n"))\n\n\(ParkedWords.content)\n\(content ?? ReadingWords.hidden.text)"
    }
}

extension FieldValue {
    /// The value of a header; a proof of who sent the message is nobody's to read.
    fileprivate func readable(in name: String) -> String { ProofWords.isProof(header: name) ? "***" : readable }

    fileprivate var readable: String {
        switch self {
        case .boolean(let value): String(value)
        case .integer(let value): String(value)
        case .double(let value): String(value)
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .timestamp(let seconds): Instant(unixSeconds: seconds).rfc3339
        case .table(let table):
            "{"
                + table.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.readable(in: $0.key))" }.joined(
                    separator: ", ")
                + "}"
        case .array(let values): "[" + values.map(\.readable).joined(separator: ", ") + "]"
        case .void: "-"
        }
    }
}
