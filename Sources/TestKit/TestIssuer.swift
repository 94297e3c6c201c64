package import Complaints
package import Foundation
package import Postgres
package import Rabbit
import Shared
import Store
package import Tokens

/// The one issuer that tests have: it may speak for everybody, and its key is known.
package enum TestIssuer {
    package static let name = "meja.uji"
    package static let kid = "uji-1"
    /// Not secret: no store but a test's has its public half.
    package static let seed = [UInt8]("lapor: the key of tests, no more".utf8)

    /// - Throws: `ExpectationFailedError` when the seed is none.
    package static func key() throws -> SigningKey {
        guard let key = SigningKey(seed: seed) else { throw Unfit.seed }
        return key
    }

    private enum Unfit: Error { case seed, token }

    /// It, as it is registered.
    package static func issuer() throws -> Issuer {
        guard let key = try key().verificationKey else { throw Unfit.seed }
        return Issuer(
            name, roles: [.reporter, .officer, .coordinator, .national], bodies: [Issuer.all], channels: [Issuer.all],
            keys: [Issuer.Key(kid, key, from: Instant(microseconds: 0))])
    }

    /// Registers it, for whatever time the store lives by.
    package static func register(_ connection: inout PostgresConnection) throws {
        try IssuerTable.add(issuer(), by: IssuerTable.Note(actor: "uji", at: .now), &connection)
    }

    /// The token that `actor` gives the commands of a message.
    package static func token(
        for body: [UInt8], by actor: CaseActor, secret: String? = nil, at now: Instant = .now
    ) throws -> String {
        let claims = CommandToken.Claims(issuer: name, actor: actor, message: body, at: now, secret: secret)
        guard let token = try key().token(claims, keyID: kid) else { throw Unfit.token }
        return token
    }

    /// The message with a token; whoever gives it.
    package static func sign(
        _ publication: Publication, by actor: CaseActor, secret: String? = nil
    ) throws -> Publication {
        var publication = publication
        publication.properties.headers[CommandToken.header] = .text(
            try token(for: publication.body, by: actor, secret: secret))
        return publication
    }

    /// Writes its private key where programs look for the operator's.
    package static func writeKey(to file: URL) throws {
        try Data(try key().pem.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }
}
