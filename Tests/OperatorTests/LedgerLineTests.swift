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

    @Test(arguments: [
        "", "web", "web\t", "=ff\tweb", "=xyz\tweb\t1", "=\tweb\t1", "=ff#\tsms\t1", "=ff#0\tsms\t1", "=ff#x\tsms\t1",
        "=#1\tsms\t1",
    ]) func `no line`(_ text: String) {
        #expect(LedgerLine(text) == nil)
    }

    @Test func `parts of one SMS are told apart by their numbers`() throws {
        let line = try #require(LedgerLine("=ff#2\tsms\t7"))
        #expect(line.part == 2 && line.contentHash == 255 && line.text == "=ff#2\tsms\t7")
        #expect(LedgerLine("=ff\tsms\t7#2")?.part == nil)
        let texts = (1...2).flatMap { number -> [String] in
            let body =
                #"{"channel":"sms","external_id":"7","text":"a","reporter":{"phone":"081200000077"},"#
                + #""sms":{"ref":"7","part":\#(number),"of":2}}"#
            let head = MessageHead(of: Array(body.utf8))
            return LedgerLine.lines(of: Array(body.utf8), contentType: head.contentType, numbered: head.keys).map(
                \.text)
        }
        #expect(texts.count == 2 && texts[0].hasSuffix("#1\tsms\t7") && texts[1].hasSuffix("#2\tsms\t7"))
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
