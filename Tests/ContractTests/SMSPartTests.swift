import Complaints
import TestKit
import Testing

@testable import Contract

/// Parts of an SMS: what counts as one, and what they make together.
@Suite struct SMSPartTests {
    private func submitted(_ sms: String, text: String = "Jembatan lapuk di Kecamatan") -> AcceptedSubmission? {
        submit(#"{"channel":"sms","external_id":"1","text":"\#(text)","sms":\#(sms)}"#).accepted
    }

    private func json(_ text: String, _ number: Int, further: String = "") -> [UInt8] {
        Array(
            #"{"channel":"sms","external_id":"1-\#(number)","text":"\#(text)","sms":{"ref":"7","part":\#(number),"of":3}\#(further)}"#
                .utf8)
    }

    @Test(arguments: [
        (#"{"ref":"42","part":1,"of":2}"#, "42", 1, 2), (#"{"ref":42,"part":2,"of":2}"#, "42", 2, 2),
        (#"{"ref":"a","part":"1","of":"3"}"#, "a", 1, 3), (#"{"of":100,"part":100,"ref":"x"}"#, "x", 100, 100),
    ])
    func `a part is known by its numbers, written as numbers or as words`(
        sms: String, ref: String, number: Int, count: Int
    ) throws {
        let part = try #require(submitted(sms)?.part)
        #expect(part.ref == ref && part.number == number && part.count == count)
        #expect(part.words == "Jembatan lapuk di Kecamatan")
    }

    @Test(arguments: [
        "null", "{}", "[]", "7", #"{"ref":"42","part":1,"of":1}"#, #"{"ref":"42","part":0,"of":2}"#,
        #"{"ref":"42","part":3,"of":2}"#, #"{"ref":"42","part":1}"#, #"{"ref":"","part":1,"of":2}"#,
        #"{"ref":null,"part":1,"of":2}"#, #"{"ref":"42","part":1.5,"of":2}"#, #"{"ref":"42","part":true,"of":2}"#,
        #"{"ref":"42","part":1,"of":101}"#, #"{"ref":"42","part":-1,"of":2}"#,
    ])
    func `what makes no sense as a part is a message of its own`(sms: String) throws {
        #expect(try #require(submitted(sms)).part == nil)
    }

    @Test func `a part may say nothing, a message may not`() throws {
        #expect(submitted(#"{"ref":"42","part":2,"of":2}"#, text: " ")?.part != nil)
        #expect(submitted(#"{"ref":"42","part":2,"of":1}"#, text: " ") == nil)
        let long = String(repeating: "a", count: 8_001)
        #expect(submitted(#"{"ref":"42","part":1,"of":2}"#, text: long).map { $0.part == nil } == true)
    }

    @Test func `parts are joined as they were cut, in order`() throws {
        let parts = [
            2: json(" Cikalong Kabup", 2), 1: json("Jembatan lapuk di Kecamatan", 1, further: #","title":"Jembatan""#),
            3: json("aten Tasikmalaya", 3),
        ]
        let joined = try SMSMessage.joined(parts, of: 3, at: ContractExample.now)
        #expect(joined.text == "Jembatan lapuk di Kecamatan Cikalong Kabupaten Tasikmalaya")
        #expect(joined.title == "Jembatan" && joined.externalID == "1-1" && joined.part == nil)
    }

    @Test(arguments: [
        ([1: "a ", 3: " c"], "a [bagian hilang] c"), ([1: "a", 3: "c"], "a [bagian hilang] c"),
        ([2: "b", 3: "c"], "[bagian hilang] bc"), ([1: "a"], "a [bagian hilang]"),
        ([3: "c"], "[bagian hilang] c"), ([2: " b"], "[bagian hilang] b [bagian hilang]"),
        ([1: "a", 2: "b", 3: "c"], "abc"),
    ])
    func `a gap is named in its place`(texts: [Int: String], whole: String) {
        #expect(SMSMessage.words(texts, of: 3) == whole)
    }

    @Test func `a message of which no part says anything is kept all the same`() throws {
        let joined = try SMSMessage.joined(
            [1: json(" ", 1), 2: json("", 2), 3: json(" ", 3)], of: 3, at: ContractExample.now)
        #expect(joined.text == SMSMessage.empty)
        #expect(try SMSMessage.late(2, json(" Cikalong", 2), at: ContractExample.now).text == "[bagian 2] Cikalong")
    }
}
