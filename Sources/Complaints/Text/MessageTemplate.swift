package enum MessageTemplateError: Error, Hashable, Sendable {
    /// A placeholder that is not among the allowed names, or has none ("{}").
    case unknownPlaceholder(String)
    /// An opening brace that is never closed; what follows it.
    case unclosedBrace(String)
    /// A closing brace without an opening one; what precedes it.
    case unopenedBrace(String)
}

/// A text with named gaps: "Laporan {code} diteruskan ke {body}". What stands in brackets with a gap in it is left out when
/// there is nothing to say there: "[Alasan: {reason}]". Braces cannot be written in the text itself.
package struct MessageTemplate: Hashable, Sendable {
    package indirect enum Part: Hashable, Sendable {
        case text(String)
        case placeholder(String)
        /// What is left out when one of its placeholders has no value.
        case section([Part])
    }

    package let parts: [Part]
    /// Bytes that nearly every text made of it fits in.
    private let capacity: Int

    package init(parsing text: String, allowed: Set<String>) throws(MessageTemplateError) {
        var parts: [Part] = []
        var rest = text[...]
        while let (before, section, after) = Self.section(in: rest) {
            parts += try Self.parts(of: before, allowed)
            parts.append(.section(try Self.parts(of: section, allowed)))
            rest = after
        }
        self.parts = parts + (try Self.parts(of: rest, allowed))
        capacity = text.utf8.count + 64
    }

    /// The first section, and what is before and behind it. Brackets without a placeholder are text.
    private static func section(in text: Substring) -> (Substring, Substring, Substring)? {
        var from = text.startIndex
        while let open = text[from...].firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") {
            let inside = text[text.index(after: open)..<close]
            guard !inside.contains("{") else { return (text[..<open], inside, text[text.index(after: close)...]) }
            from = text.index(after: close)
        }
        return nil
    }

    private static func parts(of text: Substring, _ allowed: Set<String>) throws(MessageTemplateError) -> [Part] {
        var parts: [Part] = []
        var rest = text
        while let open = rest.firstIndex(of: "{") {
            try Self.appendText(rest[..<open], to: &parts)
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}") else { throw .unclosedBrace(String(rest)) }
            let name = String(rest[..<close])
            if name.contains("{") { throw .unclosedBrace(name) }
            guard allowed.contains(name) else { throw .unknownPlaceholder(name) }
            parts.append(.placeholder(name))
            rest = rest[rest.index(after: close)...]
        }
        try Self.appendText(rest, to: &parts)
        return parts
    }

    /// The text with values in place of their names, without the sections that have none; "-" where another value is missing,
    /// as on official forms.
    package func render(_ value: (String) -> String?) -> String {
        var text = ""
        text.reserveCapacity(capacity)
        _ = Self.append(parts, to: &text, value)
        return text
    }

    /// False: a value is missing.
    private static func append(_ parts: [Part], to text: inout String, _ value: (String) -> String?) -> Bool {
        var isWhole = true
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .placeholder(let name):
                let said = value(name)
                isWhole = isWhole && said != nil
                text += said ?? missing
            case .section(let parts):
                let length = text.utf8.count
                guard !append(parts, to: &text, value) else { continue }
                text.removeSubrange(text.utf8.index(text.startIndex, offsetBy: length)...)
            }
        }
        return isWhole
    }

    /// The placeholders of some parts, sections included.
    static func names(of parts: [Part]) -> [String] {
        parts.flatMap { part -> [String] in
            switch part {
            case .text: []
            case .placeholder(let name): [name]
            case .section(let parts): names(of: parts)
            }
        }
    }

    /// The pieces of fixed text, those of sections too.
    static func pieces(of parts: [Part]) -> [String] {
        parts.flatMap { part -> [String] in
            switch part {
            case .text(let piece): [piece]
            case .placeholder: []
            case .section(let parts): pieces(of: parts)
            }
        }
    }

    /// The most septets of GSM-7 the text can take when each value takes at most its limit; nil when a placeholder has
    /// no limit or the fixed text is not encodable.
    package func maxSeptets(limits: [String: Int]) -> Int? {
        let texts = Self.pieces(of: parts).map { GSM7.septets($0) }
        let values = Self.names(of: parts).map { limits[$0].map { max(0, $0) } }
        var sum = 0
        for most in texts + values {
            guard let most else { return nil }
            let (total, overflow) = sum.addingReportingOverflow(most)
            sum = overflow ? .max : total
        }
        return sum
    }

    static let missing = "-"

    private static func appendText(_ text: Substring, to parts: inout [Part]) throws(MessageTemplateError) {
        if let close = text.firstIndex(of: "}") { throw .unopenedBrace(String(text[..<close])) }
        if !text.isEmpty { parts.append(.text(String(text))) }
    }
}
