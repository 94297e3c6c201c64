/// Takes HTML out of a text: tags vanish, with what nobody wrote or sees in them; breaks and blocks become new lines, and
/// where they are those of the source are white space, as readers of HTML have it; what stands in a quotation gets the sign `>`, entities become characters, once. Words that citizens put between angle brackets are
/// no elements of HTML and stay.
struct HTMLRemoval {
    private let text: [UInt8]
    private let closings: [String: Int]
    private var plain: [UInt8] = []
    private var position = 0
    /// How many quotations are open.
    private var quotes = 0
    private var isInData = false
    /// How many elements are open that keep their line breaks.
    private var preformatted = 0
    /// Whether elements tell where lines end; then a line break of the source is white space.
    private lazy var hasLines = HTMLTag.hasLines(text, closings)
    /// What nobody sees of the text; nil until an element is met that hides something.
    private var unseen: [Range<Int>]?
    /// The first of these that is not passed.
    private var nextUnseen = 0
    /// Where the next closing bracket is, seen from where it was looked for last.
    private var nextEnd = -1
    private lazy var lastCommentEnd = text.lastRange(of: Self.commentEnd) ?? -1
    private static let commentEnd = Array("-->".utf8)
    private static let data = Array("<![CDATA[".utf8)

    static func remove(from text: [UInt8]) -> [UInt8] {
        var removal = HTMLRemoval(text)
        while removal.position < text.count { removal.step() }
        return removal.plain
    }

    private init(_ text: [UInt8]) {
        self.text = text
        closings = HTMLTag.closings(in: text)
        plain.reserveCapacity(text.count)
    }

    private mutating func step() {
        switch text[position] {
        case UInt8(ascii: "<"):
            if passTag() || passDeclaration() { return }
            if isUnseen { position += 1 } else { keep() }
            return
        case _ where isUnseen:
            position += 1
            return
        case UInt8(ascii: "&"):
            if let (sign, end) = HTMLEntities.read(text, from: position) {
                plain.append(contentsOf: sign.utf8)
                position = end
                return
            }
        case UInt8(ascii: "]") where isInData && text[position...].starts(with: "]]>".utf8):
            isInData = false
            position += 3
            return
        case 0x0A where !keepsLines:
            plain.append(0x20)
            position += 1
            return
        case 0x0A where quotes > 0:
            breakLine()
            position += 1
            return
        default: break
        }
        keep()
    }

    private mutating func keep() {
        plain.append(text[position])
        position += 1
    }

    private var isUnseen: Bool {
        mutating get {
            guard let unseen else { return false }
            while nextUnseen < unseen.count, unseen[nextUnseen].upperBound <= position { nextUnseen += 1 }
            return nextUnseen < unseen.count && unseen[nextUnseen].contains(position)
        }
    }

    private var keepsLines: Bool {
        mutating get {
            if preformatted > 0 { return true }
            return !hasLines
        }
    }

    private mutating func passTag() -> Bool {
        guard let tag = HTMLTag(text, at: position), tag.isMarkup(closings), let kind = HTMLElements.kind(of: tag.name)
        else {
            return false
        }
        if tag.style.hides, unseen == nil { unseen = HTMLVisibility.unseen(in: text, closings) }
        let isUnseen = isUnseen
        position = tag.end
        switch kind {
        case .inline:
            plain.append(0x20)
            if tag.name == "pre" { countPreformatted(tag) }
        case .breaking: if isUnseen { plain.append(0x20) } else { breakLine() }
        case .hidden:
            plain.append(0x20)
            if !tag.isClosing { skip(to: tag.name) }
        case .quote:
            if tag.isClosing { quotes = max(0, quotes - 1) } else if isClosed(tag.name) { quotes += 1 }
            if isUnseen || tag.style.hides { plain.append(0x20) } else { breakLine() }
        }
        return true
    }

