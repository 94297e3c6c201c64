import Complaints

/// Which members of an object somebody wants to have, and what of those that are objects, or lists of objects, themselves.
struct JSONShape: Sendable {
    private let names: [JSONName]
    private let inner: [JSONShape?]

    /// How many members are known.
    var count: Int { names.count }

    init(_ names: [(name: String, inner: JSONShape?)]) {
        self.names = names.map { JSONName($0.name) }
        inner = names.map(\.inner)
    }

    subscript(place: Int) -> JSONShape? { inner[place] }

    /// The place of the member whose key is `key` of `json`, escapes resolved already.
    func place(of key: Range<Int>, in json: [UInt8]) -> Int? {
        let tag = JSONName.tag(json, key)
        return names.firstIndex { $0.tag == tag && $0.isSpelled(json, key) }
    }
}

/// A key, with its length and first letters as one number: nearly always they tell it apart from all others.
struct JSONName: Sendable {
    let tag: UInt64
    private let spelling: [UInt8]
    private static let taggedLetters = 7

    init(_ name: String) {
        spelling = Array(name.utf8)
        tag = Self.tag(spelling, spelling.indices)
    }

    static func tag(_ json: [UInt8], _ key: Range<Int>) -> UInt64 { tag(json.span.extracting(key)) }

    static func tag(_ key: Span<UInt8>) -> UInt64 {
        var tag = UInt64(truncatingIfNeeded: key.count)
        for index in 0..<min(key.count, taggedLetters) { tag = tag << 8 | UInt64(key[index]) }
        return tag
    }

    /// Whether the letters behind those of the tag are its own, too.
    func isSpelled(_ json: [UInt8], _ key: Range<Int>) -> Bool { Self.isSpelled(spelling.span, json, key) }

    /// Whether `key` of `json`, which has the tag of `name`, is `name` to its end.
    static func isSpelled(_ name: Span<UInt8>, _ json: [UInt8], _ key: Range<Int>) -> Bool {
        guard name.count > taggedLetters else { return true }
        for index in taggedLetters..<name.count where json[key.lowerBound + index] != name[index] { return false }
        return true
    }
}

/// A value in its place in a JSON text, with those of its members, or of its elements' members, that its shape names.
struct JSONPart: Sendable {
    enum Kind: Sendable {
        case string, escapedString, number, `true`, `false`, null, object, array
        /// A member that is there more than once, with different values.
        case repeated
    }

    let kind: Kind
    /// Where it is; of a string, what stands between the quotes; of a repeated member, from its first value to its last.
    let range: Range<Int>
    /// By their place in the shape.
    private(set) var members: [JSONPart?] = []
    private(set) var elements: [JSONPart] = []
    /// Whether it has members that its shape does not name, or one of them twice.
    private(set) var hasMore = false

    subscript(place: Int) -> JSONPart? { members.isEmpty ? nil : members[place] }
}

extension JSONPart {
    /// Reads a whole JSON text; nil when it is none.
    static func read(_ json: [UInt8], _ shape: JSONShape) -> JSONPart? {
        var grammar = JSONGrammar(json)
        guard let part = JSONPart(&grammar, shape, level: 0), grammar.isAtEnd() else { return nil }
        return part
    }

    /// Recurses as deep as the shape does, never as deep as the text.
    private init?(_ grammar: inout JSONGrammar, _ shape: JSONShape?, level: Int) {
        grammar.skipSpace()
        let start = grammar.position
        guard let first = grammar.byte else { return nil }
        switch (first, shape) {
        case (UInt8(ascii: "\""), _):
            guard grammar.readString() else { return nil }
            kind = grammar.isEscaped ? .escapedString : .string
            range = start + 1..<grammar.position - 1
            return
        case (UInt8(ascii: "{"), let shape?):
            guard let (members, hasMore) = Self.members(&grammar, shape, level: level + 1) else { return nil }
            (self.members, self.hasMore) = (members, hasMore)
        case (UInt8(ascii: "["), let shape?):
            guard let elements = Self.elements(&grammar, shape, level: level + 1) else { return nil }
            self.elements = elements
            hasMore = elements.contains(where: \.hasMore)
        default: guard grammar.readValue(level: level) else { return nil }
        }
        kind = Self.kind(of: first)
        range = start..<grammar.position
    }

    private static func kind(of first: UInt8) -> Kind {
        switch first {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "t"): .true
        case UInt8(ascii: "f"): .false
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }

    private static func members(
        _ grammar: inout JSONGrammar, _ shape: JSONShape, level: Int
    ) -> (members: [JSONPart?], hasMore: Bool)? {
        var members = [JSONPart?](repeating: nil, count: shape.count)
        var hasMore = false
        _ = grammar.pass(UInt8(ascii: "{"))
        grammar.skipSpace()
        if grammar.pass(UInt8(ascii: "}")) { return (members, hasMore) }
        repeat {
            grammar.skipSpace()
            let start = grammar.position
            guard grammar.byte == UInt8(ascii: "\""), grammar.readString() else { return nil }
            let place = place(of: start + 1..<grammar.position - 1, grammar, shape)
            grammar.skipSpace()
            guard grammar.pass(UInt8(ascii: ":")) else { return nil }
            guard let part = JSONPart(&grammar, place.flatMap { shape[$0] }, level: level) else { return nil }
            if let place {
                if let first = members[place] {
                    members[place] = first.joined(by: part, grammar.json)
                    hasMore = true
                } else {
                    members[place] = part
                }
            } else {
                hasMore = true
            }
            hasMore = hasMore || part.hasMore
            grammar.skipSpace()
        } while grammar.pass(UInt8(ascii: ","))
        return grammar.pass(UInt8(ascii: "}")) ? (members, hasMore) : nil
    }

    /// The member that this one and a second one with its name are.
    private func joined(by second: JSONPart, _ json: [UInt8]) -> JSONPart {
        if kind == second.kind, json[range] == json[second.range] { return self }
        return JSONPart(kind: .repeated, range: whole.lowerBound..<second.whole.upperBound)
    }

    private init(kind: Kind, range: Range<Int>) { (self.kind, self.range) = (kind, range) }

    /// Where it is, with the quotes of a string.
    var whole: Range<Int> {
        kind == .string || kind == .escapedString ? range.lowerBound - 1..<range.upperBound + 1 : range
    }

    private static func place(of key: Range<Int>, _ grammar: JSONGrammar, _ shape: JSONShape) -> Int? {
        guard grammar.isEscaped else { return shape.place(of: key, in: grammar.json) }
        let name = JSONText.unescaped(grammar.json[key])
        return shape.place(of: name.indices, in: name)
    }

    private static func elements(
        _ grammar: inout JSONGrammar, _ shape: JSONShape, level: Int
    ) -> [JSONPart]? {
        var elements: [JSONPart] = []
        _ = grammar.pass(UInt8(ascii: "["))
        grammar.skipSpace()
        if grammar.pass(UInt8(ascii: "]")) { return elements }
        repeat {
            grammar.skipSpace()
            // A list in the list is none of objects.
            let inner = grammar.byte == UInt8(ascii: "[") ? nil : shape
            guard let element = JSONPart(&grammar, inner, level: level) else { return nil }
            elements.append(element)
            grammar.skipSpace()
        } while grammar.pass(UInt8(ascii: ","))
        return grammar.pass(UInt8(ascii: "]")) ? elements : nil
    }
}
