import Complaints
import Crypto
import Foundation

/// The public half of an issuer's key: Ed25519, 32 bytes.
package struct VerificationKey: Sendable, Equatable {
    package let bytes: [UInt8]

    /// How PEM says that 32 bytes of Ed25519 follow (RFC 8410).
    private static let prefix: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]

    /// Nil when these are not 32 bytes, and for points of small order: anybody can make signatures that such a key bears out.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32, Self.isCanonical(bytes), !Self.isOfSmallOrder(bytes) else { return nil }
        self.bytes = bytes
    }

    /// Whether the point's y is below the prime 2^255 - 19: each point is written in one way only.
    private static func isCanonical(_ bytes: [UInt8]) -> Bool {
        bytes[31] & 0x7F != 0x7F || bytes[0] < 0xED || bytes[1..<31].contains { $0 != 0xFF }
    }

    private static func isOfSmallOrder(_ bytes: [UInt8]) -> Bool {
        var y = bytes
        y[31] &= 0x7F
        return smallOrders.contains(Hexadecimal.text(of: y))
    }

    /// The y of the eight points whose order divides the cofactor: 1, -1, 0, and those of order 8.
    private static let smallOrders: Set<String> = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ]

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
