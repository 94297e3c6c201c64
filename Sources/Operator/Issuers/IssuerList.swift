package import Complaints
import Store
import Tokens

/// Issuers with their keys, a row for each key.
package struct IssuerList: ListResult {
    package struct Row: Encodable {
        var issuer: String
        var roles: [String]
        var bodies: [String]
        var channels: [String]
        var kid: String
        var publicKey: String
        var from: Instant
        var until: Instant?
        var state: String
    }

    package let rows: [Row]

    /// All that are registered, revoked ones too.
    package init() throws {
        var database = try Connections.database()
        let now = try StoreClock.now(&database)
        rows = try IssuerTable.issuers(&database).flatMap { issuer in
            issuer.keys.map { key in
                Row(
                    issuer: issuer.name, roles: issuer.roles.map(\.rawValue).sorted(), bodies: issuer.bodies.sorted(),
                    channels: issuer.channels.sorted(), kid: key.id, publicKey: key.key.base64, from: key.from,
                    until: key.until, state: IssuerWords.state(issuer, key, at: now).en)
            }
        }
    }

    package var text: String {
        guard !rows.isEmpty else { return IssuerWords.noIssuers.text }
        return TextTable(
            [.issuer, .role, .body, .channel, .key, .from, .until, .state], less: [.channel, .from],
            rows.map { row in
                [
                    row.issuer, row.roles.joined(separator: " "), row.bodies.joined(separator: " "),
                    row.channels.isEmpty ? nil : row.channels.joined(separator: " "), row.kid,
                    IndonesianZone.wib.time(row.from), row.until.map { IndonesianZone.wib.time($0) },
                    IssuerWords.states.named(row.state),
                ]
            }
        ).text
    }
}

/// A change of who may vouch for whom.
package struct IssuerChange: CommandResult {
    var issuer: String
    var kid: String?
    var changed: Phrase

    package var text: String { "\(issuer): \(changed.text)" }

    /// How far an issuer's word counts.
    package struct Reach: Sendable {
        var roles: [CaseRole]
        var bodies: [String]
        var channels: [String]

        package init(roles: [CaseRole], bodies: [String], channels: [String]) {
            (self.roles, self.bodies, self.channels) = (roles, bodies, channels)
        }
    }

    /// A key that is to be registered.
    package struct NewKey: Sendable {
        var file: String?
        var kid: String?
        var from: Instant?
        var until: Instant?

        /// - Parameter file: with the public half; nil: the operator's own key.
        package init(file: String?, kid: String?, from: Instant?, until: Instant?) {
            (self.file, self.kid, self.from, self.until) = (file, kid, from, until)
        }

        func read(at now: Instant) throws -> Issuer.Key {
            let key: VerificationKey
            if let file {
                guard let text = String(validating: try InputFile.read(file), as: UTF8.self),
                    let found = VerificationKey(text: text)
                else { throw Failure(.badData, IssuerWords.notPublicKey(file)) }
                key = found
            } else {
                key = try OperatorKey().verification
            }
            let from = from ?? now
            if let until, until <= from { throw Failure(.badData, IssuerWords.endsBeforeStart) }
            if let until, until <= now { throw Failure(.badData, IssuerWords.alreadyOver) }
            return Issuer.Key(kid ?? key.thumbprint, key, from: from, until: until)
        }
    }

    /// Registers an issuer.
    ///
    /// - Throws: `Failure` `badData` when the name or the key is taken, or a body is not there.
    package static func add(_ name: String, _ reach: Reach, key: NewKey, by actor: String, reason: String?) throws
        -> IssuerChange
    {
        var database = try Connections.database()
        let now = try StoreClock.now(&database)
        let new = try key.read(at: now)
        if let known = try IssuerTable.issuers(named: [name], &database).first {
            let words = known.revokedAt == nil ? IssuerWords.taken : IssuerWords.revokedForGood
            throw Failure(.badData, words(name))
        }
        try checkFree(new, &database)
        for body in reach.bodies where body != Issuer.all { try database.checkBody(body) }
        let issuer = Issuer(
            name, roles: Set(reach.roles), bodies: Set(reach.bodies), channels: Set(reach.channels), keys: [new])
        try IssuerTable.add(issuer, by: IssuerTable.Note(actor: actor, reason: reason, at: now), &database)
        return IssuerChange(issuer: name, kid: new.id, changed: IssuerWords.added(new.id))
    }

    /// Gives an issuer another key; those that it has hold for so many hours more.
    ///
    /// - Throws: `Failure`: `notFound`; `badData` when the key is taken, or the issuer is revoked: no key of its would hold.
    package static func rotate(
        _ name: String, key: NewKey, overlap hours: Int, by actor: String, reason: String?
    ) throws -> IssuerChange {
        var database = try Connections.database()
        let now = try StoreClock.now(&database)
        let new = try key.read(at: now)
        try checkLives(name, for: new, &database)
        try checkFree(new, &database)
        let end = new.from.advanced(bySeconds: Int64(hours) * 3_600)
        try IssuerTable.rotate(
            name, to: new, endingOthers: end, by: IssuerTable.Note(actor: actor, reason: reason, at: now), &database)
        return IssuerChange(
            issuer: name, kid: new.id, changed: IssuerWords.rotated(new.id, IndonesianZone.wib.time(end)))
    }

    /// Revokes a key, or the issuer with all its keys.
    ///
    /// - Throws: `Failure` `notFound` when there is nothing to revoke.
    package static func revoke(_ name: String, kid: String?, by actor: String, reason: String) throws -> IssuerChange {
        var database = try Connections.database()
        let note = IssuerTable.Note(actor: actor, reason: reason, at: try StoreClock.now(&database))
        guard try IssuerTable.revoke(name, key: kid, by: note, &database) else {
            throw Failure(.notFound, IssuerWords.nothingToRevoke(name))
        }
        return IssuerChange(
            issuer: name, kid: kid, changed: kid.map { IssuerWords.keyRevoked($0) } ?? IssuerWords.issuerRevoked)
    }

    private static func checkLives(_ name: String, for new: Issuer.Key, _ database: inout Database) throws {
        guard let issuer = try IssuerTable.issuers(named: [name], &database).first else {
            throw Failure(.notFound, IssuerWords.noIssuer(name))
        }
        guard issuer.revokedAt == nil else { throw Failure(.badData, IssuerWords.revokedForGood(name)) }
        guard !issuer.keys.contains(where: { $0.id == new.id && $0.key != new.key }) else {
            throw Failure(.badData, IssuerWords.kidTaken(name, new.id))
        }
    }

    private static func checkFree(_ key: Issuer.Key, _ database: inout Database) throws {
        guard let owner = try IssuerTable.owner(of: key.key, &database) else { return }
        throw Failure(.badData, IssuerWords.keyTaken(owner.issuer))
    }
}
