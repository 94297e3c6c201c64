package import Complaints
import Contract
import Crypto
import Foundation

/// The proof that a message with commands carries: a JWT, signed by EdDSA with an issuer's key, bound to the message's bytes.
///
/// Read here is what was sent, and nothing of it counts before `TokenJudge` has looked at it.
package struct CommandToken: Sendable, Equatable {
    /// The AMQP header that holds it.
    package static let header = UnprovenCommand.tokenHeader

    package enum Limits {
        /// Bytes of a token.
        package static let bytes = 2_048
        /// Seconds for which a token lives.
        package static let life: Int64 = 300
        /// Seconds by which the clock of whoever signs may differ from ours.
        package static let skew: Int64 = 60
        /// The end of the year 9999: no time is later.
        static let latest: Int64 = 253_402_300_799
        /// Characters of the names of issuers and keys, and of a token's own id.
        package static let name = 64
    }

    package struct Claims: Sendable, Equatable {
        /// The issuer (`iss`).
        package var issuer: String
        /// The account that gives the commands (`sub`); never a citizen's name.
        package var subject: String
        package var role: CaseRole
        /// Code of the body that they act for.
        package var body: String?
        /// Seconds since 1970 (`iat`, `exp`).
        package var issuedAt: Int64
        package var expiresAt: Int64
        /// The token's own id (`jti`).
        package var id: String
        /// SHA-256 of the message's body (`sha256`).
        package var digest: [UInt8]
        /// What the reporter was told when their report was registered.
        package var secret: String?
        /// Where the issuer has the command from (`src`), by a name of its own making, such as a keyed hash of an address: wrong secrets are
        /// counted for each apart.
        package var source: String?

        /// Claims on `message`, which live as long as they may.
        ///
        /// - Parameter at: the moment of the store's clock.
        package init(
            issuer: String, actor: CaseActor, message: [UInt8], at: Instant,
            id: String = UUID().uuidString.lowercased(),
            secret: String? = nil, source: String? = nil
        ) {
            self.issuer = issuer
            (subject, role, body) = (actor.id, actor.role, actor.body)
            issuedAt = at.microseconds / 1_000_000
            expiresAt = issuedAt + Limits.life
            self.id = id
            digest = CommandToken.digest(of: message)
            (self.secret, self.source) = (secret, source)
        }
    }

    package let keyID: String
    package let claims: Claims
    /// What was signed: header and payload as they came.
    let signed: [UInt8]
    let signature: [UInt8]

    package static func digest(of message: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: message)) }

    package var actor: CaseActor { CaseActor(claims.role, id: claims.subject, body: claims.body) }

    /// Whether the key's owner signed it.
    package func isSigned(by key: VerificationKey) -> Bool { key.isSignature(signature, of: signed) }

    /// Reads a token.
    ///
    /// - Throws: `CommandRefusal` `token_malformed`, or `token_signature` for another algorithm than EdDSA.
    package init(_ text: String) throws(CommandRefusal) {
        let bytes = Array(text.utf8)
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard bytes.count <= Limits.bytes, parts.count == 3,
            let header = Base64URL.decode(parts[0]).flatMap({ JSONFields(strictly: $0) }),
            let payload = Base64URL.decode(parts[1]).flatMap({ JSONFields(strictly: $0) })
        else { throw .malformedToken }
        guard (try? header.string("alg")) == "EdDSA" else { throw .badSignature }
        // What must be understood, and is not.
        guard header.range("crit") == nil, header.range("typ") == nil || (try? header.string("typ")) == "JWT" else {
            throw .malformedToken
        }
        do throws(Rejection) {
            keyID = try Self.name(header, "kid")
            claims = try Claims(payload)
        } catch {
            throw .malformedToken
        }
        guard let signature = Base64URL.decode(parts[2]), signature.count == 64 else { throw .badSignature }
        self.signature = signature
        signed = Array(bytes[..<(parts[2].startIndex - 1)])
    }

    fileprivate static func name(_ fields: JSONFields, _ key: String) throws(Rejection) -> String {
        let name = try fields.string(key)
        guard isName(name) else { throw Rejection("field_format", field: key, "\(key) must be a name") }
        return name
    }

    /// Whether an issuer, a key or a token may be called so.
    package static func isName(_ name: String) -> Bool {
        name.utf8.count <= Limits.name && CaseCommandDecoder.isAccount(name)
    }
}

extension CommandToken.Claims {
    fileprivate init(_ fields: JSONFields) throws(Rejection) {
        issuer = try CommandToken.name(fields, "iss")
        subject = try fields.string("sub")
        guard CaseCommandDecoder.isAccount(subject) else {
            throw Rejection("field_format", field: "sub", "sub must be an account's name")
        }
        let role: CaseRole? = try fields.optionalWord("role")
        guard let role, role != .system else {
            throw Rejection("field_value", field: "role", "role must be reporter, officer, coordinator or national")
        }
        self.role = role
        body = try fields.optionalString("body")
        issuedAt = Int64(try fields.integer("iat"))
        expiresAt = Int64(try fields.integer("exp"))
        let times = 0...CommandToken.Limits.latest
        guard times.contains(issuedAt), times.contains(expiresAt),
            1...CommandToken.Limits.life ~= expiresAt - issuedAt
        else {
            throw Rejection("field_value", field: "exp", "exp must be at most 300 seconds after iat")
        }
        id = try CommandToken.name(fields, "jti")
        let hex = try fields.string("sha256")
        guard let digest = Hexadecimal.bytes(of: hex), digest.count == 32 else {
            throw Rejection("field_format", field: "sha256", "sha256 must be 64 hexadecimal digits")
        }
        self.digest = digest
        secret = try fields.optionalString("secret")
        source = try fields.range("src") == nil ? nil : CommandToken.name(fields, "src")
    }

    var json: [UInt8] {
        var json = JSONObject(capacity: 384)
        json.add("iss", issuer)
        json.add("sub", subject)
        json.add("role", role.rawValue)
        json.add("body", body)
        json.add("iat", Int(issuedAt))
        json.add("exp", Int(expiresAt))
        json.add("jti", id)
        json.add("sha256", Hexadecimal.text(of: digest))
        json.add("secret", secret)
        json.add("src", source)
        return json.bytes
    }
}
