import Complaints
import Testing

@testable import Contract

@Suite struct SubmissionCheckTests {
    private func with(_ more: String) -> Result<AcceptedSubmission, Rejection> {
        submit(#"{"channel":"web","external_id":"1","text":"Lampu padam.",\#(more)}"#)
    }

    @Test func `empty optional fields are absent`() throws {
        let fields = ["title", "kind", "category", "agency", "incident_date", "submitted_at"].map { #""\#($0)":"""# }
        let accepted = try #require(
            with(
                fields.joined(separator: ",")
                    + #","reporter":{"name":"","phone":"","email":""},"location":{"text":"","region_code":""},"attachments":[]"#
            ).accepted)
        #expect(accepted.kind == .pengaduan)
        #expect(accepted.identity == nil && accepted.title == nil && accepted.locationText == nil)
        #expect(accepted.submittedAt == nil && accepted.incidentDate == nil && accepted.attachments == nil)
    }

    @Test func `white space alone is absent where words are asked for`() throws {
        let accepted = try #require(
            with(#""title":" \n ","category":"<br>","agency":"\t","location":{"text":" "}"#).accepted)
        #expect(accepted.title == nil && accepted.category == nil && accepted.agency == nil)
        #expect(accepted.locationText == nil)
    }

    @Test(arguments: [
        (#""title":"a\u0000""#, "field_nul title"), (#""kind":"\u0000""#, "field_nul kind"),
        (#""submitted_at":"\u0000""#, "field_nul submitted_at"), (#""kind":"keluhan""#, "field_value kind"),
        (#""location":{"lat":1e999,"lon":0}"#, "field_value location.lat, field_missing location.lon"),
        (#""location":{"lat":1}"#, "field_missing location.lat"),
        (
            #""location":{"lat":107,"lon":-6}"#,
            "field_value location.lat, field_value location.lon"
        ),
        (
            #""location":{"lat":"-6,9.1","lon":"x"}"#,
            "field_type location.lat, field_type location.lon"
        ), (#""location":7"#, "field_type location"), (#""location":["Bandung","Garut"]"#, "field_type location"),
        (#""location":[{"text":"Bandung"},{"text":"Garut"}]"#, "field_type location"),
        (#""reporter":"Budi""#, "field_type reporter"),
        (#""attachments":[{"url":"https://a.example/"},{"url":"https://"}]"#, "field_format attachments[1].url"),
        (#""attachments":[{"url":"https://a.example/ b"}]"#, "field_format attachments[0].url"),
        (#""attachments":[{"url":"https://a.example/\u00a0b"}]"#, "field_format attachments[0].url"),
        (#""attachments":[{"url":""}]"#, "field_empty attachments[0].url"),
        (#""attachments":[null]"#, "field_missing attachments[0]"),
        (
            #""attachments":[{"url":"https://a.example/","size":99999999999999999999}]"#,
            "field_value attachments[0].size"
        ),
        (#""attachments":[{"url":"https://a.example/","size":1.5}]"#, "field_value attachments[0].size"),
        (#""attachments":"foto.jpg""#, "field_format attachments[0].url"),
        (#""attachments":"https://a.example/1, dan satu lagi""#, "field_format attachments[0].url"),
        (#""attachments":[["https://a.example/"]]"#, "field_type attachments[0]"),
        (#""attachments":7"#, "field_type attachments"),
        (#""incident_date":"0000-01-01""#, "field_value incident_date"),
        (#""incident_date":"1899-12-31""#, "field_value incident_date"),
        (#""incident_date":"2099-01-01""#, "field_value incident_date"),
        (#""incident_date":45000"#, "field_type incident_date"),
        (#""reporter":{"phone":"-"}"#, "field_format reporter.phone"),
        (#""reporter":{"phone":{"no":"-"}}"#, "field_type reporter.phone"),
        (#""reporter":{"phone":"8.12E+11"}"#, "field_format reporter.phone"),
        (#""reporter":{"phone":8.12E+11}"#, "field_format reporter.phone"),
        (#""reporter":{"phone":"0812\u00000000042"}"#, "field_nul reporter.phone"),
        (#""reporter":{"email":"budi","phone":"1708"}"#, "field_format reporter.phone, field_format reporter.email"),
        (#""reporter":{"anonymous":"mungkin"}"#, "field_type reporter.anonymous"),
        (#""kind":"aspirasi","kind":"pengaduan""#, "field_repeated kind"),
        (#""reporter":{"name":"A"},"reporter":{"anonymous":true}"#, "field_repeated reporter"),
        (#""reporter":{"phone":"081200000042","phone":"081300000043"}"#, "field_repeated reporter.phone"),
        (#""submitted_at":"2026-03-03T00:00:00Z""#, "field_value submitted_at"),
        (#""submitted_at":"1999-12-31T23:59:59Z""#, "field_value submitted_at"),
    ]) func `stored without the field`(_ more: String, _ expected: String) {
        guard let accepted = with(more).accepted else {
            Issue.record("\(with(more).refusal ?? "")")
            return
        }
        #expect(accepted.unread.map { "\($0.rejection.code) \($0.field)" }.joined(separator: ", ") == expected)
        #expect(accepted.unread.allSatisfy { JSONGrammar.accepts($0.sent) && !$0.rejection.reason.isEmpty })
    }

    @Test(arguments: [
        (#""x":"\ud80""#, "json_invalid"), (#""x":01"#, "json_invalid"), (#""x":"\q""#, "json_invalid"),
        (#""text":"lain""#, "field_repeated text"), (#""channel":"sms""#, "field_repeated channel"),
        (#""external\u005fid":"2""#, "field_repeated external_id"),
        (#""text":"","text":"Lampu padam.""#, "field_repeated text"),
    ]) func refused(_ more: String, _ expected: String) { #expect(with(more).refusal == expected) }

    @Test(arguments: [
        #""attachments":[{"url":"HTTPS://a.example/","size":0}]"#, #""attachments":[{"url":"http://a"}]"#,
        #""location":{"lat":0,"lon":-180}"#, #""x":"\u0000""#,
        #""attachments":[{"url":"https://a.example/","size":1e3}]"#, #""reporter":[],"location":[],"attachments":{}"#,
        #""reporter":"","location":"","attachments":"""#, #""kind":"aspirasi","kind":"aspirasi""#,
        #""reporter":{"phone":6281200000042,"anonymous":"ya","confidential":0}"#,
        #""location":{"lat":"-6.9","lon":"107.6"}"#,
        #""reporter":{"phone":6281200000042.0}"#, #""incident_date":"2027-12-31""#,
    ]) func accepted(_ more: String) {
        #expect(with(more).refusal == nil && with(more).accepted?.unread == [])
    }

    @Test func `what cannot be read is kept as it was sent`() throws {
        func sent(_ more: String) throws -> [String] {
            try #require(with(more).accepted).unread.map { String(decoding: $0.sent, as: UTF8.self) }
        }
        #expect(try sent(#""reporter":{"phone":"- \"x\"","email":false}"#) == [#""- \"x\"""#, "false"].reversed())
        #expect(try sent(#""kind":"a","x":1,"kind":"b""#) == [#"["a","b"]"#])
        #expect(try sent(#""attachments":[{"url":"","name":"n"}]"#) == [#"{"url":"","name":"n"}"#])
        #expect(try sent(#""location":{"lat":91,"lon":7.5}"#) == ["91.0", "7.5"])
    }

    @Test func `who cannot be read is hidden`() throws {
        for reporter in [#""Budi""#, #"{"anonymous":{},"confidential":"?"}"#, #"[{"anonymous":true}]"#] {
            let accepted = try #require(with(#""reporter":\#(reporter)"#).accepted)
            #expect(accepted.anonymous && accepted.confidential, "\(reporter)")
        }
        let no = try #require(with(#""reporter":{"anonymous":"tidak","confidential":"0"}"#).accepted)
        #expect(!no.anonymous && !no.confidential)
    }

    @Test func `what is sound beside it is used`() throws {
        let links = #"{"url":"https://a.example/1"},{"url":""},{"url":"https://a.example/3","size":-1}"#
        let accepted = try #require(
            with(#""attachments":[\#(links)],"reporter":{"name":"Budi","phone":"- "},"submitted_at":"kemarin""#)
                .accepted)
        #expect(
            String(decoding: accepted.attachments ?? [], as: UTF8.self)
                == #"[{"url":"https://a.example/1"},{"url":"https://a.example/3"}]"#)
        #expect(accepted.identity?.name == "Budi" && accepted.identity?.phone == nil && accepted.submittedAt == nil)
        let many = (0..<25).map { #"{"url":"https://a.example/\#($0)"}"# }.joined(separator: ",")
        let first = try #require(with(#""attachments":[\#(many)]"#).accepted)
        #expect(first.unread.map(\.field) == (20..<25).map { "attachments[\($0)]" })
        #expect(first.attachments?.count(where: { $0 == UInt8(ascii: "{") }) == 20)
    }

    @Test func normalised() throws {
        let accepted = try #require(
            with(
                #""reporter":{"name":" Budi  C ","phone":"0812-0000-0042","email":"B@Contoh.ID","confidential":true},"#
                    + #""submitted_at":"2026-02-03T08:16:30+07:00","title":"a<br>b","incident_date":"2026-02-02""#
            ).accepted)
        #expect(accepted.identity?.name == "Budi C")
        #expect(accepted.identity?.phone == "+6281200000042")
        #expect(accepted.identity?.email == "B@contoh.id")
        #expect(accepted.confidential && !accepted.anonymous)
        #expect(accepted.submittedAt?.rfc3339 == "2026-02-03T01:16:30.000000Z")
        #expect(accepted.title == "a\nb")
    }

    @Test func `attachments have one spelling`() throws {
        let list = #"{"size":7,"media_type":"image/jpeg","name":"a\"b","url":"https://a.example/1"},{"url":"http://b"}"#
        let bytes = try #require(with(#""attachments":[\#(list)]"#).accepted?.attachments)
        let first = #"{"url":"https://a.example/1","name":"a\"b","media_type":"image/jpeg","size":7}"#
        #expect(String(decoding: bytes, as: UTF8.self) == #"[\#(first),{"url":"http://b"}]"#)
    }

    @Test func `no reason repeats what was sent`() {
        let secret = "RAHASIA"
        for field in ["kind", "incident_date", "submitted_at"] {
            let unread = with(#""\#(field)":"\#(secret)""#).accepted?.unread ?? []
            #expect(unread.count == 1 && unread.allSatisfy { !$0.rejection.reason.contains(secret) })
        }
    }
}
