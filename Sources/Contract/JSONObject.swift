package import Complaints

/// Writes one JSON object member by member; what is nil is left out.
package struct JSONObject: Sendable {
    private var text: JSONText
    private var isEmpty = true

    /// An object without members.
    package init(capacity: Int = 256) {
        text = JSONText(capacity: capacity)
        text.raw("{")
    }

    /// The object, closed.
    package var bytes: [UInt8] { text.bytes + [UInt8(ascii: "}")] }

    private mutating func begin(_ key: String) {
        text.raw(isEmpty ? "\"" : ",\"")
        text.raw(key)
        text.raw("\":")
        isEmpty = false
    }

    package mutating func add(_ key: String, _ value: String?) {
        guard let value else { return }
        begin(key)
        text.string(value)
    }

    /// A whole number.
    package mutating func add(_ key: String, _ value: Int?) {
        guard let value else { return }
        begin(key)
        text.number(value)
    }

    /// True or false.
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

    /// A value that is JSON already.
    package mutating func add(_ key: String, json: [UInt8]?) {
        guard let json else { return }
        begin(key)
        text.raw(json)
    }
}
