import Complaints
import Foundation
import Postgres
import Rabbit
import Shared
import Store
import TestKit
import Tokens

/// A message that an outsider publishes, or somebody inside who wants more than is theirs; and what must be said of it.
struct CommandAttack {
    /// As it stands in docs/security.md.
    var name: String
    var code: CommandRefusal.Code
    /// The bytes that are published, and the id of the command in them.
    var body: [UInt8]
    /// Value of the header with the token; nil: there is none.
    var proof: FieldValue?
    var headers: [String: FieldValue] = [:]
    var routingKey = "case.reply"

    init(
        _ name: String, _ code: CommandRefusal.Code, _ body: [UInt8], _ token: String?,
        _ headers: [String: FieldValue] = [:]
    ) {
        (self.name, self.code, self.body, self.headers) = (name, code, body, headers)
        proof = token.map { .text($0) }
    }
}

/// All that is tried on one case. Whoever attacks has heard an officer's command with its token pass (`heard`), and owns the
/// private key of a small registered application (`loket`), which may speak for officers of one body elsewhere.
struct CommandAttacks {
    static let loket = "loket.uji"
    static let former = "bekas.uji"
    static let weak = "lemah.uji"
    static let body = "32.04"

    let code: String
    /// What they heard, and the token that came with it.
    let heard: (body: [UInt8], token: String)
    let own = SigningKey()
    private let spare = (ended: SigningKey(), early: SigningKey(), revoked: SigningKey(), former: SigningKey())
    private let now = Instant.now.microseconds / 1_000_000

    init(on code: String, heard: (body: [UInt8], token: String)) { (self.code, self.heard) = (code, heard) }

    /// Registers what the attacks need, some of it by hand: `lapor issuer` would refuse the weak key.
    func register(_ connection: inout PostgresConnection) throws {
        func key(_ id: String, _ key: SigningKey, from: Int64 = -9_000, until: Int64? = nil) throws -> Issuer.Key {
            guard let key = key.verificationKey else { throw Unfit.key }
            let start = Instant.now
            return Issuer.Key(
                id, key, from: start.advanced(bySeconds: from), until: until.map { start.advanced(bySeconds: $0) })
        }
        let note = IssuerTable.Note(actor: "uji", at: .now)
        let keys = try [
            key("k1", own), key("lama", spare.ended, until: -60), key("nanti", spare.early, from: 9_000),
            key("hilang", spare.revoked),
        ]
        for issuer in try [
            Issuer(Self.loket, roles: [.officer], bodies: [Self.body], keys: keys),
            Issuer(Self.former, roles: [.national], bodies: [Issuer.all], keys: [key("k1", spare.former)]),
        ] { try IssuerTable.add(issuer, by: note, &connection) }
        _ = try IssuerTable.revoke(Self.loket, key: "hilang", by: note, &connection)
        _ = try IssuerTable.revoke(Self.former, key: nil, by: note, &connection)
        try connection.run(
            """
            INSERT INTO issuer (name, roles, bodies, channels, added_at)
                VALUES ('\(Self.weak)', '{national}', '{*}', '{}', now());
            INSERT INTO issuer_key (issuer, kid, public_key, valid_from)
                VALUES ('\(Self.weak)', 'k1', decode('01\(String(repeating: "00", count: 31))', 'hex'), 'epoch')
            """)
    }

    private enum Unfit: Error { case key, token }

    // MARK: What is said and signed

    /// A command that nobody but an officer or a coordinator may give.
    func command(_ id: String, _ name: String = "reply") -> [UInt8] {
        Array(
            #"{"id":"\#(id)","command":"\#(name)","case":"\#(code)","text":"Sudah kami perbaiki.","reason":"x"}"#.utf8)
    }

    static let header = #"{"alg":"EdDSA","typ":"JWT","kid":"k1"}"#

    /// Claims on `body` as the small application may make them; each of `changes` takes the place of one, and an empty one takes
    /// it away.
    func claims(of body: [UInt8], _ changes: [String: String] = [:]) -> String {
        let claims = [
            "iss": "\"\(Self.loket)\"", "sub": #""petugas""#, "role": #""officer""#, "body": "\"\(Self.body)\"",
            "iat": "\(now)", "exp": "\(now + 300)", "jti": "\"\(UUID().uuidString)\"",
            "sha256": "\"\(Hexadecimal.text(of: CommandToken.digest(of: body)))\"",
        ].merging(changes) { $1 }
        return "{" + claims.filter { !$0.value.isEmpty }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
            + "}"
    }

    func sign(_ header: String, _ claims: String, _ key: SigningKey? = nil) throws -> String {
        guard let token = (key ?? own).sign(header: Array(header.utf8), payload: Array(claims.utf8)) else {
            throw Unfit.token
        }
        return token
    }

    /// Header and claims with a signature of the attacker's choice.
    func unsigned(_ header: String, _ claims: String, _ signature: [UInt8]) throws -> String {
        let parts = try sign(header, claims).split(separator: ".")
        return "\(parts[0]).\(parts[1]).\(Self.base64(signature))"
    }

    static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// What they try with keys that are no longer theirs, or not yet.
    func withSpareKeys() throws -> [CommandAttack] {
        func attack(_ name: String, _ kid: String, _ key: SigningKey, _ changes: [String: String] = [:]) throws
            -> CommandAttack
        {
            let body = command("spare-\(kid)-\(changes.count)")
            let header = Self.header.replacing("k1", with: kid)
            return CommandAttack(name, .tokenRevoked, body, try sign(header, claims(of: body, changes), key))
        }
        return try [
            attack("a key that was revoked", "hilang", spare.revoked),
            attack("a key whose time is over", "lama", spare.ended),
            attack("a key whose time has not come", "nanti", spare.early),
            attack(
                "a revoked issuer", "k1", spare.former,
                ["iss": "\"\(Self.former)\"", "role": #""national""#, "body": ""]),
        ]
    }
}
