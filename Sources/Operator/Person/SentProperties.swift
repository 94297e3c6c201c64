import Contract
import Rabbit

/// What the sender of a message said beside its body: its id, what it belongs to, whom to answer, headers of any name. Not what the
/// broker and lapor have written there, nor a proof of who sent it.
struct SentProperties {
    /// A value, and where it stands: `correlation_id`, `headers.pengirim`, `headers.asal.nomor`.
    struct Value: Equatable {
        var place: String
        var bytes: [UInt8]
    }

    private(set) var values: [Value] = []

    /// What only lapor writes: numbers, moments and hashes, in which nobody's number stands.
    private static let ours = Set(
        [
            "stage", "code", "reason", "field", "at", "item", "redelivered", "size", "sha256", "replays", "waits",
            "headers-dropped",
        ]
        .map { "x-lapor-\($0)" } + ["traceparent", "x-delivery-count", "x-first-death-reason", "x-last-death-reason"])

    init(_ properties: MessageProperties) {
        let plain: [(String, String?)] = [
            ("message_id", properties.messageID), ("correlation_id", properties.correlationID),
            ("reply_to", properties.replyTo), ("app_id", properties.appID), ("type", properties.type),
        ]
        values = plain.compactMap { place, text in text.map { Value(place: place, bytes: Array($0.utf8)) } }
        for (name, value) in properties.headers.sorted(by: { $0.key < $1.key })
        where !Self.ours.contains(name) && name != "x-death" { add(value, name, at: "headers.\(name)") }
    }

    private mutating func add(_ value: FieldValue, _ name: String, at place: String) {
        guard !ProofWords.isProof(header: name) else { return }
        // A name may say as much as a value.
        let asName = Value(place: place, bytes: Array(name.utf8))
        switch value {
        case .bytes(let bytes): values += [asName, Value(place: place, bytes: bytes)]
        case .integer(let number): values += [asName, Value(place: place, bytes: Array(String(number).utf8))]
        case .table(let table):
            values.append(asName)
            for (inner, value) in table.sorted(by: { $0.key < $1.key }) { add(value, inner, at: "\(place).\(inner)") }
        case .array(let array): for value in array { add(value, name, at: place) }
        case .boolean, .double, .timestamp, .void: values.append(asName)
        }
    }

    /// What there is to hand to the person, by where it stands.
    var readable: [String: String] {
        let named = values.filter { !($0.place.hasSuffix(".\(String(decoding: $0.bytes, as: UTF8.self))")) }
        return Dictionary(named.map { ($0.place, String(decoding: $0.bytes, as: UTF8.self)) }) { "\($0); \($1)" }
    }
}

extension PersonMarks {
    /// Whether a message is theirs: by its body, or by what its sender said beside it.
    func stand(in message: Delivery) -> Bool {
        stand(in: message.body) || SentProperties(message.properties).values.contains { stand(in: $0.bytes) }
    }
}
