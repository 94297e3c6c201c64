/// A field for an e-mail address as people and programs fill it: with `mailto:`, with a name before it, or with several.
package struct WrittenEmail: Sendable {
    /// The address that can be read with certainty, of several the first; nil: none.
    package let address: EmailAddress?
    /// Whether the field says nothing besides.
    package let isWhole: Bool

    package init(_ text: String) {
        if let address = EmailAddress(text) {
            (self.address, isWhole) = (address, true)
            return
        }
        let parts = text.halfWidth.split { ",;|".contains($0) || $0.isNewline }
            .map { String($0).trimmed }.filter { !$0.isEmpty }
        let found = parts.map(Self.one)
        guard let first = found.first, !found.contains(where: { $0.address == nil }) else {
            (address, isWhole) = (nil, false)
            return
        }
        address = first.address
        isWhole = found.allSatisfy { $0.isWhole && $0.address == first.address }
    }

    private static func one(_ text: String) -> (address: EmailAddress?, isWhole: Bool) {
        let bare = text.dropping(prefix: "mailto:")
        guard bare.hasSuffix(">"), let start = bare.lastIndex(of: "<") else { return (EmailAddress(bare), true) }
        let inner = bare[bare.index(after: start)...].dropLast()
        let name = String(bare[..<start]).trimmed
        return (EmailAddress(String(inner).dropping(prefix: "mailto:")), name.isEmpty)
    }
}

extension String {
    /// Without what nobody sees at either end.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isInvisible }),
            let last = scalars.lastIndex(where: { !$0.isInvisible })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Without `prefix`, which is ASCII in small letters; capitals make no difference.
    func dropping(prefix: String) -> String {
        let start = utf8.prefix(prefix.utf8.count).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        return start.elementsEqual(prefix.utf8) ? String(dropFirst(prefix.count)) : self
    }
}
