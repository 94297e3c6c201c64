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
        (#""submitted_at":"\u0000""#, "field_nul submitted_at"), (#""kind":"Pengaduan""#, "field_value kind"),
        (#""location":{"lat":1e999,"lon":0}"#, "field_value"), (#""location":{"lat":1}"#, "field_missing location.lon"),
        (#""attachments":[{"url":"https://a.example/"},{"url":"https://"}]"#, "field_format attachments[1].url"),
        (#""attachments":[{"url":"https://a.example/ b"}]"#, "field_format attachments[0].url"),
        (#""attachments":[{"url":"https://a.example/\u00a0b"}]"#, "field_format attachments[0].url"),
        (#""attachments":[{"url":""}]"#, "field_empty attachments[0].url"),
        (#""attachments":[null]"#, "field_missing attachments[0]"),
        (#""attachments":[{"url":"https://a.example/","size":99999999999999999999}]"#, "field_value"),
        (#""x":"\ud800""#, "json_invalid"), (#""x":01"#, "json_invalid"), (#""x":"\q""#, "json_invalid"),
        (#""submitted_at":"2026-03-03T00:00:00Z""#, "field_value submitted_at"),
        (#""submitted_at":"1999-12-31T23:59:59Z""#, "field_value submitted_at"),
    ]) func refused(_ more: String, _ expected: String) { #expect(with(more).refusal == expected) }

    @Test(arguments: [
        #""attachments":[{"url":"HTTPS://a.example/","size":0}]"#, #""attachments":[{"url":"http://a"}]"#,
        #""location":{"lat":0,"lon":-180}"#, #""x":"\u0000""#,
        #""attachments":[{"url":"https://a.example/","size":1e3}]"#,
    ]) func accepted(_ more: String) { #expect(with(more).refusal == nil) }

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
            guard case .failure(let rejection) = with(#""\#(field)":"\#(secret)""#) else {
                Issue.record("accepted")
                continue
            }
            #expect(!rejection.reason.contains(secret))
        }
    }

    /// Foundation takes the first or the last of two equal keys; what is kept beside must not differ from it.
    @Test func `a field given twice is one of the two`() {
        let twice = submit(#"{"channel":"web","external_id":"1","text":"satu","text":"dua"}"#).accepted
        #expect(twice?.text == "satu" || twice?.text == "dua")
        #expect(twice?.extras == nil)
    }
}
