import TestKit
import Testing

@testable import Contract

@Suite struct SubmissionExtrasTests {
    private let known = #""channel":"web","external_id":"1","text":"Lampu padam.""#

    private func extras(_ more: String) throws -> (String?, String?) {
        let accepted = try #require(submit("{\(known),\(more)}").accepted)
        return (
            accepted.extras.map { String(decoding: $0, as: UTF8.self) },
            accepted.identity?.extras.map { String(decoding: $0, as: UTF8.self) }
        )
    }

    @Test func `none are none`() throws {
        let (complaint, reporter) = try extras(#""reporter":{"name":"A"},"location":{"text":"B"},"title":null"#)
        #expect(complaint == nil && reporter == nil)
    }

    @Test func `they keep their bytes`() throws {
        let (complaint, reporter) = try extras(#""x": { "b" : 1.50,"a":"\u0041\/" } ,"é\n":[ ],"z":1e3"#)
        #expect(complaint == nil)
        #expect(reporter == #"{"submission":{"x":{ "b" : 1.50,"a":"\u0041\/" },"é\n":[ ],"z":1e3}}"#)
    }

    @Test(arguments: [
        #""phone":"081200000042""#, #""Name":"Budi""#, #""NIK":"3200""#, #""nama_ibu":"Sri""#,
        #""e_mail":"a@example.org""#,
        #""alamat_rumah":"Jl. Mawar""#, #""meta":{"user":{"phone":"0812"}}"#,
        #""location":{"text":"B","contact":"0812"}"#,
        #""attachments":[{"url":"https://a.example/1","exif":{"owner":"Budi"}}]"#, #""電話":"0812""#,
        #""sp4n":{"NIK":"3200"}"#, #""sp4n":{"Status Laporan":{"nama":"Budi"}}"#, #""sp4n":["Budi"]"#,
        #""sp4n":"Budi""#,
        #""n\u0069k":"3200""#,
    ]) func `whatever they are called they stand with the identity alone`(_ more: String) throws {
        let (complaint, reporter) = try extras(more)
        #expect(complaint == nil && reporter?.contains(#""submission""#) == true, "\(more)")
        let beside = try extras(#"\#(more),"reporter":{"name":"A"}"#)
        #expect(beside.0 == nil && beside.1 == reporter)
    }

    @Test func `official columns that are no person's stay with the case`() throws {
        let (complaint, reporter) = try extras(#""sp4n":{"Status Laporan":"Selesai","Nama":"Budi","ID Kategori":"7"}"#)
        #expect(complaint == #"{"sp4n":{"Status Laporan":"Selesai","ID Kategori":"7"}}"#)
        #expect(reporter == #"{"submission":{"sp4n":{"Nama":"Budi"}}}"#)
    }

    @Test func `the reporter's stand beside all others`() throws {
        let (complaint, reporter) = try extras(#""reporter":{"name":"A","nik":"3"},"y":2"#)
        #expect(complaint == nil && reporter == #"{"nik":"3","submission":{"y":2}}"#)
        #expect(try extras(#""reporter":{"nik":"3"}"#).1 == #"{"nik":"3"}"#)
        #expect(
            try extras(#""reporter":{"submission":"3"},"y":2"#).1 == #"{"submission":"3","submission 2":{"y":2}}"#)
    }

    @Test func `an escaped name hides no reporter`() throws {
        let (complaint, reporter) = try extras(#""r\u0065porter":{"nik":"3","n\u0061me":"A"},"\u0074itle":"J""#)
        #expect(complaint == nil)
        #expect(reporter == #"{"nik":"3"}"#)
    }

    @Test func `location and attachments nest`() throws {
        #expect(
            try extras(#""location":{"text":"B","rt":"05"}"#).1 == #"{"submission":{"location":{"rt":"05"}}}"#)
        let list = #""attachments":[{"url":"https://a.example/1"},{"url":"https://a.example/2","sha":"ff"}]"#
        #expect(try extras(list).1 == #"{"submission":{"attachments":[{},{"sha":"ff"}]}}"#)
    }

    @Test func `their names are told, of every form of message`() {
        let one =
            #"{\#(known),"nik":"3","reporter":{"name":"A","Ibu":"B"},"location":{"rt":1},"attachments":[{"x":1}]}"#
        let names = ["nik", "reporter.Ibu", "location.rt", "attachments[].x"]
        #expect(UnknownFields.names(of: Array(one.utf8)) == names)
        let event = #"{"specversion":"1.0","subject":"s","data":\#(one)}"#
        #expect(UnknownFields.names(of: Array(event.utf8)) == names)
        #expect(UnknownFields.names(of: Array("[\(event),\(event)]".utf8)) == names)
        #expect(UnknownFields.names(of: Array("{\(known)}".utf8)).isEmpty && UnknownFields.names(of: [0x7B]).isEmpty)
    }

    @Test func `those of an event's envelope are not the submission's`() throws {
        let event = """
            {"specversion":"1.0","id":"1","source":"s","type":"id.lapor.submission.v1","traceparent":"00-1",
            "d\\u0061ta":{\(known),"x":1}}
            """
        let parts = SubmissionDecoder().decode(
            Array(event.utf8), contentType: "application/cloudevents+json", contentEncoding: nil,
            check: SubmissionCheck(now: ContractExample.now, routedChannel: "web"))
        #expect(parts.first?.content.accepted?.identity?.extras == Array(#"{"submission":{"x":1}}"#.utf8))
    }
}
