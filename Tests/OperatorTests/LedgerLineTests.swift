import Contract
import Testing

@testable import Operator

/// What a client writes down of what it has published.
@Suite struct LedgerLineTests {
    @Test(
        arguments: [
            ("web\t1", "web", "1", nil), ("web\ta\tb", "web", "a\tb", nil), ("=ff\tweb\t1", "web", "1", 255),
            ("=0\tweb\ta\tb", "web", "a\tb", 0), ("\t1", "", "1", nil),
        ] as [(String, String, String, UInt64?)]) func `read and written`(
            _ text: String, _ channel: String, _ id: String, _ hash: UInt64?
        ) throws
    {
        let line = try #require(LedgerLine(text))
        #expect(line.key == SubmissionKey(channel: channel, externalID: id) && line.contentHash == hash)
        #expect(line.text == text)
    }

    @Test(arguments: ["", "web", "web\t", "=ff\tweb", "=xyz\tweb\t1", "=\tweb\t1"]) func `no line`(_ text: String) {
        #expect(LedgerLine(text) == nil)
    }

    @Test func `of a message each submission, with what it says where that can be read`() {
        func lines(_ body: String, _ type: String = "application/json") -> [String] {
            let head = MessageHead(of: Array(body.utf8))
            return LedgerLine.lines(of: Array(body.utf8), contentType: head.contentType, numbered: head.keys).map(
                \.text)
        }
        let one = lines(#"{"channel":"web","external_id":"1","text":"Lampu padam."}"#)
        #expect(one.count == 1 && one[0].hasPrefix("=") && one[0].hasSuffix("\tweb\t1"))
        #expect(one != lines(#"{"channel":"web","external_id":"1","text":"Lampu padam di RW 2."}"#))
        #expect(one == lines(#"{"channel":"web","external_id":"1","text":"Lampu  padam.","category":"x"}"#))
        #expect(lines(#"{"channel":"web","external_id":"1"}"#) == ["web\t1"])
        #expect(lines("bukan json") == [])
    }
}