    private mutating func countPreformatted(_ tag: HTMLTag) {
        if tag.isClosing { preformatted = max(0, preformatted - 1) } else if isClosed(tag.name) { preformatted += 1 }
    }

    /// Whether the element is closed somewhere behind.
    private func isClosed(_ name: String) -> Bool { closings[name].map { $0 >= position } ?? false }

    /// Leaves out what stands in the element, with its end; one that is never closed has nothing in it.
    private mutating func skip(to name: String) {
        if isClosed(name) { position = HTMLTag.end(of: name, in: text, from: position) }
    }

    private mutating func breakLine() {
        let line = quotes > 0 ? Array("\n> ".utf8) : [0x0A]
        if quotes == 0 || !plain.suffix(line.count).elementsEqual(line) { plain.append(contentsOf: line) }
    }

    /// Comments, and what a document or an office program declares.
    private mutating func passDeclaration() -> Bool {
        let rest = text[position...]
        guard rest.count > 2, [UInt8(ascii: "!"), UInt8(ascii: "?")].contains(rest[position + 1]) else { return false }
        if rest.starts(with: "<!--".utf8) {
            guard lastCommentEnd >= position + 2, let end = text.firstRange(of: Self.commentEnd, from: position + 2)
            else {
                return false
            }
            plain.append(0x20)
            position = end + 3
            return true
        }
        if rest.starts(with: Self.data) {
            isInData = true
            position += Self.data.count
            return true
        }
        let start = String(decoding: rest.prefix(9), as: UTF8.self).lowercased()
        guard
            start.hasPrefix("<!doctype") || start.hasPrefix("<![") || start.hasPrefix("<?xml")
                || start.hasPrefix("<?mso")
        else { return false }
        if nextEnd < position { nextEnd = rest.firstIndex(of: UInt8(ascii: ">")) ?? text.count }
        guard nextEnd < text.count else { return false }
        plain.append(0x20)
        position = nextEnd + 1
        return true
    }
}

extension HTMLRemoval {
    /// What stays, with a blank behind each sign `<` at which a reader of HTML would find more than a word in brackets.
    static func defused(_ text: [UInt8]) -> [UInt8] {
        let closings = HTMLTag.closings(in: text)
        var safe: [UInt8] = []
        safe.reserveCapacity(text.count)
        // Where the next equals sign and the next closing bracket are, seen from here.
        var (equals, end) = (-1, -1)
        for index in text.indices {
            safe.append(text[index])
            guard text[index] == UInt8(ascii: "<"), index + 1 < text.count else { continue }
            if equals < index { equals = text[index...].firstIndex(of: UInt8(ascii: "=")) ?? text.count }
            if end < index { end = text[index...].firstIndex(of: UInt8(ascii: ">")) ?? text.count }
            if isTag(text, index, closings, hasValue: equals < end) { safe.append(0x20) }
        }
        return safe
    }

    private static func isTag(_ text: [UInt8], _ start: Int, _ closings: [String: Int], hasValue: Bool) -> Bool {
        let next = text[start + 1]
        if next == UInt8(ascii: "!") { return text[start...].starts(with: "<!--".utf8) }
        let isClosing = next == UInt8(ascii: "/")
        guard let name = HTMLTag.name(in: text, at: isClosing ? start + 2 : start + 1) else { return false }
        return hasValue || HTMLElements.dangerous.contains(name)
            || (HTMLTag(text, at: start)?.isMarkup(closings) ?? false)
    }
}

extension [UInt8] {
    /// Where `part` begins, at `start` or behind it.
    fileprivate func firstRange(of part: [UInt8], from start: Int) -> Int? {
        guard count - part.count >= start else { return nil }
        return (start...(count - part.count)).first { self[$0..<($0 + part.count)].elementsEqual(part) }
    }

    fileprivate func lastRange(of part: [UInt8]) -> Int? {
        guard count >= part.count else { return nil }
        return (0...(count - part.count)).last { self[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
