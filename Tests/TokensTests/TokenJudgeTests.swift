import Complaints
import TestKit
import Testing

@testable import Tokens

/// Whose word counts, how far, and for how long.
@Suite struct TokenJudgeTests {
    private let now = SampleToken.now

    private func issuer(
        roles: Set<CaseRole> = [.officer, .coordinator], bodies: Set<String> = ["32.73"],
        _ change: (inout Issuer) -> Void = { _ in }
    ) throws -> Issuer {
        var issuer = try TestIssuer.issuer()
        (issuer.roles, issuer.bodies) = (roles, bodies)
        change(&issuer)
        return issuer
    }

    private func refusal(
        _ claims: CommandToken.Claims, by issuer: Issuer? = nil, key: SigningKey? = nil, used: [UsedToken] = [],
        at moment: Instant? = nil
    ) throws -> CommandRefusal.Code? {
        try SampleToken.standing(
            of: SampleToken.token(claims, by: key), by: [try issuer ?? self.issuer()], used: used, at: moment ?? now
        ).refusal?.code
    }

    private func accepted(_ claims: CommandToken.Claims) -> UsedToken {
        UsedToken(
            key: UsedToken.Key(issuer: claims.issuer, id: claims.id), digest: claims.digest,
            expiresAt: Instant(microseconds: claims.expiresAt * 1_000_000))
    }

    @Test func `who is registered is believed`() throws {
        let standing = try SampleToken.standing(of: SampleToken.token(SampleToken.claims()), by: [issuer()])
        #expect(standing.refusal == nil && standing.isSigned && standing.mayHear)
    }

    @Test func `a forger is not, whatever they call themselves`() throws {
        let forged = try SampleToken.standing(
            of: SampleToken.token(SampleToken.claims(), by: SigningKey()), by: [issuer()])
        #expect(forged.refusal?.code == .tokenSignature && !forged.isSigned && !forged.mayHear)
        var claims = SampleToken.claims()
        claims.issuer = "siapa.saja"
        #expect(try refusal(claims) == .tokenIssuerUnknown)
        let other = try issuer { $0.keys[0].id = "lain" }
        #expect(try refusal(SampleToken.claims(), by: other) == .tokenIssuerUnknown)
        // Another registered issuer's key speaks for its own name alone.
        let neighbour = SigningKey()
        let key = try #require(neighbour.verificationKey)
        let second = try issuer {
            $0.name = "meja.lain"
            $0.keys = [Issuer.Key(TestIssuer.kid, key, from: now)]
        }
        let stolen = try SampleToken.standing(
            of: SampleToken.token(SampleToken.claims(), by: neighbour), by: [issuer(), second])
        #expect(stolen.refusal?.code == .tokenSignature)
    }

    @Test func `a token holds for its time, and a minute at each end`() throws {
        let claims = SampleToken.claims()
        for (seconds, code) in [
            (-61, CommandRefusal.Code.tokenNotYet), (-60, nil), (0, nil), (300, nil), (360, nil), (361, .tokenExpired),
            (86_400, .tokenExpired),
        ] as [(Int64, CommandRefusal.Code?)] {
            #expect(try refusal(claims, at: now.advanced(bySeconds: seconds)) == code, "\(seconds)")
        }
    }

