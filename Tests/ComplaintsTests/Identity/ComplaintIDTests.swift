import Complaints
import Testing

@Suite struct ComplaintIDTests {
    static let key = SipHashKey(k0: 1, k1: 2)
    static let text = "019ab1e2-7c00-7d11-8a5b-0123456789ab"

    @Test func textThereAndBack() throws {
        let id = try #require(ComplaintID(Self.text))
        #expect(id.high == 0x019a_b1e2_7c00_7d11)
        #expect(id.low == 0x8a5b_0123_4567_89ab)
        #expect(id.description == Self.text)
        #expect(ComplaintID(Self.text.uppercased()) == id)
        #expect(ComplaintID("<\(Self.text)>".dropFirst().dropLast()) == id)
        var bytes = Array("id=".utf8)
        id.append(to: &bytes)
        #expect(bytes == Array("id=\(Self.text)".utf8))
    }

    @Test(arguments: [
        "", "019ab1e27c007d118a5b0123456789ab", "019ab1e2-7c00-7d11-8a5b-0123456789a",
        "019ab1e2-7c00-7d11-8a5b-0123456789abc", "019ab1e2-7c00-7d11-8a5b-0123456789ag",
        "019ab1e27-c00-7d11-8a5b-0123456789ab", "{19ab1e2-7c00-7d11-8a5b-0123456789a}",
        "019ab1e2-7c00-7d11-8a5b-0123456789é",
    ])
    func otherTextIsNoID(text: String) {
        #expect(ComplaintID(text) == nil)
    }

    @Test func orderIsByteOrder() throws {
        let texts = [
            "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-ffff-ffffffffffff",
            "019ab1e2-7c00-7d11-8a5b-0123456789ab", "80000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-0000-000000000000",
        ]
        let ids = try texts.map { try #require(ComplaintID($0)) }
        #expect(ids.reversed().sorted() == ids)
    }

    @Test func versionSevenLayout() {
        let id = ComplaintID.v7(milliseconds: 0x0123_4567_89ab, random: (.max, .max))
        #expect(id.description == "01234567-89ab-7fff-bfff-ffffffffffff")
        #expect(id.milliseconds == 0x0123_4567_89ab)
        let empty = ComplaintID.v7(milliseconds: 1, random: (0, 0))
        #expect(empty.description == "00000000-0001-7000-8000-000000000000")
    }

    @Test func timesOutsideTheFieldAreClamped() {
        #expect(ComplaintID.v7(milliseconds: -1, random: (0, 0)).milliseconds == 0)
        #expect(ComplaintID.v7(milliseconds: .max, random: (0, 0)).milliseconds == 0xffff_ffff_ffff)
    }

    @Test func timesSortBeforeRandomBits() {
        let last = ComplaintID.v7(milliseconds: 999, random: (.max, .max))
        #expect(last < ComplaintID.v7(milliseconds: 1000, random: (0, 0)))
    }

    @Test func derivedIDsDependOnEveryInput() {
        func id(_ channel: String = "sms", _ external: String = "A1", _ time: Int64 = 5, _ key: SipHashKey = Self.key)
            -> ComplaintID
        { .derived(channel: channel, externalID: external, milliseconds: time, key: key) }
        #expect(id() == id())
        #expect(id().milliseconds == 5)
        #expect(id().high >> 12 & 15 == 7)
        #expect(id().low >> 62 == 2)
        let others = [
            id("web"), id("sms", "A2"), id("sms", "A1", 6), id("smsA", "1"), id("sms", "A1", 5, .init(k0: 1, k1: 3)),
        ]
        #expect(Set(others + [id()]).count == 6)
    }

    @Test func derivedIDsSpread() {
        let ids = (0..<20_000).map {
            ComplaintID.derived(channel: "api", externalID: "\($0)", milliseconds: 0, key: Self.key)
        }
        #expect(Set(ids).count == ids.count)
        #expect(Set(ids.map { $0.high & 0xfff }).count > 4000)
    }
}
