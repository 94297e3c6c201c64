/// Texts and headers that prove who somebody is: nobody else may read them, and nobody need keep them.
package enum ProofWords {
    /// Bytes that the first part of a token has at least: the shortest header that names an algorithm has more.
    private static let shortest = 16

    /// Whether a header of this name holds such a text, whatever it looks like.
    package static func isProof(header name: String) -> Bool {
        let name = name.lowercased()
        return name == UnprovenCommand.tokenHeader || name == "authorization"
    }

    /// Whether a token, or its beginning, stands in a text.
    package static func stand(in text: [UInt8]) -> Bool {
        text.split { !isLetter($0) && $0 != UInt8(ascii: ".") }.contains { isToken($0) }
    }

    /// Whether a word is a token or its beginning: parts in Base64 between dots, the first ones objects of JSON.
    package static func isToken(_ word: some Collection<UInt8>) -> Bool {
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count > 1, parts[0].count >= shortest, isObject(parts[0]) else { return false }
        return (parts[1].isEmpty || parts.count == 5 || isObject(parts[1]))
            && parts.allSatisfy { $0.allSatisfy(isLetter) }
    }

    /// Whether the bytes that a text in Base64 stands for begin with a brace.
    private static func isObject(_ part: some Collection<UInt8>) -> Bool {
        guard part.first == UInt8(ascii: "e"), let second = part.dropFirst().first else { return false }
        return "wxyz0123456789-_+/".utf8.contains(second)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}
