/// An address that mail can be sent to: the plain form `local@domain.tld` in ASCII, without quotes or comments.
///
/// Narrower than RFC 5321 on purpose: what passes can stand in a header line or an SMTP command as it is.
package struct EmailAddress: Hashable, Sendable {
    /// The address; its domain in lower case, the part before "@" as given.
    package let text: String

    /// An address; nil when it is not of the plain form, longer than 254 bytes, or its local part longer than 64.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 254, let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        let domain = bytes[(at + 1)...].map { 0x41...0x5a ~= $0 ? $0 | 0x20 : $0 }
        guard Self.isLocalPart(bytes[..<at]), Self.isDomain(domain) else { return nil }
        self.text = String(decoding: bytes[...at] + domain, as: UTF8.self)
    }
}

extension EmailAddress: CustomStringConvertible {
    package var description: String { text }

    private static func isLocalPart(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 64 else { return false }
        let atoms = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomByte) }
    }

    private static func isDomain(_ bytes: [UInt8]) -> Bool {
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy(isLabel), let top = labels.last else { return false }
        return top.count >= 2 && !top.allSatisfy(isDigit)
    }

    private static func isLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard 1...63 ~= bytes.count, bytes.first != hyphen, bytes.last != hyphen else { return false }
        return bytes.allSatisfy { isDigit($0) || isLetter($0) || $0 == hyphen }
    }

    private static func isAtomByte(_ byte: UInt8) -> Bool {
        if isDigit(byte) || isLetter(byte) { return true }
        switch Unicode.Scalar(byte) {
        case "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_", "`", "{", "|", "}", "~": return true
        default: return false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

    private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7a ~= byte | 0x20 }
}
