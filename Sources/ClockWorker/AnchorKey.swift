import Foundation
import Shared
import Tokens

/// The key that signs anchors: a file that only its owner can read.
enum AnchorKey {
    /// - Returns: nil when no file is named.
    /// - Throws: `SettingError`; it repeats nothing of the file.
    static func read(_ environment: Environment) throws(SettingError) -> SigningKey? {
        guard let path = environment.text(.anchorKeyFile) else { return nil }
        func bad(_ reason: String) -> SettingError { SettingError(key: SettingKey.anchorKeyFile.name, reason: reason) }
        // Through links, as secrets of Kubernetes are.
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: file),
            facts[.type] as? FileAttributeType == .typeRegular
        else { throw bad("names no file") }
        guard (facts[.posixPermissions] as? Int ?? 0o777) & 0o037 == 0 else {
            throw bad("names a file that others can read or write: chmod 600")
        }
        guard let data = FileManager.default.contents(atPath: file),
            let key = SigningKey(pem: String(decoding: data, as: UTF8.self))
        else { throw bad("names no private key of Ed25519 (PEM); 'lapor key new' makes one") }
        return key
    }
}
