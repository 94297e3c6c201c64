import Complaints
import Foundation
import TestKit
import Testing

@testable import Tokens

/// What is a token, and what is none.
@Suite struct CommandTokenTests {
    private func sign(_ header: String, _ payload: String, _ key: SigningKey? = nil) throws -> String {
        try (key ?? TestIssuer.key()).sign(header: Array(header.utf8), payload: Array(payload.utf8)) ?? ""
    }

    private static let header = #"{"alg":"EdDSA","kid":"uji-1"}"#
    private static let digest = Hexadecimal.text(of: CommandToken.digest(of: SampleToken.body))

    /// Claims as JSON; each of `changes` takes the place of one, and an empty one takes it away.
    private func payload(_ changes: [String: String] = [:]) -> String {
        let claims = [
            "iss": #""meja.uji""#, "sub": #""hubung.bandung""#, "role": #""officer""#, "iat": "1770172200",
            "exp": "1770172500", "jti": #""t-1""#, "sha256": "\"\(Self.digest)\"",
        ].merging(changes) { $1 }
        return "{" + claims.filter { !$0.value.isEmpty }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
            + "}"
    }

    private func refusal(_ token: String) -> CommandRefusal.Code? {
        do throws(CommandRefusal) {
            _ = try CommandToken(token)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `what is signed is read again`() throws {
        var claims = SampleToken.claims()
        claims.secret = "BCDF-GHJK"
        let token = try SampleToken.token(claims)
        #expect(token.claims == claims && token.keyID == TestIssuer.kid && token.actor == SampleToken.officer)
        #expect(try token.isSigned(by: #require(TestIssuer.key().verificationKey)))
        #expect(try !token.isSigned(by: #require(SigningKey().verificationKey)))
        #expect(refusal(try sign(Self.header, payload())) == nil)
        #expect(refusal(try sign(#"{"typ":"JWT","alg":"EdDSA","kid":"k","x":[1]}"#, payload(["later": "{}"]))) == nil)
    }

    /// RFC 8037, appendix A: key, thumbprint and signature of others.
    @Test func `keys and signatures are those of the standard`() throws {
        let seed = try #require(Base64URL.decode(Array("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A".utf8)))
        let key = try #require(SigningKey(seed: seed))
        let verification = try #require(VerificationKey(text: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"))
        #expect(key.verificationKey == verification)
        #expect(verification.thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        let signed = key.sign(
            header: Array(#"{"alg":"EdDSA"}"#.utf8), payload: Array("Example of Ed25519 signing".utf8))
        #expect(
            signed
                == "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        )
    }

    @Test func `a key is written and read as PEM`() throws {
        let key = SigningKey()
        let verification = try #require(key.verificationKey)
        #expect(SigningKey(pem: key.pem)?.verificationKey == verification)
        #expect(VerificationKey(text: verification.pem) == verification)
        #expect(VerificationKey(text: verification.base64 + "\n") == verification)
        for text in [
            "", "AA", key.pem, verification.pem.replacing("PUBLIC", with: "PRIVATE"), "-----BEGIN PUBLIC KEY-----",
        ] {
            #expect(VerificationKey(text: text) == nil, "\(text)")
        }
        for text in ["", verification.pem, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"] {
            #expect(SigningKey(pem: text) == nil, "\(text)")
        }
    }

    @Test func `points of small order are no keys, and no point is written in two ways`() throws {
        let points = [
            "01" + String(repeating: "00", count: 31), "ec" + String(repeating: "ff", count: 30) + "7f",
            String(repeating: "00", count: 32), "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ed" + String(repeating: "ff", count: 30) + "7f", "ee" + String(repeating: "ff", count: 30) + "7f",
            "f0" + String(repeating: "ff", count: 30) + "7f", String(repeating: "ff", count: 32),
        ]
        for point in points {
            var bytes = try #require(Hexadecimal.bytes(of: point))
            for _ in 0..<2 {
                #expect(VerificationKey(bytes: bytes) == nil && VerificationKey(text: base64(bytes)) == nil, "\(point)")
                bytes[31] ^= 0x80
            }
        }
        for _ in 0..<100 {
            let key = try #require(SigningKey().verificationKey)
            #expect(VerificationKey(bytes: key.bytes) == key)
        }
    }

    private func base64(_ bytes: [UInt8]) -> String { String(decoding: Base64URL.encode(bytes), as: UTF8.self) }

    @Test(arguments: [
        #"{"alg":"none","kid":"uji-1"}"#, #"{"alg":"None","kid":"uji-1"}"#, #"{"alg":"HS256","kid":"uji-1"}"#,
        #"{"alg":"ES256","kid":"uji-1"}"#, #"{"alg":"RS256","kid":"uji-1"}"#, #"{"alg":"eddsa","kid":"uji-1"}"#,
        #"{"alg":["EdDSA"],"kid":"uji-1"}"#, #"{"kid":"uji-1"}"#, #"{"alg":null,"kid":"uji-1"}"#,
    ])
    func `another algorithm is none`(header: String) throws {
        #expect(refusal(try sign(header, payload())) == .tokenSignature)
    }

    @Test func `neither no signature nor one with the public key as a shared secret`() throws {
        let parts = try sign(#"{"alg":"none","kid":"uji-1"}"#, payload()).split(separator: ".")
        for signature in ["", "AA"] {
            #expect(refusal("\(parts[0]).\(parts[1]).\(signature)") == .tokenSignature)
        }
        // HMAC-SHA256 has 32 bytes; one that says EdDSA is no signature of 64.
        let good = try sign(Self.header, payload()).split(separator: ".")
        let hmac = String(decoding: Base64URL.encode([UInt8](repeating: 7, count: 32)), as: UTF8.self)
        #expect(refusal("\(good[0]).\(good[1]).\(hmac)") == .tokenSignature)
    }

    @Test(arguments: [
        "iss", "sub", "role", "iat", "exp", "jti", "sha256",
    ])
    func `no claim is missing, null or of another type`(claim: String) throws {
        for value in ["", "null", "[]", "true", #""""#, "1.5"] {
            #expect(refusal(try sign(Self.header, payload([claim: value]))) == .tokenMalformed, "\(value)")
        }
    }

    @Test(arguments: [
        ["exp": "1770172501"], ["exp": "1770172200"], ["exp": "1770172199"], ["exp": "9223372036854775807"],
        ["iat": "-9223372036854775808"], ["iat": "-1", "exp": "1"], ["exp": #""1770172500""#], ["exp": "1e9"],
        ["role": #""system""#], ["role": #""admin""#], ["sub": #""Budi Contoh 0812""#], ["jti": #""a b""#],
        ["jti": "\"\(String(repeating: "a", count: 65))\""], ["iss": #""a\u0000b""#], ["sha256": #""abcd""#],
        ["sha256": "\"\(String(repeating: "g", count: 64))\""], ["body": "7"], ["secret": "{}"],
    ])
    func `claims have their form and a token lives five minutes at most`(changes: [String: String]) throws {
        #expect(refusal(try sign(Self.header, payload(changes))) == .tokenMalformed)
    }

    @Test func `a claim that is there twice could be read in two ways`() throws {
        for twice in [#","role":"national"}"#, #","role":"officer"}"#, #","\u0072ole":"national"}"#] {
            #expect(refusal(try sign(Self.header, payload().dropLast() + twice)) == .tokenMalformed)
        }
        #expect(refusal(try sign(#"{"alg":"EdDSA","alg":"none","kid":"k"}"#, payload())) == .tokenMalformed)
        #expect(refusal(try sign(#"{"alg":"EdDSA","kid":"k","crit":["exp"]}"#, payload())) == .tokenMalformed)
        #expect(refusal(try sign(#"{"alg":"EdDSA","kid":"k","typ":"at+jwt"}"#, payload())) == .tokenMalformed)
        #expect(refusal(try sign(#"{"alg":"EdDSA"}"#, payload())) == .tokenMalformed)
    }

    @Test func `a token that was cut, grown or spelled otherwise is none`() throws {
        let good = try sign(Self.header, payload())
        for length in 0..<good.count { #expect(refusal(String(good.prefix(length))) != nil, "\(length)") }
        for text in [
            good + ".", "." + good, good + "A", good + "=", " " + good, good + "\n", good.uppercased(), "a.b", "..",
            "🙂.🙂.🙂",
        ] {
            #expect(refusal(text) != nil, "\(text.suffix(20))")
        }
        // Bits that belong to no byte.
        var last = Array(good.utf8)
        last[last.count - 1] += 1
        #expect(refusal(String(decoding: last, as: UTF8.self)) == .tokenSignature)
    }

    @Test func `no token is larger than the limit`() throws {
        func padded(_ count: Int) throws -> String {
            try sign(Self.header, payload(["pad": "\"\(String(repeating: "x", count: count))\""]))
        }
        let room = (0...1_600).last { (try? padded($0).utf8.count) ?? .max <= CommandToken.Limits.bytes } ?? 0
        #expect(refusal(try padded(room)) == nil)
        #expect(refusal(try padded(room + 3)) == .tokenMalformed)
        #expect(refusal(String(repeating: "a", count: 200_000)) == .tokenMalformed)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>) func `every mutation is refused, or says the same`(seed: UInt64)
        throws
    {
        let good = try sign(Self.header, payload())
        let key = try #require(TestIssuer.key().verificationKey)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var bytes = Array(good.utf8)
            let place = Int.random(in: bytes.indices, using: &random)
            bytes[place] = UInt8.random(in: 0x2D...0x7A, using: &random)
            let text = String(decoding: bytes, as: UTF8.self)
            guard text != good, let token = try? CommandToken(text) else { continue }
            #expect(!token.isSigned(by: key), "\(text)")
        }
    }
}
