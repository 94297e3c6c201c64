import Foundation

/// The password of an account in a file of its own, which only its owner can read.
enum PasswordFile {
    private static let bytes = 24

    /// The password of `account`; a new one when it has none yet.
    ///
    /// - Throws: `Failure` `cannotWrite`; `configuration` when others can read it, or nothing stands in it.
    static func read(_ account: String, in folder: String) throws -> String {
        let url = URL(fileURLWithPath: folder).appending(path: account)
        // It must never have been readable for others, not even for a moment.
        let before = umask(0o077)
        defer { umask(before) }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotMake(folder))
        }
        guard FileManager.default.fileExists(atPath: url.path) else { return try make(url) }
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
        let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard mode & 0o077 == 0, attributes?[.type] as? FileAttributeType == .typeRegular else {
            throw Failure(.configuration, IssuerWords.openKey(url.path))
        }
        let text = String(decoding: try InputFile.read(url.path), as: UTF8.self)
        let password = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !password.isEmpty else { throw Failure(.configuration, AccountWords.emptyPassword(url.path)) }
        return password
    }

    private static func make(_ url: URL) throws -> String {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<bytes).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        // As it can stand in an address.
        let password = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        do {
            try Data((password + "\n").utf8).write(to: url, options: .withoutOverwriting)
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotWrite(url.path))
        }
        return password
    }
}
