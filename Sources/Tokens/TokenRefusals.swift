package import Complaints

/// What the sender of a command is told whose token proves nothing. No sentence repeats words of the token: a role is one of a list.
extension CommandRefusal {
    package static let missingToken = CommandRefusal(
        .tokenMissing, "the command proves nobody: sign it, and send the token in the header x-lapor-token")
    static let malformedToken = CommandRefusal(
        .tokenMalformed,
        "the header x-lapor-token holds no token of the form that the contract has: sign the command as docs/integrators.md says"
    )
    static let badSignature = CommandRefusal(
        .tokenSignature,
        "the token is not signed by EdDSA with the issuer's key: sign it with the key that its kid names")
    static let unknownIssuer = CommandRefusal(
        .tokenIssuerUnknown,
        "no issuer with that name and key is registered here: have it registered ('lapor issuer add')")
    static let revokedKey = CommandRefusal(
        .tokenRevoked, "the issuer or its key is revoked, or the key does not hold now: sign with a key that holds")
    static let expiredToken = CommandRefusal(
        .tokenExpired, "the token has expired: sign the command anew, and send it with the same id")
    static let earlyToken = CommandRefusal(
        .tokenNotYet, "the token was signed in the future: set the clock of whoever signs")
    static func foreignRole(_ role: CaseRole, of issuer: Set<CaseRole>) -> CommandRefusal {
        let own = CaseRole.allCases.filter(issuer.contains).map(\.rawValue).joined(separator: ", ")
        return CommandRefusal(
            .tokenRole, "the issuer may not speak for the role \(role.rawValue), only for \(own.isEmpty ? "none" : own)"
        )
    }
    static let foreignBody = CommandRefusal(
        .tokenBody, "the issuer may not speak for that body, or must name one: name a body of the issuer's in 'actor'")
    package static let otherCommand = CommandRefusal(
        .tokenOtherCommand, "the token was signed for other bytes than these: sign the very bytes that are sent")
    static let replayedToken = CommandRefusal(
        .tokenReplayed, "another message had a token with that jti: each message needs a token of its own")
    package static let tooManyTries = CommandRefusal(
        .tooManyTries,
        "too many wrong secrets within an hour: wait, or use a code to the reporter's own address (ask_code)")
    package static let wrongSecret = CommandRefusal(
        .tokenSecret,
        "the reporter must prove themselves by the secret that they were told with the tracking code: who has lost it asks for a code (ask_code)"
    )
}
