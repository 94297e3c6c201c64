import Complaints
import Crypto
import Foundation

/// Why an envelope cannot be opened. It repeats nothing of what is in it.
package enum EnvelopeError: Error, Sendable, Equatable {
    /// It is too short, or of another form.
    case malformed
    /// It was sealed for a key that is not at hand.
    case unknownKey(MasterKeyID)
    /// It was changed on its way, or sealed for another routing key.
    case forged
}

/// A key for which channels seal, so that neither the broker nor its disk can read what they send: HPKE in base mode with
/// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20Poly1305 (RFC 9180).
package struct EnvelopeKey: Sendable {
    /// The first four bytes of the SHA-256 of the public key.
    package let id: MasterKeyID
    /// 32 bytes.
    package let bytes: [UInt8]
    fileprivate let key: Curve25519.KeyAgreement.PublicKey
    fileprivate static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
    /// What the sender and intake agree on beside the key.
    fileprivate static let info = Data("lapor envelope 1".utf8)

    /// - Parameter bytes: of the public key; nil when they are none.
    package init?(_ bytes: [UInt8]) {
        guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes) else { return nil }
        self.init(key)
    }

    fileprivate init?(_ key: Curve25519.KeyAgreement.PublicKey) {
        bytes = Array(key.rawRepresentation)
        guard let id = MasterKeyID(SHA256.hash(data: bytes).prefix(MasterKeyID.count)) else { return nil }
        (self.id, self.key) = (id, key)
    }

    /// - Parameter routingKey: the key that the message is published with; it opens under no other.
    /// - Returns: nil when the public key is a point by which nothing can be kept secret.
    package func seal(_ message: [UInt8], routingKey: String) -> [UInt8]? {
        guard var sender = try? HPKE.Sender(recipientKey: key, ciphersuite: Self.suite, info: Self.info),
            let sealed = try? sender.seal(message, authenticating: Array(routingKey.utf8))
        else { return nil }
        return [EnvelopeKeys.version] + id.bytes + sender.encapsulatedKey + sealed
    }
}

/// The private keys of an installation by which what channels have sealed for it is opened, the newest first.
///
/// An envelope is the byte 1, the id of the key, the encapsulated key (32 bytes), and the ciphertext with its tag (16 bytes).
package struct EnvelopeKeys: Sendable {
    /// In the property `content_encoding` of a message whose body is an envelope.
    package static let encoding = "lapor-hpke"
    fileprivate static let version: UInt8 = 1
    private static let encapsulatedBytes = 32
    private static let tagBytes = 16
    /// The one that channels seal for now.
    package let newest: EnvelopeKey
    private let keys: [MasterKeyID: Curve25519.KeyAgreement.PrivateKey]

    /// - Parameter secrets: 32 bytes each; nil when there is none, or one is no key.
    init?(_ secrets: [[UInt8]]) {
        var keys: [MasterKeyID: Curve25519.KeyAgreement.PrivateKey] = [:]
        var all: [EnvelopeKey] = []
        for secret in secrets {
            guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret),
                let open = EnvelopeKey(key.publicKey)
            else { return nil }
            keys[open.id] = key
            all.append(open)
        }
        guard let first = all.first else { return nil }
        (newest, self.keys) = (first, keys)
    }

    /// The name of the key that these bytes are the secret of.
    static func id(of secret: [UInt8]) -> MasterKeyID? { EnvelopeKeys([secret])?.newest.id }

    /// - Parameter routingKey: the key that the message came with.
    /// - Throws: `EnvelopeError`.
    package func open(_ envelope: [UInt8], routingKey: String) throws(EnvelopeError) -> [UInt8] {
        let head = 1 + MasterKeyID.count
        let start = head + Self.encapsulatedBytes
        guard envelope.count >= start + Self.tagBytes, envelope[0] == Self.version,
            let id = MasterKeyID(envelope[1..<head])
        else { throw .malformed }
        guard let key = keys[id] else { throw .unknownKey(id) }
        do {
            var recipient = try HPKE.Recipient(
                privateKey: key, ciphersuite: EnvelopeKey.suite, info: EnvelopeKey.info,
                encapsulatedKey: Data(envelope[head..<start]))
            return Array(try recipient.open(envelope[start...], authenticating: Array(routingKey.utf8)))
        } catch {
            throw .forged
        }
    }
}
