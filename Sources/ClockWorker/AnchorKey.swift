import Shared
import Tokens

/// The key that signs anchors: a file that only its owner can read.
enum AnchorKey {
    /// - Returns: nil when no file is named.
    /// - Throws: `SettingError`; it repeats nothing of the file.
    static func read(_ environment: Environment) throws(SettingError) -> SigningKey? {
        guard let text = try environment.privateFile(.anchorKeyFile) else { return nil }
        guard let key = SigningKey(pem: text) else {
            throw SettingError(
                key: SettingKey.anchorKeyFile.name,
                reason: "names no private key of Ed25519 (PEM); 'lapor key new' makes one")
        }
        return key
    }
}
