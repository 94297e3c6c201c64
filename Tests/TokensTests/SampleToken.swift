import Complaints
import TestKit

@testable import Tokens

/// A message of an officer, and the issuer that vouches for them.
enum SampleToken {
    static let now = Instant(microseconds: 1_770_172_200_000_000)
    static let body = Array(#"{"id":"1","command":"reply","case":"KVNT-RWQH-SMPH"}"#.utf8)
    static let officer = CaseActor(.officer, id: "hubung.bandung", body: "32.73/2.15")

    static func claims(
        _ actor: CaseActor = officer, of body: [UInt8] = body, at: Instant = now, id: String = "t-1"
    ) -> CommandToken.Claims {
        CommandToken.Claims(issuer: TestIssuer.name, actor: actor, message: body, at: at, id: id)
    }

    static func token(_ claims: CommandToken.Claims, by key: SigningKey? = nil) throws -> CommandToken {
        try CommandToken(try (key ?? TestIssuer.key()).token(claims, keyID: TestIssuer.kid) ?? "")
    }

    /// As bodies stand one above the other.
    static func isAbove(_ upper: String, _ lower: String) -> Bool { lower == upper || lower.hasPrefix(upper + "/") }

    static func standing(
        of token: CommandToken, by issuers: [Issuer]? = nil, used: [UsedToken] = [], at now: Instant = now
    ) throws -> TokenStanding {
        var judge = TokenJudge(issuers: try issuers ?? [TestIssuer.issuer()], used: used, at: now)
        return judge.judge(token, isAbove: isAbove)
    }
}
