import Foundation

/// The password of an account in a file of its own, which only its owner can read.
enum PasswordFile {
    private static let bytes = 24

    /// The password of `account`; a new one when it has none yet.
    ///
    /// - Throws: `Failure` `cannotWrite`; `configuration` when others can read it, or nothing stands in it.
    static func read(_ account: String, in folder: String) throws -> String {
        let path = URL(fileURLWithPath: folder).appending(path: account).path
        guard let text = try PrivateFile.read(path) else {
            let password = random()
            try PrivateFile.make(path, password + "\n")
            return password
        }
        let password = String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !password.isEmpty else { throw Failure(.configuration, AccountWords.emptyPassword(path)) }
        return password
    }

    /// As it can stand in an address.
    private static func random() -> String {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<bytes).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    }
}
