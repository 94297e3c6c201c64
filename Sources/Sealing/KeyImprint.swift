package import Complaints
import Crypto

/// By what a key is told from another installation's without being known: the first eight bytes of an HMAC-SHA256 of a fixed text.
package struct KeyImprint: Sendable, Hashable {
    package let bytes: [UInt8]
    private static let count = 8

    /// As it was stored; nil when it is none.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.count else { return nil }
        self.bytes = bytes
    }

    init(_ text: String, by key: SymmetricKey) {
        bytes = Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key).prefix(Self.count))
    }
}

extension SearchKey {
    package var imprint: KeyImprint { KeyImprint("lapor imprint of a search key", by: key) }
}

extension SipHashKey {
    /// That of a key of codes.
    package var imprint: KeyImprint { KeyImprint("lapor imprint of a key of codes", by: SymmetricKey(data: bytes)) }
}
