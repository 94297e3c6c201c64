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
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure(.cannotWrite, IssuerWords.keyExists(path))
        }
        try PrivateFile.make(path, SigningKey().pem)
        return try OperatorKey()
    }

    /// Reads the key.
    ///
    /// - Throws: `Failure` `configuration` when there is none, when it is none, or when others could read it.
    package init() throws {
        file = Self.path
        guard let bytes = try PrivateFile.read(file) else { throw Failure(.configuration, IssuerWords.noKey(file)) }
        guard let text = String(validating: bytes, as: UTF8.self),
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
