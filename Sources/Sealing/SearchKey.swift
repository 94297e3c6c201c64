import Crypto

/// Turns telephone numbers and addresses into numbers by which their owners' cases are found. Without the key nobody can try
/// out all telephone numbers there are.
package struct SearchKey: Sendable {
    private let key: SymmetricKey

    init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// - Parameter phone: in E.164.
    package func hash(phone: String) -> Int64 { hash("phone", phone) }

    /// Capitals do not count.
    package func hash(email: String) -> Int64 { hash("email", email.lowercased()) }

    /// By what a message is known that comes again.
    package func hash(message: [UInt8]) -> Int64 { hash(Array("message ".utf8) + message) }

    private func hash(_ kind: String, _ value: String) -> Int64 { hash(Array("\(kind) \(value)".utf8)) }

    /// The first 64 bits of an HMAC-SHA256: two of 10⁶ people share one with a chance of 10⁻⁷.
    private func hash(_ bytes: [UInt8]) -> Int64 {
        let code = HMAC<SHA256>.authenticationCode(for: bytes, using: key)
        return Int64(bitPattern: code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
