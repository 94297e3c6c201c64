import Complaints
import TestKit
import Testing

@testable import Tokens

/// For how long an issuer's word counts, by its keys.
@Suite struct IssuerValidityTests {
    private let now = SampleToken.now

    private func day(_ number: Int64) -> Instant { now.advanced(bySeconds: number * 86_400) }

    /// - Parameter keys: the days at which each begins and ends, and whether it is revoked.
    private func validity(
        _ keys: [(from: Int64, until: Int64?, isRevoked: Bool)], revokedAt: Instant? = nil
    ) throws -> Issuer.Validity {
        var issuer = try TestIssuer.issuer()
        let key = try #require(TestIssuer.key().verificationKey)
        issuer.revokedAt = revokedAt
        issuer.keys = keys.enumerated().map { number, times in
            Issuer.Key(
                "k\(number)", key, from: day(times.from), until: times.until.map(day),
                revokedAt: times.isRevoked ? now : nil)
        }
        return issuer.validity(at: now)
    }

    @Test func `the last key counts, without a gap`() throws {
        #expect(try validity([(-9, nil, false)]) == .lasting)
        #expect(try validity([(-9, 3, false)]) == .until(day(3)))
        #expect(try validity([(-9, 3, false), (-1, 8, false)]) == .until(day(8)))
        #expect(try validity([(-9, 3, false), (3, 8, false), (8, nil, false)]) == .lasting)
        #expect(try validity([(-9, 3, false), (4, 8, false)]) == .until(day(3)), "a day between them")
        #expect(try validity([(-9, 3, false), (-9, nil, true)]) == .until(day(3)), "a revoked one holds nothing")
        #expect(try validity([(0, 1, false)]) == .until(day(1)))
    }

    @Test func `an issuer whose word counts no more, or not yet`() throws {
        #expect(try validity([(-9, 0, false)]) == .ended(now))
        #expect(try validity([(-9, -3, false), (-9, -5, false)]) == .ended(day(-3)))
        #expect(try validity([(-9, -3, false), (2, nil, false)]) == .ended(day(-3)))
        #expect(try validity([(2, nil, false), (1, 5, false)]) == .toCome(day(1)))
        #expect(try validity([(-9, nil, true)]) == .revoked)
        #expect(try validity([]) == .revoked)
        #expect(try validity([(-9, nil, false)], revokedAt: now) == .revoked)
    }
}
