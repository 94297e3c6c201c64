import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import Store
import Tokens

/// Signs what is published to casework, with a key that is registered.
struct CommandSigner: Sendable {
    private let key: SigningKey
    private let issuer: Issuer
    private let kid: String

    /// Whose commands they are that it signs.
    var sender: String { issuer.name }

    init(_ key: SigningKey, of issuer: Issuer, kid: String) {
        self.key = key
        self.issuer = issuer
        self.kid = kid
    }

    /// The operator's own key.
    ///
    /// - Throws: `Failure` `configuration` when they have none, or nobody has registered it.
    init(_ database: inout Database) throws {
        let own = try OperatorKey()
        guard let owner = try IssuerTable.owner(of: own.verification, &database),
            let issuer = try IssuerTable.issuers(named: [owner.issuer], &database).first
        else { throw Failure(.configuration, IssuerWords.unregistered(own.file)) }
        self.init(own.signing, of: issuer, kid: owner.kid)
    }

    /// The message of one command.
    ///
    /// - Parameters:
    ///   - at: the moment of the store's clock.
    ///   - id: of the token; nil: a new one.
    ///   - secret: what the reporter was told with their tracking code.
    func publication(
        of command: CaseCommand, at now: Instant, id: String? = nil, secret: String? = nil
    ) throws -> Publication {
        try signed(
            Publication(
                exchange: Topology.caseworkExchange, routingKey: command.routingKey,
                properties: MessageProperties(
                    contentType: "application/cloudevents+json", messageID: command.key),
                body: command.json(at: now)),
            by: command.actor, at: now, id: id, secret: secret)
    }

    /// The same message with a token.
    func signed(
        _ publication: Publication, by actor: CaseActor, at now: Instant, id: String? = nil, secret: String? = nil
    ) throws -> Publication {
        var claims = CommandToken.Claims(
            issuer: issuer.name, actor: actor, message: publication.body, at: now, secret: secret)
        if let id { claims.id = id }
        claims.body = body(of: actor)
        guard let token = key.token(claims, keyID: kid) else { throw Failure(.configuration, IssuerWords.cannotSign) }
        var publication = publication
        publication.properties.headers[CommandToken.header] = .text(token)
        return publication
    }

    /// Whoever speaks for one body alone need not name it.
    private func body(of actor: CaseActor) -> String? {
        guard actor.role == .officer || actor.role == .coordinator else { return nil }
        return actor.body ?? (issuer.bodies.count == 1 ? issuer.bodies.first { $0 != Issuer.all } : nil)
    }
}
