import Testing

@testable import Contract

/// What makes two submissions under one number the same, and what does not.
@Suite struct ContentHashTests {
    private func hash(_ members: String = "", text: String = "Lampu padam.") -> UInt64? {
        let more = members.isEmpty ? "" : "," + members
        return submit(#"{"channel":"web","external_id":"1","text":"\#(text)"\#(more)}"#).accepted?.contentHash
    }

    @Test(arguments: [
        "Lampu  padam.", " Lampu padam. ", "Lampu\\npadam.", "Lampu\\r\\n\\tpadam.", "Lampu\\u00a0padam.",
        "Lampu padam.\\u200b",
        "\\ufeffLampu padam.", "Lampu\\u2003padam.", "L\\u0061mpu padam.",
    ]) func `white space and invisible signs do not count`(_ text: String) {
        #expect(hash(text: text) != nil && hash(text: text) == hash())
    }

    @Test(arguments: [
        #""submitted_at":"2026-02-03T08:16:30+07:00""#, #""category":"Jalan""#, #""agency":"Dinas""#,
        #""kind":"aspirasi""#,
        #""attachments":[{"url":"https://a.example/?sign=1"}]"#, #""x":{"y":1}"#, #""title":null"#, #""reporter":{}"#,
        #""category":7"#, #""submitted_at":"kemarin""#, #""reporter":{"anonymous":false}"#, #""reporter":{"nik":"1"}"#,
    ]) func `nor what channels and desks may say anew`(_ members: String) { #expect(hash(members) == hash()) }

    @Test(arguments: [
        #""title":"Padam""#, #""location":{"text":"RW 1"}"#, #""location":{"text":"RW 2"}"#,
        #""location":{"region_code":"32"}"#,
        #""location":{"lat":1,"lon":2}"#, #""location":{"lat":2,"lon":1}"#, #""incident_date":"2026-02-01""#,
        #""incident_date":"kemarin""#, #""reporter":{"name":"Budi"}"#, #""reporter":{"phone":"081200000042"}"#,
        #""reporter":{"phone":"081200000043"}"#, #""reporter":{"phone":"-"}"#, #""reporter":{"email":"a@contoh.id"}"#,
        #""reporter":{"anonymous":true}"#, #""reporter":{"confidential":true}"#, #""title":["Padam"]"#,
        #""location":"RW 1""#,
    ]) func `all else is another submission`(_ members: String) {
        #expect(hash(members) != nil && hash(members) != hash())
        #expect(hash(members) == hash(members))
    }

    @Test func `the others differ among each other`() {
        let all = [
            hash(), hash(text: "Lampu padam"), hash(text: "Lampu padam. RW 1"), hash(#""title":"RW 1""#),
            hash(#""location":{"text":"RW 1"}"#), hash(#""reporter":{"name":"RW 1"}"#),
            hash(#""reporter":{"anonymous":true}"#),
            hash(#""reporter":{"confidential":true}"#), hash(#""reporter":{"phone":"-"}"#),
            hash(#""reporter":{"phone":"--"}"#),
            hash(#""location":{"lat":1,"lon":2}"#), hash(#""location":{"lat":2,"lon":1}"#),
        ]
        #expect(Set(all).count == all.count)
    }

    @Test func `a number is the same however it is written`() {
        #expect(hash(#""reporter":{"phone":"0812-0000-0042"}"#) == hash(#""reporter":{"phone":"6281200000042.0"}"#))
    }

    /// It is stored: another value for the same words would make repetitions reports of their own.
    @Test func `it never changes`() {
        var content = ContentHash()
        content.add("Lampu padam é")
        content.add(nil as String?)
        content.add(true)
        #expect(content.value == 0x3f9d_100b_59b3_f63c)
    }
}
