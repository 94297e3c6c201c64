import Rabbit
import Store
import Testing

@testable import Operator

@Suite("a person's marks in what nothing could read") struct PersonMarksTests {
    private let marks = PersonMarks([.phone("+6281200042137"), .email("warga@contoh.example")])

    @Test(arguments: [
        #"{"phone":"0812-0004-2137""#, "HP: +62 812 0004 2137.", "(0812) 00042137", "6281200042137",
        "0062.812.0004.2137",
        "ke 0811 222 3333 0812 0004 2137", "0812-0004-2137 0811-222-3333", "081200042137 3 kali",
        #"{"a":["\u0030812-0004\u002d2137"]}"#, "Warga@Contoh.EXAMPLE",
        #"{"email":"warga\u0040contoh.example"}"#, "\u{0}\u{1}081200042137\u{ff}",
        #"{"text":"lampu","reporter":{"phone":"+62 812-0004-2137"}}"#, "mail warga@contoh.example.",
        #"{"hp":"081200042137","reporter":{"anonymous":true}}"#,
        #"{"text":"HP 0812 0004 2137","reporter":{"name":"Siti","phone":null,"email":" "}}"#,
        #"[{"data":{"reporter":{"phone":"0813-0000-0001"}}},{"data":{"hp":"081200042137"}}]"#,
    ])
    func `they are found however they are written`(text: String) { #expect(marks.stand(in: Array(text.utf8))) }

    @Test(arguments: [
        "HP ０８１２０００４２１３７", "HP 0812\u{2011}0004\u{2011}2137", "HP ٠٨١٢٠٠٠٤٢١٣٧", "0812\u{200B}00042137",
        "mail=warga%40contoh.example&x=1", "tel=%2B6281200042137", "warga＠contoh．example", "warga%40contoh%2Eexample",
        #"{"teks":"０８１２ ０００４ ２１３７"}"#,
    ]) func `also in letters that look alike, and behind the escapes of addresses`(text: String) {
        #expect(marks.stand(in: Array(text.utf8)))
    }

    @Test(arguments: [
        "HP 0812-0004-2137 ya", "surel warga@contoh.example.", "HP ０８１２０００４２１３７", #"{"a":"081200042137""#,
    ]) func `also as UTF-16, from either end and from any byte on`(text: String) {
        let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        #expect(marks.stand(in: little) && marks.stand(in: [0xFF, 0xFE] + little))
        #expect(marks.stand(in: big) && marks.stand(in: [0xFE, 0xFF] + big))
        if text.utf8.count == text.utf16.count { #expect(marks.stand(in: [0x7B] + little + [0])) }
    }

    @Test(arguments: [
        "０８１２０００４２１３８", "warga%41contoh.example", "100% warga", "%", "%4", "%zz081200042138", "\u{0}\u{0}",
    ]) func `what only looks alike is not theirs`(text: String) { #expect(!marks.stand(in: Array(text.utf8))) }

    @Test(arguments: [
        "", "0812-0004-2138", "0812, 0004, 2137", "warga@contoh.exampl", "8120004213", #"{"a":"\u0030812"}"#,
        "{\"warga\":\"contoh.example\"", "3208120004213701", "08120004213 70",
        "0812-0004-2137-3", "0812 0004 2137 3", "+62 812.0004.2137.30", "bukanwarga@contoh.example",
        "warga@contoh.example.org", #"{"text":"ditipu 081200042137","reporter":{"phone":"0813-0000-0001"}}"#,
        #"[{"data":{"reporter":{"email":"x@y.example"},"text":"warga@contoh.example"}}]"#,
    ])
    func `others are not theirs`(text: String) { #expect(!marks.stand(in: Array(text.utf8))) }

    private static func message(
        _ headers: [String: FieldValue] = [:], id: String? = nil, correlation: String? = nil, replyTo: String? = nil
    ) -> Delivery {
        Delivery(
            tag: 1,
            properties: MessageProperties(
                headers: headers, messageID: id, correlationID: correlation, replyTo: replyTo, appID: nil),
            body: Array(#"{"teks":"lampu"}"#.utf8))
    }

    @Test(arguments: [
        message(["pengirim": .text("0812-0004-2137")]), message(["x-msisdn": .integer(6_281_200_042_137)]),
        message(["asal": .table(["dari": .array([.text("wa"), .text("warga@contoh.example")])])]),
        message(["asal": .text(#"{"hp":"\u0030812 0004 2137"}"#)]), message(["081200042137": .boolean(true)]),
        message(id: "sms-081200042137-1"), message(correlation: "wa:6281200042137"), message(replyTo: "0812 0004 2137"),
        message(["x-lapor-named-id": .text("081200042137")]),
    ]) func `also beside the body`(message: Delivery) { #expect(marks.stand(in: message)) }

    @Test(arguments: [
        message(["x-lapor-token": .text("0812-0004-2137")]), message(["x-lapor-size": .integer(81_200_042_137)]),
        message(["x-death": .array([.table(["exchange": .text("0812-0004-2137")])])]),
        message(["traceparent": .text("00-081200042137-x")]), message(["pengirim": .text("0812-0004-2138")]),
        message(["jam": .timestamp(81_200_042_137)]),
    ]) func `not in what the broker or lapor wrote there`(message: Delivery) { #expect(!marks.stand(in: message)) }

    @Test func `what stood beside is handed out by its place`() {
        let properties = SentProperties(
            Self.message(
                [
                    "asal": .table(["hp": .text("0812")]), "ke": .array([.text("a"), .text("b")]),
                    "x-lapor-token": .text("t"),
                ],
                correlation: "wa:1"
            ).properties)
        #expect(properties.readable == ["correlation_id": "wa:1", "headers.asal.hp": "0812", "headers.ke": "a; b"])
    }
}
