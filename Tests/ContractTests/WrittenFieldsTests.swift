import Complaints
import Testing

@testable import Contract

/// Optional fields in forms that the contract does not ask for: read where what is meant is certain, kept unread elsewhere.
@Suite struct WrittenFieldsTests {
    private func with(_ more: String) throws -> AcceptedSubmission {
        try #require(submit(#"{"channel":"web","external_id":"1","text":"Lampu padam.",\#(more)}"#).accepted)
    }

    private func unread(_ accepted: AcceptedSubmission) -> [String] {
        accepted.unread.map { "\($0.rejection.code) \($0.field)" }
    }

    @Test(arguments: [
        #""０８１２００００００４２""#, #""＋６２ ８１２－００００－００４２""#, #""（０８１２）　００００　００４２""#, #"["0812-0000-0042"]"#,
        #"["", "0812-0000-0042", null]"#, "[6281200000042]", #"["081200000042","+62 812 0000 0042"]"#,
        #"["０８１２００００００４２"]"#, #"[ "WA 081200000042" ]"#,
    ]) func `telephone numbers`(_ value: String) throws {
        let accepted = try with(#""reporter":{"phone":\#(value)}"#)
        #expect(accepted.identity?.phone == "+6281200000042" && accepted.unread == [], "\(accepted.unread)")
    }

    @Test func `of a list of numbers or addresses the first is used, and all are kept`() throws {
        let accepted = try with(
            #""reporter":{"phone":["081200000042","081300000043"],"email":["a@contoh.example","b@contoh.example"]}"#)
        #expect(accepted.identity?.phone == "+6281200000042" && accepted.identity?.email == "a@contoh.example")
        #expect(unread(accepted) == ["field_format reporter.phone", "field_format reporter.email"])
        #expect(String(decoding: accepted.unread[0].sent, as: UTF8.self).contains("081300000043"))
        for value in [
            "[null]", "[{}]", #"["-"]"#, #"[["081200000042"]]"#, "[true]", #"["０８１２ー"]"#,
            #"{"nomor":"081200000042"}"#,
        ] {
            let accepted = try with(#""reporter":{"phone":\#(value)}"#)
            #expect(accepted.identity == nil && accepted.unread.map(\.field) == ["reporter.phone"], "\(value)")
        }
    }

    @Test func `an address in full-width letters`() throws {
        let accepted = try with(#""reporter":{"email":"ａ＠ｃｏｎｔｏｈ．ｉｄ"}"#)
        #expect(accepted.identity?.email == "a@contoh.id" && accepted.unread == [])
    }

    @Test(arguments: [
        (#""Jalan Merdeka, Kota Bandung""#, "Jalan Merdeka, Kota Bandung"), (#"["Kota Bandung"]"#, "Kota Bandung"),
        (#"[{"text":"Kota Bandung"}]"#, "Kota Bandung"), (#""Jalan \"A\"\nRT 1""#, "Jalan \"A\"\nRT 1"),
        (#"{"text":["Kota Bandung"]}"#, "Kota Bandung"),
    ]) func `a place without its object`(_ value: String, _ text: String) throws {
        let accepted = try with(#""location":\#(value)"#)
        #expect(accepted.locationText == text && accepted.unread == [])
    }

    @Test(arguments: [
        #""https://a.example/1.jpg""#, #"["https://a.example/1.jpg"]"#, #"{"url":"https://a.example/1.jpg"}"#,
        #"[{"url":"https://a.example/1.jpg"}]"#, #"" https://a.example/1.jpg\n""#,
    ]) func `a link without its list or object`(_ value: String) throws {
        let accepted = try with(#""attachments":\#(value)"#)
        #expect(
            String(decoding: accepted.attachments ?? [], as: UTF8.self) == #"[{"url":"https://a.example/1.jpg"}]"#,
            "\(accepted.unread)")
        #expect(accepted.unread == [])
    }

    @Test func `several links in one string`() throws {
        let accepted = try with(#""attachments":"https://a.example/1 https://a.example/2""#)
        #expect(
            String(decoding: accepted.attachments ?? [], as: UTF8.self)
                == #"[{"url":"https://a.example/1"},{"url":"https://a.example/2"}]"#)
        let mixed = try with(#""attachments":["https://a.example/1",{"url":"https://a.example/2"},"foto.jpg",7]"#)
        #expect(mixed.attachments?.count(where: { $0 == UInt8(ascii: "{") }) == 2)
        #expect(unread(mixed) == ["field_type attachments[3]", "field_format attachments[2].url"])
    }

    @Test func `what stands beside what is read so is kept as well`() throws {
        let accepted = try with(
            #""attachments":{"url":"https://a.example/1","sha":"ff"},"location":[{"text":"Bandung","rt":"05"}]"#)
        #expect(
            String(decoding: accepted.identity?.extras ?? [], as: UTF8.self)
                == #"{"submission":{"attachments":[{"sha":"ff"}],"location":{"rt":"05"}}}"#)
        #expect(accepted.attachments != nil && accepted.locationText == "Bandung")
    }

    @Test(arguments: [
        ("-6,9", -6.9), ("-6.9", -6.9), (" -6,914744 ", -6.914744), ("+6,9", 6.9), ("\u{2212}6,9", -6.9),
        ("−６，９", -6.9),
        ("-7", -7),
    ]) func `degrees with a comma`(_ text: String, _ degrees: Double) throws {
        let accepted = try with(#""location":{"lat":"\#(text)","lon":"107,6"}"#)
        #expect(accepted.latitude == degrees && accepted.longitude == 107.6 && accepted.unread == [])
    }

    @Test(arguments: ["-6.914.744", "-6,914,744", "6,9.1", "++6", "6,9 LS", "x", "-", ",", "6 9", "1e1", "0x6"])
    func `degrees that may be something else`(_ text: String) throws {
        let accepted = try with(#""location":{"lat":"\#(text)","lon":"107.6"}"#)
        #expect(accepted.latitude == nil && unread(accepted).first == "field_type location.lat", "\(text)")
    }

    @Test(arguments: [
        (#""3273""#, "32.73"), ("3273", "32.73"), ("32.73", "32.73"), ("32", "32"), (#""320405""#, "32.04.05"),
        (#""3204052001""#, "32.04.05.2001"), (#""32-73""#, "32.73"), (#""32/04/05""#, "32.04.05"),
        (#"" 32.73 ""#, "32.73"),
        (#""32 73""#, "32.73"), (#""32.73.""#, "32.73"), (#"["3273"]"#, "32.73"), (#""３２７３""#, "32.73"),
    ]) func `region codes without their dots`(_ value: String, _ code: String) throws {
        let accepted = try with(#""location":{"region_code":\#(value)}"#)
        #expect(accepted.regionCode == code && accepted.unread == [], "\(accepted.unread)")
    }

    @Test(arguments: [
        ("3273.0", "32.73"), (#""3273.0""#, "32.73"), (#""3273,00""#, "32.73"), ("320405.0", "32.04.05"),
        ("32.0", "32"),
        (#""3204052001.0""#, "32.04.05.2001"), (#""3273.000""#, "32.73"), ("[3273.0]", "32.73"),
    ]) func `region codes that a spreadsheet has made numbers of`(_ value: String, _ code: String) throws {
        let accepted = try with(#""location":{"region_code":\#(value)}"#)
        #expect(accepted.regionCode == code && accepted.unread == [], "\(value): \(accepted.unread)")
    }

    @Test(arguments: ["3273.5", #""3.0""#, #""327.0""#, #""3273.0.0""#, #""3273.x""#, #""3273.""#, #"".0""#])
    func `no code is made of another number`(_ value: String) throws {
        let accepted = try with(#""location":{"region_code":\#(value)}"#)
        #expect(accepted.regionCode == nil || value == #""3273.""#, "\(value)")
    }

    @Test(arguments: [
        "0,\"lon\":0", "0.0,\"lon\":0.00", "\"0\",\"lon\":\"0\"", "-0.0,\"lon\":0", "\"0,0\",\"lon\":\"0,0\"",
    ])
    func `the place where all zeros meet is none`(_ point: String) throws {
        let accepted = try with(#""location":{"text":"Bandung","lat":\#(point)}"#)
        #expect(accepted.latitude == nil && accepted.longitude == nil && accepted.unread == [], "\(accepted.unread)")
        let onEquator = try with(#""location":{"lat":0,"lon":109.3}"#)
        #expect(onEquator.latitude == 0 && onEquator.longitude == 109.3)
    }

    @Test func `half a sign costs the field it stands in, and no report`() throws {
        for half in [#"\ud83d"#, #"\uDE00"#, #"\ud83dx"#, #"\ud83d\n"#, #"\ud83d\ud83d\ude00"#, #"\ude00\ud83d"#] {
            let text = try #require(
                submit(#"{"channel":"web","external_id":"1","text":"Lampu \#(half) padam"}"#).accepted)
            #expect(text.text.contains("\u{FFFD}") && text.text.hasPrefix("Lampu") && text.unread == [], "\(half)")
            let title = try with(
                #""title":"A \#(half)","category":"Jalan 😀 \ud83d\ude00","reporter":{"name":"\#(half)B"}"#)
            #expect(title.title == nil && title.category == "Jalan 😀 😀" && title.identity?.name == nil)
            #expect(unread(title) == ["field_format title", "field_format reporter.name"], "\(half): \(unread(title))")
            let place = try with(#""location":{"text":"\#(half)","lat":-6.9,"lon":107.6},"note":"\#(half)""#)
            #expect(place.latitude == -6.9 && unread(place) == ["field_format location.text"])
            let id = submit(#"{"channel":"web","external_id":"1\#(half)","text":"Lampu padam"}"#)
            #expect(id.refusal == "field_format external_id")
        }
        let event =
            #"{"specversion":"1.0","id":"1","source":"s","type":"id.lapor.submission.v1","data":"#
            + #"{"channel":"web","external_id":"1","text":"Lampu padam","title":"\ud83d"}}"#
        let found = SubmissionDecoder().decode(
            Array("[\(event)]".utf8), contentType: "application/cloudevents-batch+json", contentEncoding: nil,
            check: SubmissionCheck(now: Instant(microseconds: 1_800_000_000_000_000), routedChannel: nil))
        #expect(found.first?.content.accepted?.unread.map(\.field) == ["title"])
        #expect(submit(#"{"channel":"web","external_id":"1","text":"\ud83"}"#).accepted == nil)
        #expect(
            submit(#"{"channel":"web","external_id":"1","text":"a","title":"\\ud83d"}"#).accepted?.title == #"\ud83d"#)
    }

    @Test(arguments: [
        #""327""#, "32.7", #""3.273""#, #""32.7.3""#, #""32730""#, #""3273010""#, #""3273010001""#, #""ID-3273""#,
        #""327X""#,
        #""32.73.05.20""#, #""...""#, "-3273", #""32730520011""#,
    ]) func `digits that may be another code`(_ value: String) throws {
        let accepted = try with(#""location":{"region_code":\#(value)}"#)
        #expect(accepted.regionCode == nil && accepted.unread.map(\.field) == ["location.region_code"], "\(value)")
    }

    @Test func `a list of one in fields of words`() throws {
        let accepted = try with(#""title":["Lampu"],"category":["Jalan",null],"agency":["Dinas A","Dinas B"]"#)
        #expect(accepted.title == "Lampu" && accepted.category == "Jalan" && accepted.agency == nil)
        #expect(unread(accepted) == ["field_type agency"])
    }

    /// PHP writes an empty list for what is not there, JavaScript an empty object.
    @Test(arguments: ["[]", "{}", "[ ]", "null", #""""#, "{ }", "[\n]"])
    func `empty lists and objects say nothing, wherever they stand`(_ nothing: String) throws {
        for field in [
            "title", "kind", "category", "agency", "location", "reporter", "attachments", "incident_date",
            "submitted_at",
            "sms",
        ] {
            let accepted = try with(#""\#(field)":\#(nothing)"#)
            #expect(accepted.unread == [] && !accepted.anonymous, "\(field): \(accepted.unread)")
        }
        for field in ["phone", "email", "name"] {
            let accepted = try with(#""reporter":{"\#(field)":\#(nothing)}"#)
            #expect(accepted.unread == [] && accepted.identity == nil, "\(field): \(accepted.unread)")
        }
        let attached = try with(#""attachments":[{"url":"https://a.example/","name":\#(nothing),"size":\#(nothing)}]"#)
        #expect(attached.unread == [] && attached.attachments != nil, "\(attached.unread)")
        for field in ["text", "lat", "lon", "region_code"] {
            let accepted = try with(#""location":{"\#(field)":\#(nothing)}"#)
            #expect(accepted.unread == [] && accepted.locationText == nil, "\(field): \(accepted.unread)")
        }
    }

    /// A JSON number has no groups: what stands behind its point are decimals.
    @Test(
        arguments: [
            ("812000000000.0", "+62812000000000"), ("6281200000042.0", "+6281200000042"),
            ("81200000042.000", "+6281200000042"), (#""812000000000.0""#, "+62812000000000"),
            ("[812000000000.0]", "+62812000000000"), ("812000000000", "+62812000000000"),
            (#""812000000000.000""#, "+62812000000000"), ("62812000000000.00", "+62812000000000"),
            ("81200000.0", nil), ("81234567.000", nil), ("812345678.5", nil), ("8.12E+11", nil),
            ("812000000000.25", nil),
            ("-812000000000.0", nil), ("8123456.7890", nil), ("[8123456.7890]", nil), ("812000000000.5000", nil),
        ] as [(String, String?)]) func `a number of JSON`(_ value: String, _ phone: String?) throws
    {
        let accepted = try with(#""reporter":{"phone":\#(value)}"#)
        #expect(accepted.identity?.phone == phone, "\(value): \(accepted.unread)")
        #expect(accepted.unread.map(\.field) == (phone == nil ? ["reporter.phone"] : []))
    }
}
