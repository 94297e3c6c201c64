import Foundation
import Shared
import Tokens

/// The operator's own key: a file that only they can read.
package struct OperatorKey: CommandResult {
    package let file: String
    /// What it is called where nobody gives it a name.
    package let kid: String
    /// The 32 bytes of the public half, as Base64.
    package let publicKey: String
    let signing: SigningKey
    let verification: VerificationKey

    private enum CodingKeys: String, CodingKey { case file, kid, publicKey }

    /// Makes a key.
    ///
    /// - Throws: `Failure` `cannotWrite`, also when there is one already: it would be lost.
    package static func make() throws -> OperatorKey {
        let path = path
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        // The file must never have been readable for others, not even for a moment.
        let before = umask(0o077)
        defer { umask(before) }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotMake(folder))
        }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure(.cannotWrite, IssuerWords.keyExists(path))
        }
        do {
            try Data(SigningKey().pem.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotWrite(path))
        }
        return try OperatorKey()
    }

    /// Reads the key.
    ///
    /// - Throws: `Failure` `configuration` when there is none, when it is none, or when others could read it.
    package init() throws {
        file = Self.path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file) else {
            throw Failure(.configuration, IssuerWords.noKey(file))
        }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard mode & 0o077 == 0, attributes[.type] as? FileAttributeType == .typeRegular else {
            throw Failure(.configuration, IssuerWords.openKey(file))
        }
        guard let text = String(validating: try InputFile.read(file), as: UTF8.self),
            let signing = SigningKey(pem: text), let verification = signing.verificationKey
        else { throw Failure(.configuration, IssuerWords.badKey(file)) }
        self.signing = signing
        self.verification = verification
        kid = verification.thumbprint
        publicKey = verification.base64
    }

    private static var path: String {
        let environment = ProcessInfo.processInfo.environment
        if let file = environment[SettingKey.keyFile.name], !file.isEmpty { return file }
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return "\(folder)/lapor/key.pem" }
        return FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".config/lapor/key.pem").path
    }

    package var text: String { verification.pem.trimmingCharacters(in: .newlines) }
}
