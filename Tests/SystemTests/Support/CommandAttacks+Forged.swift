import Complaints
import Foundation
import Rabbit
import TestKit
import Tokens

/// What those try who cannot sign for an issuer: forged, borrowed and bent tokens.
extension CommandAttacks {
    func forged() throws -> [CommandAttack] {
        let body = command("forged")
        let claims = claims(of: body)
        let stranger = SigningKey()
        func forge(_ name: String, _ header: String = Self.header, _ changes: [String: String] = [:]) throws
            -> CommandAttack
        {
            CommandAttack(name, .tokenSignature, body, try sign(header, self.claims(of: body, changes), stranger))
        }
        var unknown = try forge("an issuer that nobody has registered", Self.header, ["iss": #""siapa.saja""#])
        unknown.code = .tokenIssuerUnknown
        var keyless = try forge("a kid that is a path", #"{"alg":"EdDSA","kid":"../k1"}"#)
        keyless.code = .tokenMalformed
        var other = try forge("a kid of another issuer", #"{"alg":"EdDSA","kid":"\#(TestIssuer.kid)"}"#)
        other.code = .tokenIssuerUnknown
        let jwk = #"{"kty":"OKP","crv":"Ed25519","x":"\#(stranger.verificationKey?.base64 ?? "")"}"#
        return try [
            CommandAttack("no token", .tokenMissing, body, nil),
            CommandAttack(
                "the token in another header", .tokenMissing, body, nil, ["authorization": .text("Bearer x")]),
            forge("a stranger's key under a registered name"),
            forge(
                "a stranger's key, as another registered issuer", Self.header.replacing("k1", with: TestIssuer.kid),
                ["iss": "\"\(TestIssuer.name)\"", "role": #""national""#, "body": ""]),
            unknown, keyless, other,
            forge("the key brought along (jwk)", #"{"alg":"EdDSA","kid":"k1","jwk":\#(jwk)}"#),
            forge(
                "an address of keys (jku, x5u)",
                #"{"alg":"EdDSA","kid":"k1","jku":"http://a.example/","x5u":"http://a.example/"}"#),
            CommandAttack("a registered key of small order", .tokenIssuerUnknown, body, try weak(body)),
        ] + algorithms(body, claims) + signatures(body, claims)
    }

    /// The signature that holds for every message, where the public key is the neutral point.
    private func weak(_ body: [UInt8]) throws -> String {
        let claims = claims(of: body, ["iss": "\"\(Self.weak)\"", "role": #""national""#, "body": ""])
        return try unsigned(Self.header, claims, [1] + [UInt8](repeating: 0, count: 63))
    }

    private func algorithms(_ body: [UInt8], _ claims: String) throws -> [CommandAttack] {
        let headers = [
            ("alg none, no signature", #"{"alg":"none","kid":"k1"}"#, []),
            ("alg None, a signature", #"{"alg":"None","kid":"k1"}"#, [UInt8](repeating: 7, count: 64)),
            ("alg in other letters", #"{"alg":"eddsa","kid":"k1"}"#, [UInt8](repeating: 7, count: 64)),
            ("alg as a list", #"{"alg":["EdDSA","none"],"kid":"k1"}"#, [UInt8](repeating: 7, count: 64)),
            ("no alg", #"{"kid":"k1"}"#, [UInt8](repeating: 7, count: 64)),
        ]
        let secret = own.verificationKey?.bytes ?? []
        let hmac = #"{"alg":"HS256","kid":"k1"}"#
        return try headers.map {
            CommandAttack($0.0, .tokenSignature, body, try unsigned($0.1, claims, $0.2))
        } + [
            CommandAttack(
                "HS256 with the public key as secret", .tokenSignature, body, try keyed(hmac, claims, by: secret)),
            CommandAttack(
                "the same, called EdDSA", .tokenSignature, body, try keyed(Self.header, claims, by: secret)),
        ]
    }

    private func keyed(_ header: String, _ claims: String, by secret: [UInt8]) throws -> String {
        let signed = try unsigned(header, claims, []).dropLast()
        let padded = secret + [UInt8](repeating: 0, count: 64 - secret.count)
        let inner = CommandToken.digest(of: padded.map { $0 ^ 0x36 } + Array(signed.utf8))
        return try unsigned(header, claims, CommandToken.digest(of: padded.map { $0 ^ 0x5C } + inner))
    }

    private func signatures(_ body: [UInt8], _ claims: String) throws -> [CommandAttack] {
        let good = try sign(Self.header, claims)
        let parts = good.split(separator: ".").map(String.init)
        let signature = try Self.bytes(parts[2])
        var last = Array(good.utf8)
        last[last.count - 1] += 1
        return [
            CommandAttack(
                "a signature of zeros", .tokenSignature, body,
                try unsigned(Self.header, claims, [UInt8](repeating: 0, count: 64))),
            CommandAttack(
                "the same signature, written otherwise (S + L)", .tokenSignature, body,
                try unsigned(Self.header, claims, Self.raised(signature))),
            CommandAttack(
                "a signature that was cut", .tokenSignature, body,
                try unsigned(Self.header, claims, signature.dropLast())),
            CommandAttack(
                "bits of Base64 that belong to no byte", .tokenSignature, body, String(decoding: last, as: UTF8.self)),
            CommandAttack("Base64 with padding", .tokenSignature, body, good + "=="),
            CommandAttack("white space around it", .tokenMalformed, body, " \(good)"),
            CommandAttack(
                "claims exchanged under the signature", .tokenSignature, body,
                "\(parts[0]).\(try swapped(body)).\(parts[2])"),
            CommandAttack("an encrypted token (five parts)", .tokenMalformed, body, "\(good).\(parts[1]).\(parts[2])"),
            CommandAttack("claims left out (detached)", .tokenMalformed, body, "\(parts[0])..\(parts[2])"),
        ]
    }

    private func swapped(_ body: [UInt8]) throws -> Substring {
        try sign(Self.header, claims(of: body, ["body": #""64""#])).split(separator: ".")[1]
    }

    private static func bytes(_ text: String) throws -> [UInt8] {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return Array(Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)) ?? Data())
    }

    /// The second half of a signature is a number below the group's order: here the order is added to it.
    private static func raised(_ signature: [UInt8]) -> [UInt8] {
        let order =
            Hexadecimal.bytes(of: "edd3f55c1a631258d69cf7a2def9de14" + String(repeating: "00", count: 15) + "10") ?? []
        var (sum, carry) = (signature, 0)
        for (index, byte) in order.enumerated() {
            carry += Int(sum[32 + index]) + Int(byte)
            sum[32 + index] = UInt8(carry & 0xFF)
            carry >>= 8
        }
        return sum
    }
}
