import Complaints
import Testing

/// What a reporter is told besides their tracking code.
@Suite struct ReporterSecretTests {
    private let id = ComplaintID(high: 1, low: 2)
    private let key = SipHashKey(k0: 3, k1: 4)
    private func secret(_ id: ComplaintID, _ address: String, _ key: SipHashKey) -> String {
        ReporterSecret(of: id, toldTo: address, key: key).grouped
    }

    @Test func `it hangs on case, address and installation`() {
        let known = secret(id, "+62811", key)
        #expect(known == secret(id, "+62811", key))
        for other in [
            secret(ComplaintID(high: 1, low: 3), "+62811", key), secret(id, "+62812", key),
            secret(id, "+62811", SipHashKey(k0: 3, k1: 5)),
            TrackingCode(channel: "web", externalID: "1", key: key).grouped,
        ] { #expect(other != known) }
    }

    @Test func `it is typed in any case, with or without its hyphen`() {
        let secret = ReporterSecret(of: id, toldTo: "+62811", key: key)
        let text = secret.grouped
        #expect(text.wholeMatch(of: /[BCDFGHJKLMNPQRSTVWXYZ]{4}-[BCDFGHJKLMNPQRSTVWXYZ]{4}/) != nil)
        for typed in [text, text.lowercased(), text.replacing("-", with: ""), text.replacing("-", with: " ")] {
            #expect(secret.isTyped(as: typed), "\(typed)")
        }
        for typed in ["", String(text.dropLast()), text + "B", String(text.reversed()), "BBBB-BBBB", "\u{0}"] {
            #expect(!secret.isTyped(as: typed), "\(typed)")
        }
    }

    @Test func `few are alike`() {
        let all = Set((0..<20_000).map { secret(ComplaintID(high: 1, low: $0), "+62811", key) })
        #expect(all.count >= 19_990)
    }
}
