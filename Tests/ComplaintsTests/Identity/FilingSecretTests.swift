import Complaints
import Testing

/// What a reporter is told besides their tracking code when a report is taken over HTTP.
@Suite struct FilingSecretTests {
    private let key = SipHashKey(k0: 3, k1: 4)

    private func secret(_ channel: String, _ id: String, _ content: UInt64, _ key: SipHashKey) -> FilingSecret {
        FilingSecret(channel: channel, externalID: id, content: content, key: key)
    }

    @Test func `it hangs on channel, number, words and installation`() {
        let known = secret("web", "1", 7, key)
        #expect(known == secret("web", "1", 7, key))
        for other in [
            secret("web", "1", 8, key), secret("web", "2", 7, key), secret("sms", "1", 7, key),
            secret("web", "1", 7, SipHashKey(k0: 3, k1: 5)),
        ] { #expect(other != known && other.proof(key) != known.proof(key)) }
        #expect(known.proof(key) != known.proof(SipHashKey(k0: 3, k1: 5)))
    }

    @Test func `it is typed in any case, with or without its hyphen`() {
        for number in 0..<200 {
            let secret = secret("web", "\(number)", 7, key)
            let text = secret.grouped
            #expect(text.wholeMatch(of: /[BCDFGHJKLMNPQRSTVWXYZ]{5}-[BCDFGHJKLMNPQRSTVWXYZ]{5}/) != nil)
            for typed in [text, text.lowercased(), text.replacing("-", with: ""), text.replacing("-", with: " ")] {
                #expect(FilingSecret(typed: typed) == secret, "\(typed)")
            }
            for typed in ["", String(text.dropLast()), text + "B", "AAAAA-AAAAA", "\u{0}", "bcdfg-hjklm1"] {
                #expect(FilingSecret(typed: typed) == nil, "\(typed)")
            }
        }
    }
}
