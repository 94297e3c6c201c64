import Complaints
import Contract
import Crypto

/// The private half of an issuer's key.
package struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// How PEM says that 32 secret bytes of Ed25519 follow (RFC 8410).
    private static let prefix: [UInt8] = [
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]

    /// A new key.
    package init() { key = Curve25519.Signing.PrivateKey() }

    /// A key as `openssl genpkey -algorithm ed25519` and `lapor key new` write it; nil for anything else.
    package init?(pem: String) {
        guard let der = PEM.bytes(of: pem, "PRIVATE KEY"), der.starts(with: Self.prefix) else { return nil }
        self.init(seed: Array(der.dropFirst(Self.prefix.count)))
    }

    /// Nil when these are not 32 bytes.
    package init?(seed: [UInt8]) {
        guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            return nil
        }
        self.key = key
    }

    package var pem: String { PEM.text(of: Self.prefix + Array(key.rawRepresentation), "PRIVATE KEY") }

    /// The public half.
    package var verificationKey: VerificationKey? { VerificationKey(bytes: Array(key.publicKey.rawRepresentation)) }

    /// The token that proves `message`, whose bytes are published as they are; nil when the key cannot sign.
    ///
    /// - Parameter keyID: what the key is called where it is registered.
    package func token(_ claims: CommandToken.Claims, keyID: String) -> String? {
        var header = JSONObject(capacity: 96)
        header.add("alg", "EdDSA")
        header.add("typ", "JWT")
        header.add("kid", keyID)
        return sign(header: header.bytes, payload: claims.json)
    }

    /// Signs what is given, whatever it says.
    package func sign(header: [UInt8], payload: [UInt8]) -> String? {
        let signed = Base64URL.encode(header) + [UInt8(ascii: ".")] + Base64URL.encode(payload)
        guard let signature = try? key.signature(for: signed) else { return nil }
        return String(
            decoding: signed + [UInt8(ascii: ".")] + Base64URL.encode(Array(signature)), as: UTF8.self)
    }
}
