/// A tag as HTML writes it: a name, and attributes with values. Words in angle brackets are none.
struct HTMLTag {
    /// In small letters.
    let name: String
    let isClosing: Bool
    let hasAttributes: Bool
    /// Whether it says itself that nothing stands in it: `<p/>`.
    let isEmpty: Bool
    /// What its attributes say about seeing it.
    let style: HTMLStyle
    /// Behind it.
    let end: Int

    /// The tag that begins at `start`, which is a `<`; nil where something else stands.
    init?(_ text: [UInt8], at start: Int) {
        var scan = Scan(text: text, position: start + 1)
        isClosing = scan.pass(UInt8(ascii: "/"))
        guard let name = scan.name() else { return nil }
        self.name = name
        var (hasAttributes, isEmpty) = (false, false)
        while true {
            let isApart = scan.skipSpace()
            if scan.pass(UInt8(ascii: ">")) { break }
            if scan.pass(UInt8(ascii: "/")) {
                _ = scan.skipSpace()
                guard scan.pass(UInt8(ascii: ">")) else { return nil }
                isEmpty = true
                break
            }
            guard !isClosing, isApart || hasAttributes, scan.attribute() else { return nil }
            hasAttributes = true
        }
        (self.hasAttributes, self.isEmpty, style) = (hasAttributes, isEmpty, scan.style)
        end = scan.position
    }

    /// Whether it is one, given where elements are closed: a word that is an element, too, and is never closed, is a word.
    func isMarkup(_ closings: [String: Int]) -> Bool {
        guard HTMLElements.kind(of: name) != nil else { return false }
        return isClosing || hasAttributes || !HTMLElements.words.contains(name) || closings[name] != nil
    }

    /// Where each element is closed last, by its name.
    static func closings(in text: [UInt8]) -> [String: Int] {
        var closings: [String: Int] = [:]
        for index in text.indices.dropLast()
        where text[index] == UInt8(ascii: "<") && text[index + 1] == UInt8(ascii: "/") {
            var scan = Scan(text: text, position: index + 2)
            if let name = scan.name() { closings[name] = index }
        }
        return closings
    }

    /// Whether an element that ends a line, or a document, stands in it.
    static func hasLines(_ text: [UInt8], _ closings: [String: Int]) -> Bool {
        var position = 0
        while let next = text[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = next + 1
            let isClosing = position < text.count && text[position] == UInt8(ascii: "/")
            let element = HTMLTag.name(in: text, at: isClosing ? position + 1 : position)
            if let element, HTMLElements.endsLines(element),
                HTMLTag(text, at: next)?.isMarkup(closings) == true
            {
                return true
            }
        }
        return false
    }

    /// Behind the next tag that closes the element, or behind the text.
    static func end(of name: String, in text: [UInt8], from start: Int) -> Int {
        var position = start
        while let next = text[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = next + 1
            guard position < text.count, text[position] == UInt8(ascii: "/"),
                HTMLTag.name(in: text, at: position + 1) == name
            else { continue }
            return text[position...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? text.count
        }
        return text.count
    }

    /// The name that begins at `position`, in small letters.
    static func name(in text: [UInt8], at position: Int) -> String? {
        var scan = Scan(text: text, position: position)
        return scan.name()
    }
}

extension HTMLTag {
    private struct Scan {
        let text: [UInt8]
        var position: Int
        private(set) var style = HTMLStyle()

        init(text: [UInt8], position: Int) {
            (self.text, self.position) = (text, position)
        }

        private var byte: UInt8? { position < text.count ? text[position] : nil }

        mutating func pass(_ next: UInt8) -> Bool {
            guard byte == next else { return false }
            position += 1
            return true
        }

        mutating func skipSpace() -> Bool {
            let start = position
            while let next = byte, next <= 0x20, [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(next) { position += 1 }
            return position > start
        }

        /// A letter, then letters, digits and colons; elements have no longer ones.
        mutating func name() -> String? {
            let start = position
            while let next = byte, position - start < 32 {
                let isLetter = 0x61...0x7A ~= next | 0x20
                guard isLetter || position > start && (0x30...0x39 ~= next || next == UInt8(ascii: ":")) else { break }
                position += 1
            }
            guard position > start else { return nil }
            return String(decoding: text[start..<position], as: UTF8.self).lowercased()
        }

        /// `name="value"`, `name=value` or a name by itself; the latter two with the names that HTML has.
        mutating func attribute() -> Bool {
            let start = position
            while let next = byte, next > 0x20, !"\"'<>/=".utf8.contains(next) { position += 1 }
            guard position > start, position - start <= 64 else { return false }
            let name = String(decoding: text[start..<position], as: UTF8.self).lowercased()
            let end = position
            if name == "hidden" { style.isGone = true }
            _ = skipSpace()
            guard pass(UInt8(ascii: "=")) else {
                position = end
                return HTMLTag.bareAttributes.contains(name)
            }
            _ = skipSpace()
            guard let first = byte else { return false }
            if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
                guard let close = text[(position + 1)...].firstIndex(of: first) else { return false }
                if name == "style" { style.read(text[(position + 1)..<close]) }
                position = close + 1
                return true
            }
            let value = position
            guard HTMLTag.isKnown(name), skipValue() else { return false }
            if name == "style" { style.read(text[value..<position]) }
            return true
        }

        private mutating func skipValue() -> Bool {
            let start = position
            while let next = byte, next > 0x20, !"\"'<>`".utf8.contains(next) { position += 1 }
            return position > start
        }
    }

    private static let bareAttributes: Set<String> = [
        "allowfullscreen", "async", "autofocus", "autoplay", "checked", "compact", "controls", "crossorigin", "default",
        "defer", "disabled", "download", "formnovalidate", "hidden", "inert", "ismap", "itemscope", "loop", "multiple",
        "muted",
        "nomodule", "noresize", "noshade", "novalidate", "nowrap", "open", "playsinline", "readonly", "required",
        "reversed",
        "scoped", "selected",
    ]

    private static let attributes: Set<String> = [
        "action", "align", "alink", "alt", "background", "bgcolor", "border", "cellpadding", "cellspacing", "charset",
        "class",
        "clear", "cols", "colspan", "color", "content", "data", "dir", "face", "for", "frame", "height", "hidden",
        "href",
        "hspace",
        "http-equiv", "id", "lang", "language", "link", "media", "method", "name", "rel", "role", "rows", "rowspan",
        "rules",
        "scope", "size", "span", "src", "start", "style", "summary", "tabindex", "target", "text", "title", "type",
        "valign",
        "value", "vlink", "vspace", "width",
    ]

    private static func isKnown(_ name: String) -> Bool {
        attributes.contains(name) || name.hasPrefix("on") || name.hasPrefix("data-") || name.hasPrefix("aria-")
            || name.contains(":")
    }
}