    @Test func `a key that is revoked, over or to come opens nothing`() throws {
        let claims = SampleToken.claims()
        let changes: [(inout Issuer) -> Void] = [
            { $0.keys[0].revokedAt = now }, { $0.revokedAt = now }, { $0.keys[0].until = now },
            { $0.keys[0].from = now.advanced(bySeconds: 1) },
        ]
        for change in changes { #expect(try refusal(claims, by: issuer(change)) == .tokenRevoked) }
    }

    @Test func `while one key takes the place of another both hold`() throws {
        let second = SigningKey()
        let key = try #require(second.verificationKey)
        let rotated = try issuer {
            $0.keys[0].until = now.advanced(bySeconds: 3_600)
            $0.keys.append(Issuer.Key("uji-2", key, from: now))
        }
        let old = try SampleToken.token(SampleToken.claims())
        let new = try CommandToken(second.token(SampleToken.claims(id: "t-2"), keyID: "uji-2") ?? "")
        for (seconds, codes) in [
            (0, [nil, nil]), (3_500, [.tokenExpired, .tokenExpired]), (3_600, [.tokenRevoked, .tokenExpired]),
        ]
            as [(Int64, [CommandRefusal.Code?])]
        {
            let found = try [old, new].map {
                try SampleToken.standing(of: $0, by: [rotated], at: now.advanced(bySeconds: seconds)).refusal?.code
            }
            #expect(found == codes, "\(seconds)")
        }
        // The one does not sign for the other.
        let swapped = try CommandToken(second.token(SampleToken.claims(), keyID: TestIssuer.kid) ?? "")
        #expect(try SampleToken.standing(of: swapped, by: [rotated]).refusal?.code == .tokenSignature)
    }

    @Test func `an issuer speaks for its roles and bodies, and those below them`() throws {
        func claims(_ role: CaseRole, _ body: String?) -> CommandToken.Claims {
            SampleToken.claims(CaseActor(role, id: "x", body: body))
        }
        for (role, body, code) in [
            (.officer, "32.73/2.15", nil), (.officer, "32.73", nil), (.coordinator, "32.73", nil),
            (.officer, "32.04", .tokenBody), (.officer, "32", .tokenBody), (.coordinator, "32.7", .tokenBody),
            (.officer, nil, .tokenBody), (.officer, "*", .tokenBody), (.officer, "", .tokenBody),
            (.national, nil, .tokenRole), (.reporter, nil, .tokenRole),
        ] as [(CaseRole, String?, CommandRefusal.Code?)] {
            #expect(try refusal(claims(role, body)) == code, "\(role) \(body ?? "-")")
        }
        let all = try issuer(roles: [.officer, .national, .reporter], bodies: [Issuer.all])
        #expect(try refusal(claims(.officer, nil), by: all) == nil)
        #expect(try refusal(claims(.officer, "64"), by: all) == nil)
        #expect(try refusal(claims(.national, nil), by: all) == nil)
        #expect(try refusal(claims(.national, "32.73"), by: all) == .tokenBody)
        #expect(try refusal(claims(.coordinator, "32.73"), by: all) == .tokenRole)
    }

    @Test func `the same token comes again for the same message, and for no other`() throws {
        let claims = SampleToken.claims()
        let other = SampleToken.claims(of: Array("other".utf8))
        #expect(try refusal(claims, used: [accepted(claims)]) == nil)
        #expect(try refusal(other, used: [accepted(claims)]) == .tokenReplayed)
        var judge = TokenJudge(issuers: [try issuer()], used: [], at: now)
        let standings = try [claims, claims, other].map {
            judge.judge(try SampleToken.token($0), isAbove: SampleToken.isAbove).refusal?.code
        }
        #expect(standings == [nil, nil, .tokenReplayed] && judge.accepted == [accepted(claims)])
    }

    @Test func `what was accepted holds on in time, but not once its key is revoked`() throws {
        let claims = SampleToken.claims()
        let later = now.advanced(bySeconds: 40_000)
        #expect(try refusal(claims, used: [accepted(claims)], at: later) == nil)
        let revoked = try issuer { $0.keys[0].revokedAt = now }
        let standing = try SampleToken.standing(
            of: SampleToken.token(claims), by: [revoked], used: [accepted(claims)], at: later)
        #expect(standing.refusal?.code == .tokenRevoked && standing.mayHear)
        let unknown = try SampleToken.standing(of: SampleToken.token(claims), by: [revoked])
        #expect(unknown.refusal?.code == .tokenRevoked && !unknown.mayHear && unknown.isSigned)
    }

    @Test func `what was refused is not noted as used`() throws {
        var judge = TokenJudge(issuers: [try issuer(roles: [.national])], used: [], at: now)
        #expect(judge.judge(try SampleToken.token(SampleToken.claims()), isAbove: SampleToken.isAbove).refusal != nil)
        #expect(judge.accepted.isEmpty)
    }
}
