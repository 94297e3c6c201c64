import Complaints
import Crypto
import Foundation

/// The public half of an issuer's key: Ed25519, 32 bytes.
package struct VerificationKey: Sendable, Equatable {
    package let bytes: [UInt8]

    /// How PEM says that 32 bytes of Ed25519 follow (RFC 8410).
    private static let prefix: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]

    /// Nil when these are not 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// A key as `openssl pkey -pubout` and `lapor key` print it, or its 32 bytes as Base64 (the `x` of a JWK).
    package init?(text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if text.hasPrefix("-----") {
            guard let der = PEM.bytes(of: text, "PUBLIC KEY"), der.starts(with: Self.prefix) else { return nil }
            self.init(bytes: Array(der.dropFirst(Self.prefix.count)))
        } else {
            let plain = text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            guard let bytes = Base64URL.decode(Array(plain.utf8)) else { return nil }
            self.init(bytes: bytes)
        }
    }

    package var base64: String { Data(bytes).base64EncodedString() }

    package var pem: String { PEM.text(of: Self.prefix + bytes, "PUBLIC KEY") }

    /// What the key is called where nobody gives it a name: its thumbprint as a JWK (RFC 7638).
    package var thumbprint: String {
        let x = String(decoding: Base64URL.encode(bytes), as: UTF8.self)
        let digest = SHA256.hash(data: Array(#"{"crv":"Ed25519","kty":"OKP","x":"\#(x)"}"#.utf8))
        return String(decoding: Base64URL.encode(Array(digest)), as: UTF8.self)
    }

    func isSignature(_ signature: [UInt8], of message: some Collection<UInt8>) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
        return key.isValidSignature(signature, for: Array(message))
    }
}

/// Keys as text files have them (RFC 7468).
enum PEM {
    static func bytes(of text: String, _ label: String) -> [UInt8]? {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        guard lines.first == "-----BEGIN \(label)-----", lines.last == "-----END \(label)-----" else { return nil }
        return Data(base64Encoded: lines.dropFirst().dropLast().joined()).map { Array($0) }
    }

    static func text(of bytes: [UInt8], _ label: String) -> String {
        "-----BEGIN \(label)-----\n\(Data(bytes).base64EncodedString())\n-----END \(label)-----\n"
    }
}
