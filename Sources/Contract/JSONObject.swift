package import Complaints

/// Writes one JSON object member by member; what is nil is left out.
package struct JSONObject: Sendable {
    private var text: JSONText
    private var isEmpty = true

    package init(capacity: Int = 256) {
        text = JSONText(capacity: capacity)
        text.raw("{")
    }

    package var bytes: [UInt8] {
        var bytes = text.bytes
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// A CloudEvent of ours, in structured mode.
    package static func event(
        id: String, type: String, at: Instant, data: [UInt8], trace: TraceParent? = nil
    ) -> [UInt8] {
        var json = JSONObject(capacity: 192 + data.count)
        json.add("specversion", "1.0")
        json.add("id", id)
        json.add("source", "lapor")
        json.add("type", type)
        json.add("time", at)
        if let trace { json.add("traceparent", trace.description) }
        json.add("datacontenttype", "application/json")
        json.add("data", json: data)
        return json.bytes
    }

    private mutating func begin(_ key: String) {
        text.begin(member: key, isFirst: isEmpty)
        isEmpty = false
    }

    package mutating func add(_ key: String, _ value: String?) {
        guard let value else { return }
        begin(key)
        text.string(value)
    }

    package mutating func add(_ key: String, _ value: Int?) {
        guard let value else { return }
        begin(key)
        text.number(value)
    }

    package mutating func add(_ key: String, _ value: Bool?) {
        guard let value else { return }
        begin(key)
        text.raw(value ? "true" : "false")
    }

    /// A point in time, RFC 3339.
    package mutating func add(_ key: String, _ value: Instant?) {
        guard let value else { return }
        begin(key)
        text.quoted { value.appendRFC3339(to: &$0) }
    }

    package mutating func add(_ key: String, _ value: ComplaintID?) {
        guard let value else { return }
        begin(key)
        text.quoted { value.append(to: &$0) }
    }

    /// A number from 0 to 1, to two decimals.
    package mutating func add(_ key: String, hundredths value: Double) {
        begin(key)
        text.number(hundredths: value)
    }

    package mutating func add(_ key: String, _ values: [String]) {
        begin(key)
        text.raw("[")
        for (index, value) in values.enumerated() {
            if index > 0 { text.raw(",") }
            text.string(value)
        }
        text.raw("]")
    }

    /// An object, whose members `write` adds.
    package mutating func add(_ key: String, object write: (inout JSONObject) -> Void) {
        begin(key)
        nest(write)
    }

    /// An array of objects, one for each of `elements`, whose members `write` adds.
    package mutating func add<Element>(
        _ key: String, _ elements: [Element], object write: (inout JSONObject, Element) -> Void
    ) {
        begin(key)
        text.raw("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { text.raw(",") }
            nest { write(&$0, element) }
        }
        text.raw("]")
    }

    /// `[{"label":"SOSIAL","probability":0.81},…]`
    package mutating func add(_ key: String, _ candidates: [ClassCandidate]) {
        add(key, candidates) { json, candidate in
            json.add("label", candidate.label)
            json.add("probability", hundredths: candidate.probability)
        }
    }

    /// Writes in place: an object of its own for each would cost more than what stands in it.
    private mutating func nest(_ write: (inout JSONObject) -> Void) {
        text.raw("{")
        isEmpty = true
        write(&self)
        text.raw("}")
        isEmpty = false
    }

    /// A value that is JSON already.
    package mutating func add(_ key: String, json: [UInt8]?) {
        guard let json else { return }
        begin(key)
        text.raw(json)
    }
}
