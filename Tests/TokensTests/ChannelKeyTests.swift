import Complaints
import Testing

@testable import Tokens

/// The keys by which channels send over HTTP.
@Suite struct ChannelKeyTests {
    private func key(_ seed: UInt64) -> ChannelKey {
        var random = SeededGenerator(seed: seed)
        return ChannelKey(by: &random)
    }

    @Test func `it is read as it is shown, and its id says nothing of the rest`() throws {
        let key = key(1)
        #expect(key.text.wholeMatch(of: /lapor_[a-z2-7]{10}_[A-Za-z0-9_-]{43}/) != nil)
        #expect(try #require(ChannelKey(key.text)).digest == key.digest && key.digest.count == 32)
        #expect("\(key)" == key.id && key.text.hasPrefix("lapor_\(key.id)_"))
        #expect(key.text != self.key(2).text && key.id != self.key(2).id)
    }

    @Test func `what is none is refused`() {
        let text = key(1).text
        for wrong in [
            "", "lapor", "lapor__", text + "A", String(text.dropLast()), text.uppercased(), "x" + text, " " + text,
            text.replacing("lapor_", with: "lapor-"), "lapor_\(key(1).id)_\(String(repeating: "é", count: 43))",
        ] { #expect(ChannelKey(wrong) == nil, "\(wrong)") }
    }

    @Test func `it is known by its hash alone`() {
        let (key, other) = (key(1), key(2))
        #expect(key.isKept(as: key.digest) && !key.isKept(as: other.digest))
        #expect(!key.isKept(as: []) && !key.isKept(as: Array(key.digest.dropLast())))
    }
}
