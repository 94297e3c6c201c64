import Complaints
import Foundation
import Sealing
import Shared
import Store

/// The public key for which channels seal what they send.
package struct PublicEnvelopeKey: CommandResult {
    /// First four bytes of its SHA-256, in hexadecimal digits.
    let kid: String
    /// 32 bytes, in base64.
    let publicKey: String
    /// The three algorithms, as RFC 9180 numbers them: KEM, KDF, AEAD.
    let suite: [Int]

    private enum CodingKeys: String, CodingKey {
        case kid, suite
        case publicKey = "public_key"
    }

    /// - Throws: `Failure` `configuration` when no file of such keys is named, `SettingError`.
    package init() throws {
        guard let key = try NamedKeyFile(.envelopes).file.envelopeKeys?.newest else {
            throw Failure(.configuration, SealingWords.noFile(KeyKind.envelopes.setting.name))
        }
        kid = "\(key.id)"
        publicKey = Data(key.bytes).base64EncodedString()
        suite = [0x0020, 0x0001, 0x0003]
    }

    package var text: String { "\(kid) \(publicKey)" }
}
