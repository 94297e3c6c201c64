package import Complaints

/// A token that was accepted, by its issuer and id, and the message that it proved.
package struct UsedToken: Sendable, Hashable {
    package struct Key: Sendable, Hashable {
        package var issuer: String
        package var id: String

        package init(issuer: String, id: String) {
            self.issuer = issuer
            self.id = id
        }
    }

    package var key: Key
    package var digest: [UInt8]
    package var expiresAt: Instant

    package init(key: Key, digest: [UInt8], expiresAt: Instant) {
        self.key = key
        self.digest = digest
        self.expiresAt = expiresAt
    }
}

/// What a token is worth.
package struct TokenStanding: Sendable, Equatable {
    /// Why it proves nothing; nil: it does.
    package var refusal: CommandRefusal?
    /// Whether its issuer signed it for this message, whatever else is wrong with it.
    package var isSigned: Bool
    /// Whether its sender may hear what became of the command before.
    package var mayHear: Bool
    /// Channels whose reporters its issuer may speak for.
    package var channels: Set<String> = []
}

/// Judges the tokens of a batch by what is registered, and by what was accepted before. Pure.
package struct TokenJudge: Sendable {
    private let issuers: [String: Issuer]
    private let now: Instant
    private var used: [UsedToken.Key: [UInt8]]
    /// Tokens that count from now on.
    package private(set) var accepted: [UsedToken] = []

    /// - Parameters:
    ///   - issuers: those that the tokens name.
    ///   - used: those of the tokens that were accepted before.
    package init(issuers: [Issuer], used: [UsedToken], at now: Instant) {
        self.issuers = Dictionary(issuers.map { ($0.name, $0) }) { first, _ in first }
        self.used = Dictionary(used.map { ($0.key, $0.digest) }) { first, _ in first }
        self.now = now
    }

    /// What a token is worth that belongs to its message. Time does not count against what was accepted before: such a
    /// message was delivered again, or waits for its case.
    ///
    /// - Parameter isAbove: whether a body is the same as another, or above it.
    package mutating func judge(_ token: CommandToken, isAbove: (String, String) -> Bool) -> TokenStanding {
        let claims = token.claims
        guard let issuer = issuers[claims.issuer], let key = issuer.keys.first(where: { $0.id == token.keyID }) else {
            return TokenStanding(refusal: .unknownIssuer, isSigned: false, mayHear: false)
        }
        guard token.isSigned(by: key.key) else {
            return TokenStanding(refusal: .badSignature, isSigned: false, mayHear: false)
        }
        let id = UsedToken.Key(issuer: claims.issuer, id: claims.id)
        let earlier = used[id]
        let isRevoked = issuer.revokedAt != nil || key.revokedAt != nil
        var standing = TokenStanding(
            refusal: refusal(of: claims, by: issuer, key, isKnown: earlier == claims.digest, isAbove), isSigned: true,
            mayHear: !isRevoked || earlier == claims.digest, channels: issuer.vouchedChannels)
        if standing.refusal == nil, let earlier, earlier != claims.digest { standing.refusal = .replayedToken }
        if standing.refusal == nil, earlier == nil {
            used[id] = claims.digest
            accepted.append(
                UsedToken(
                    key: id, digest: claims.digest, expiresAt: Instant(microseconds: claims.expiresAt * 1_000_000)))
        }
        return standing
    }

    private func refusal(
        of claims: CommandToken.Claims, by issuer: Issuer, _ key: Issuer.Key, isKnown: Bool,
        _ isAbove: (String, String) -> Bool
    ) -> CommandRefusal? {
        guard issuer.revokedAt == nil, key.revokedAt == nil, isKnown || key.holds(at: now) else { return .revokedKey }
        let (seconds, skew) = (now.microseconds / 1_000_000, CommandToken.Limits.skew)
        guard isKnown || claims.issuedAt <= seconds + skew else { return .earlyToken }
        guard isKnown || seconds <= claims.expiresAt + skew else { return .expiredToken }
        guard issuer.roles.contains(claims.role) else { return .foreignRole(claims.role, of: issuer.roles) }
        guard issuer.maySpeak(for: claims.body, in: claims.role, isAbove) else { return .foreignBody }
        return nil
    }
}
