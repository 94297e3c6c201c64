package import Hummingbird

/// The header Idempotency-Key: a string in quotation marks (RFC 8941, 3.3.3), or the same words without them.
package enum IdempotencyKey {
    /// What it says; nil when it is not there.
    ///
    /// - Throws: `Problem` 400 when its quotation marks make no sense.
    package static func of(_ request: Request) throws(Problem) -> String? {
        guard let header = request.header("idempotency-key") else { return nil }
        guard header.utf8.first == UInt8(ascii: "\"") else { return header }
        guard let words = quoted(header.utf8.dropFirst()) else { throw .malformed }
        return words
    }

    /// What stands before the closing mark; behind it only parameters may stand, which mean nothing here.
    private static func quoted(_ bytes: Substring.UTF8View) -> String? {
        var (words, rest): ([UInt8], Substring.UTF8View) = ([], bytes)
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                let isEnd = rest.isEmpty || rest.first == UInt8(ascii: ";")
                return isEnd ? String(decoding: words, as: UTF8.self) : nil
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst(), next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") else {
                    return nil
                }
                words.append(next)
            case 0x20...0x7E: words.append(byte)
            default: return nil
            }
        }
        return nil
    }
}

extension Problem {
    fileprivate static let malformed = Problem(
        .badRequest, "idempotency_key_malformed",
        #"Idempotency-Key must be a string such as "W-2026-000042", with or without quotation marks."#)
}
