import Complaints
import Crypto

extension SipHashKey {
    static let byteCount = 16

    /// As a file of keys of codes has it: 32 bytes, of which it is derived, or the 16 that a store had by itself; nil for anything else.
    init?(ofCodes bytes: [UInt8]) {
        guard bytes.count == 32 else {
            self.init(bytes)
            return
        }
        let code = HMAC<SHA256>.authenticationCode(for: Array("lapor codes".utf8), using: SymmetricKey(data: bytes))
        self.init(Array(code.prefix(Self.byteCount)))
    }

    private init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(hex: Hexadecimal.text(of: bytes))
    }

    var bytes: [UInt8] {
        [k0, k1].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
    }
}
