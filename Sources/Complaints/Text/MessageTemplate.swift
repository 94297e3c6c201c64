package enum MessageTemplateError: Error, Hashable, Sendable {
    /// A placeholder that is not among the allowed names, or has none ("{}").
    case unknownPlaceholder(String)
    /// An opening brace that is never closed; what follows it.
    case unclosedBrace(String)
    /// A closing brace without an opening one; what precedes it.
    case unopenedBrace(String)
}

/// A text with named gaps: "Laporan {code} diteruskan ke {body}". Braces cannot be written in the text itself.
package struct MessageTemplate: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case text(String)
        case placeholder(String)
    }

    package let parts: [Part]
    /// Bytes that nearly every text made of it fits in.
    private let capacity: Int

    package init(parsing text: String, allowed: Set<String>) throws(MessageTemplateError) {
        var parts: [Part] = []
        var rest = text[...]
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
        self.parts = parts
        capacity = parts.reduce(0) { sum, part in
            if case .text(let piece) = part { sum + piece.utf8.count } else { sum + 32 }
        }
    }

    /// The text with values in place of their names; "-" where a value is missing, as on official forms.
    package func render(_ value: (String) -> String?) -> String {
        var text = ""
        text.reserveCapacity(capacity)
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .placeholder(let name): text += value(name) ?? Self.missing
            }
        }
        return text
    }

    /// The most septets of GSM-7 the text can take when each value takes at most its limit; nil when a placeholder has
    /// no limit or the fixed text is not encodable.
    package func maxSeptets(limits: [String: Int]) -> Int? {
        var sum = 0
        for part in parts {
            let most =
                switch part {
                case .text(let text): GSM7.septets(text)
                case .placeholder(let name): limits[name].map { max(0, $0) }
                }
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
