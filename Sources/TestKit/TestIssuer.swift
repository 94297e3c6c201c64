package import Complaints
package import Foundation
package import Postgres
package import Rabbit
import Shared
import Store
package import Tokens

/// The issuers that tests have, whose keys are known: one that may speak for everybody, of reporters with their secrets, and one
/// that speaks for reporters alone, of every channel.
package enum TestIssuer {
    package static let name = "meja.uji"
    package static let kid = "uji-1"
    /// Not secret: no store but a test's has its public half.
    package static let seed = [UInt8]("lapor: the key of tests, no more".utf8)

    /// The application of all channels, which knows reporters because they report by it.
    package static let front = "front.uji"
    private static let frontSeed = [UInt8]("lapor: the key of tests' fronts.".utf8)

    /// - Throws: `ExpectationFailedError` when the seed is none.
    package static func key() throws -> SigningKey { try key(seed) }

    private static func key(_ seed: [UInt8]) throws -> SigningKey {
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

    /// The front, as it is registered.
    package static func frontIssuer() throws -> Issuer {
        guard let key = try key(frontSeed).verificationKey else { throw Unfit.seed }
        return Issuer(
            front, roles: [.reporter], bodies: [], channels: [Issuer.all],
            keys: [Issuer.Key(kid, key, from: Instant(microseconds: 0))])
    }

    /// Registers both, for whatever time the store lives by.
    package static func register(_ connection: inout PostgresConnection) throws {
        for issuer in [try issuer(), try frontIssuer()] {
            try IssuerTable.add(issuer, by: IssuerTable.Note(actor: "uji", at: .now), &connection)
        }
    }

    /// The token that `actor` gives the commands of a message: a reporter without a secret by the front.
    package static func token(
        for body: [UInt8], by actor: CaseActor, secret: String? = nil, at now: Instant = .now
    ) throws -> String {
        let isByFront = actor.role == .reporter && secret == nil
        let claims = CommandToken.Claims(
            issuer: isByFront ? front : name, actor: actor, message: body, at: now, secret: secret)
        guard let token = try key(isByFront ? frontSeed : seed).token(claims, keyID: kid) else { throw Unfit.token }
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

    /// Writes its private key, or the front's, where programs look for the operator's.
    package static func writeKey(to file: URL, ofFront isFront: Bool = false) throws {
        try Data(try key(isFront ? frontSeed : seed).pem.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }
}
