/// What the attributes of an element say about whether its words are to be seen. Nil: as where it stands.
struct HTMLStyle: Equatable {
    /// Neither it nor anything in it: `hidden`, `display:none`, `opacity:0`.
    var isGone = false
    /// `visibility:hidden`; what stands in it may be seen again.
    var isInvisible: Bool?
    /// `font-size:0`; what stands in it may have another size.
    var isSizeless: Bool?

    /// Whether it takes words from sight.
    var hides: Bool { isGone || isInvisible == true || isSizeless == true }

    /// Takes in the value of an attribute `style`.
    mutating func read(_ css: some Sequence<UInt8>) {
        let declarations = Self.declarations(css)
        if HTMLBox.isOutOfSight(declarations) { isGone = true }
        for (property, value) in declarations {
            switch property {
            case "display" where value == "none": isGone = true
            case "mso-hide" where value == "all": isGone = true
            case "opacity" where Self.size(value) == 0: isGone = true
            case "visibility" where value != "inherit": isInvisible = value == "hidden" || value == "collapse"
            case "font-size": isSizeless = Self.isZero(value) ?? isSizeless
            case "font":
                let sizes = value.split { $0 == " " || $0 == "/" }.compactMap { Self.isZero(String($0)) }
                isSizeless = sizes.isEmpty ? isSizeless : sizes.contains(true)
            default: break
            }
        }
    }

    /// That of an element in one with this style.
    func inside(_ outer: HTMLStyle) -> HTMLStyle {
        HTMLStyle(
            isGone: isGone || outer.isGone, isInvisible: isInvisible ?? outer.isInvisible,
            isSizeless: isSizeless ?? outer.isSizeless)
    }

    /// The declaration of each property that counts: the last one, or the last important one.
    private static func declarations(_ css: some Sequence<UInt8>) -> [String: String] {
        let text = withoutComments(String(decoding: Array(css), as: UTF8.self).lowercased())
        var important: Set<String> = []
        var declarations: [String: String] = [:]
        for part in text.split(separator: ";") {
            guard let colon = part.firstIndex(of: ":") else { continue }
            let property = String(part[..<colon].filter { !$0.isWhitespace })
            var value = part[part.index(after: colon)...]
            let mark = value.firstIndex(of: "!")
            if let mark { value = value[..<mark] }
            guard mark != nil || !important.contains(property) else { continue }
            if mark != nil { important.insert(property) }
            declarations[property] = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        return declarations
    }

    private static func withoutComments(_ css: String) -> String {
        guard css.contains("/*") else { return css }
        return css.split(separator: "/*", omittingEmptySubsequences: false).enumerated().map { index, part in
            index == 0 ? String(part) : part.firstRange(of: "*/").map { String(part[$0.upperBound...]) } ?? ""
        }.joined(separator: " ")
    }

    /// Whether a length is none at all; nil for what is no length, or depends on the size around it.
    private static func isZero(_ length: String) -> Bool? {
        guard let size = size(length) else { return nil }
        // Mail programs hide the words of a preview so.
        if size == 0 || size <= 1 && (length.hasSuffix("px") || length.hasSuffix("pt")) { return true }
        return ["px", "pt", "rem", "cm", "mm", "in", "pc", "q", "vw", "vh"].contains { length.hasSuffix($0) }
            ? false : nil
    }

    static func size(_ length: String) -> Double? {
        let number = length.prefix { $0.isNumber || $0 == "." }
        let unit = length.dropFirst(number.count)
        guard !number.isEmpty, unit.allSatisfy({ $0.isLetter || $0 == "%" }) else { return nil }
        return Double(number.hasPrefix(".") ? "0" + number : String(number))
    }
}
