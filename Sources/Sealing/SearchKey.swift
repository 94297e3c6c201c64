import Crypto

/// Turns telephone numbers and addresses into numbers by which their owners' cases are found, and what people said into numbers by
/// which it is known again. Without the key nobody can try out all telephone numbers there are.
package struct SearchKey: Sendable {
    let key: SymmetricKey
    /// Of what was said, and by whom it is awaited: none of its hashes is one of `reporter`.
    private let said: SymmetricKey

    init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: bytes)
        said = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array("lapor submissions".utf8), outputByteCount: 32)
    }

    /// - Parameter phone: in E.164.
    package func hash(phone: String) -> Int64 { hash("phone", phone) }

    /// Capitals do not count.
    package func hash(email: String) -> Int64 { hash("email", email.lowercased()) }

    /// By what a message is known that comes again.
    package func hash(message: [UInt8]) -> Int64 { Self.hash(Array("message ".utf8) + message, key) }

    /// By what a submission is known that comes again.
    ///
    /// - Parameter content: the hash of its words, which is no secret.
    package func hash(content: UInt64) -> Int64 { Self.hash(Self.bytes("content ", content), said) }

    /// The same of a hash that a key of codes has made: its words are not there any more, or not as they came.
    package func hash(former: Int64) -> Int64 { Self.hash(Self.bytes("former ", UInt64(bitPattern: former)), said) }

    /// By what an answer or a part of a message is known that belongs to others.
    package func hash(sender: String) -> Int64 { Self.hash(Array("sender \(sender)".utf8), said) }

    /// By what a part of a message is known that comes again.
    package func hash(words: String) -> Int64 { Self.hash(Array("words \(words)".utf8), said) }

    /// By what a command is known that comes again.
    ///
    /// - Parameter command: what it says, in one form.
    package func hash(command: [UInt8]) -> Int64 { Self.hash(Array("command ".utf8) + command, said) }

    private func hash(_ kind: String, _ value: String) -> Int64 { Self.hash(Array("\(kind) \(value)".utf8), key) }

    private static func bytes(_ label: String, _ number: UInt64) -> [UInt8] {
        Array(label.utf8) + (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// The first 64 bits of an HMAC-SHA256: two of 10⁶ people share one with a chance of 10⁻⁷.
    private static func hash(_ bytes: [UInt8], _ key: SymmetricKey) -> Int64 {
        let code = HMAC<SHA256>.authenticationCode(for: bytes, using: key)
        return Int64(bitPattern: code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
