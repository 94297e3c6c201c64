/// Why a template cannot promise to fit one SMS.
package enum SMSTemplateError: Error, Hashable, Sendable {
    /// The fixed text has a character outside GSM-7.
    case notGSM7(String)
    case missingLimit(String)
    /// The worst case takes so many septets, more than 160.
    case tooLong(septets: Int)
}

/// A template that always fits one SMS segment: proven for the worst case when it is made, kept by clipping values.
package struct SMSTemplate: Hashable, Sendable {
    package let template: MessageTemplate
    /// The most septets each value may take; what is longer is cut.
    package let limits: [String: Int]

    /// A template with a limit in septets for each of its placeholders; refused when its worst case exceeds a segment.
    package init(_ template: MessageTemplate, limits: [String: Int]) throws(SMSTemplateError) {
        for text in MessageTemplate.pieces(of: template.parts) where !GSM7.isEncodable(text) { throw .notGSM7(text) }
        for name in MessageTemplate.names(of: template.parts) where limits[name] == nil { throw .missingLimit(name) }
        let septets = template.maxSeptets(limits: limits) ?? .max
        guard septets <= GSM7.segment else { throw .tooLong(septets: septets) }
        self.template = template
        self.limits = limits
    }

    /// The message, at most 160 septets: values folded to GSM-7 and cut to their limits, at the end of a word; "-" where one is
    /// missing outside a section.
    package func render(_ value: (String) -> String?) -> String {
        let text = template.render { name in
            value(name).map { GSM7.clipWords(GSM7.fold($0), toSeptets: limits[name] ?? 0) }
        }
        return Self.withoutFourthDots(text)
    }

    /// Behind what was cut stands no further stop.
    private static func withoutFourthDots(_ text: String) -> String {
        var dots = 0
        let isOver = text.utf8.contains { byte in
            dots = byte == UInt8(ascii: ".") ? dots + 1 : 0
            return dots > 3
        }
        guard isOver else { return text }
        dots = 0
        let kept = text.utf8.filter { byte in
            dots = byte == UInt8(ascii: ".") ? dots + 1 : 0
            return dots <= 3
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
