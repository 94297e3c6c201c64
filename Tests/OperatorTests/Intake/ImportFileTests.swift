import Complaints
import Contract
import Foundation
import Testing

@testable import Operator

@Suite struct ImportFileTests {
    private static let now = Instant(microseconds: 1_800_000_000_000_000)

    private func records(_ text: String, _ options: ImportReading = ImportReading()) throws -> [ImportRecord] {
        var file = try ImportFile(Array(text.utf8), options)
        var records: [ImportRecord] = []
        while let record = file.next() { records.append(record) }
        return records
    }

    private func submission(_ id: String, _ text: String = "Lampu padam di Kota Bandung") -> String {
        #"{"channel":"web","external_id":"\#(id)","text":"\#(text)"}"#
    }

    @Test func `each line of JSON is published as it is`() throws {
        let lines = [#"{"channel":"sms","external_id":"1"}"#, "  ", "{bukan json", #"{"channel":"TIDAK BOLEH"}"#]
        let records = try records(lines.joined(separator: "\n"))
        #expect(records.map { String(decoding: $0.body, as: UTF8.self) } == [lines[0], lines[2], lines[3]])
        #expect(records.map(\.routingKey) == ["intake.sms", "intake", "intake"])
        #expect(records.map(\.line) == [1, 3, 4])
        #expect(records.flatMap(\.keys).map(\.ledgerLine) == ["sms\t1"])
    }

    @Test func `CloudEvents are published as such`() throws {
        let event = #"{"specversion":"1.0","data":{"channel":"web","external_id":"7"}}"#
        let other = event.replacing("web", with: "sms")
        let records = try records("\(event)\n[\(event),\(other)]\n")
        #expect(
            records.map(\.contentType) == ["application/cloudevents+json", "application/cloudevents-batch+json"])
        #expect(records.map(\.routingKey) == ["intake.web", "intake"])
        #expect(records.map { $0.keys.map(\.ledgerLine) } == [["web\t7"], ["web\t7", "sms\t7"]])
    }

    @Test func `a list of events over many lines is a batch, one with too many for a message is taken apart`() throws {
        let event = #"{"specversion":"1.0","data":{"channel":"web","external_id":"7"}}"#
        let batch = try records("[\n  \(event),\n  \(event)\n]\n")
        #expect(batch.map(\.contentType) == ["application/cloudevents-batch+json"])
        let many = try records("[" + Array(repeating: event, count: 300).joined(separator: ",\n") + "]")
        #expect(many.count == 300 && Set(many.map(\.contentType)) == ["application/cloudevents+json"])
        #expect(many.map(\.line) == Array(1...300))
    }

    @Test(arguments: [
        "[\n  <1>,\n  <2>\n]\n", "[<1>,<2>]", "<1>\n<2>\n", "<1>\r<2>\r", "<1>\r\n<2>\r\n", "\u{FEFF}<1>\n<2>\n",
        "{\n\"data\": [\n<1>,\n<2>]\n}",
        #"{"service_requests":[<1>,<2>]}"#, "[<1>,\n\n<2>]\n\n", "[<1>]\n[<2>]\n",
        #"{"total":2,"Results":[<1>,<2>],"next":null}"#,
    ]) func `submissions in any form of list`(_ form: String) throws {
        let (one, other) = (submission("F13-0"), submission("F13-1"))
        let records = try records(form.replacing("<1>", with: one).replacing("<2>", with: other))
        #expect(records.map { String(decoding: $0.body, as: UTF8.self).trimmed } == [one, other])
        #expect(records.map(\.routingKey) == ["intake.web", "intake.web"])
    }

    @Test func `objects over many lines, one after the other`() throws {
        let pretty = submission("1").replacing(",", with: ",\n  ")
        let records = try records("\(pretty)\n\(pretty)\n")
        #expect(records.map(\.line) == [1, 4])
        #expect(records.allSatisfy { $0.keys.map(\.externalID) == ["1"] })
    }

    @Test func `a broken line swallows none below it`() throws {
        let records = try records("{bukan json\n\(submission("1"))\n{\"text\": \"tanpa akhir\n\(submission("2"))\n")
        #expect(records.map(\.line) == [1, 2, 3, 4])
        #expect(records.flatMap(\.keys).map(\.externalID) == ["1", "2"])
        #expect(try self.records("bukan json\n\(submission("1"))\n").map(\.line) == [1, 2])
    }

    @Test func `an answer of Open311 becomes submissions, on one line and on many`() throws {
        let request =
            #"{"service_request_id":638,"status":"open","service_name":"Jalan","description":"Jalan berlubang","requested_datetime":"2026-01-01T02:35:18Z","lat":-6.9,"long":107.6,"address":null,"token":"x"}"#
        let closed = request.replacing("open\"", with: "closed\"").replacing("638", with: "639")
        for form in [
            "[\(request),\(closed)]", "[\n\(request),\n\(closed)\n]", "{\"service_requests\":[\(request),\(closed)]}",
            "\(request)\n\(closed)\n",
        ] {
            let found = try records(form)
            #expect(found.map { $0.keys.map(\.ledgerLine) } == [["open311\t638"], ["open311\t639"]])
            #expect(found.map(\.isPublished) == [true, false])
            let body = String(decoding: found[0].body, as: UTF8.self)
            #expect(body.contains(#""lat":-6.9"#) && body.contains(#""submitted_at":"2026-01-01T02:35:18Z""#))
            #expect(body.contains(#""text":"Jalan berlubang""#))
        }
        var file = try ImportFile(Array("[\(request)]".utf8))
        _ = file.next()
        #expect(file.form.unknownColumns == ["token"])
    }

    @Test func `each form is called by its name`() throws {
        func form(_ text: String) throws -> ImportForm.Kind {
            var file = try ImportFile(Array(text.utf8))
            while file.next() != nil {}
            return file.form.kind
        }
        let request = #"{"service_request_id":"1","description":"Jalan"}"#
        let feature = #"{"type":"Feature","properties":{"id":7,"description":"Jalan"},"geometry":null}"#
        #expect(try form("[\(request)]") == .open311 && form("\(request)\n\(request)\n") == .open311)
        #expect(try form("{\"service_requests\":[\n\(request)]}") == .open311)
        #expect(try form("{\"type\":\"FeatureCollection\",\"features\":[\(feature)]}") == .geojson)
        #expect(try form("\(feature)\n\(feature)\n") == .geojson)
        #expect(try form("[\(submission("1"))]") == .json && form("[\n\(submission("1"))\n]\n") == .json)
        #expect(try form(submission("1")) == .lines && form("id,text\n1,a\n") == .table)
        let page = #"{"count":2,"next":null,"results":[\#(submission("1")),\#(submission("2"))]}"#
        #expect(try form(page) == .json && form(page + "\n") == .json)
        #expect(try form(page.replacing("[", with: "[\n").replacing("},", with: "},\n")) == .json)
        #expect(ImportForm(kind: .open311, encoding: .utf8).phrase.en.contains("an Open311 answer"))
    }

    @Test func `fields that spreadsheets leave out at a row's end are empty, those they add are nothing`() throws {
        let found = try records("id,text,title,phone\n1,a\n2,b,c\n3\n4,d,,,,\n,,,\n;\n5,e,f,g,h\n")
        #expect(found.map { $0.keys.first?.externalID } == ["1", "2", "3", "4", ";", nil])
        #expect(found.map(\.refusal) == [nil, nil, nil, nil, nil, .tooManyFields(5, columns: 4)])
        #expect(found.map(\.line) == [2, 3, 4, 5, 7, 8])
        let codes = found.filter(\.isPublished).map { record in
            record.entries(at: Self.now).map { entry -> String in
                guard case .failure(let rejection) = entry.content else { return "" }
                return "\(rejection.code) \(rejection.field ?? "")"
            }.joined()
        }
        #expect(codes == ["", "", "field_empty text", "", "field_empty text"])
        #expect(try records("id;text;title\r\n1;a\r\n;;\r\n2;b;c\r\n\r\n;;;;\r\n").count == 2)
    }

    @Test(arguments: ["[\nA,\n{\"channel\":\"web\",\n\"text\"", "[A,\nA2,\n", "{\"data\":\n[A,{"])
    func `a list that does not end is read as far as it goes, and told`(_ form: String) throws {
        let found = try records(form.replacing("A2", with: submission("2")).replacing("A", with: submission("1")))
        #expect(found.first?.keys.map(\.externalID) == ["1"])
        guard case .unclosed? = found.last?.refusal else { return #expect(Bool(false), "\(found)") }
    }

    @Test func `one NUL costs its row, and no other`() throws {
        let table = try records("id,text\n1,a\n2,b\u{0}c\n3,d\n4,e\n5,Lampu padam\n")
        #expect(table.count == 5)
        let codes = table.map {
            $0.entries(at: Self.now).compactMap { entry -> String? in
                guard case .failure(let rejection) = entry.content else { return nil }
                return rejection.code
            }.joined()
        }
        #expect(codes == ["", "field_nul", "", "", ""])
        let lines = try records("\(submission("1"))\n\(submission("2", "a\u{0}b"))\n\(submission("3"))\n")
        #expect(lines.map(\.line) == [1, 2, 3] && lines.allSatisfy(\.isPublished))
    }

    @Test func `rows of the export become JSON; what has more fields than the header goes nowhere`() throws {
        let records = try records("Tracking ID,Isi Laporan Awal\n1,teks\n2,teks,lebih\n3,lagi\n")
        #expect(records.map(\.refusal) == [nil, .tooManyFields(3, columns: 2), nil])
        #expect(records.map { $0.keys.map(\.externalID) } == [["1"], [], ["3"]])
        #expect(records.map(\.line) == [2, 3, 4])
    }

    @Test(arguments: ["2.02601E+14", "2,02601E+14", "2.02601e+14", "#####", "202601012345678912.0", "#N/A"])
    func `rows whose id a spreadsheet has spoilt are not published`(_ id: String) throws {
        let fault: ImportRecord.Refusal = id.hasPrefix("#") ? .faultyID : .mangledID
        let found = try records("Tracking ID;Isi Laporan Awal\n\(id);Lampu padam\n7296418.0;Jalan rusak\n")
        #expect(found.map(\.refusal) == [fault, nil])
        #expect(found.map(\.line) == [2, 3])
        #expect(found[1].keys.map(\.externalID) == ["7296418"])
        #expect(try records(submission(id)).map(\.refusal) == [fault])
    }

    @Test func `what is above the message limit is skipped with its size, the others are not`() throws {
        let large = submission("2", String(repeating: "A", count: 300_000))
        for form in [
            "\(submission("1"))\n\(large)\n\(submission("3"))\n", "[\(submission("1")),\(large),\(submission("3"))]",
        ] {
            #expect(try records(form).map(\.refusal) == [nil, .tooLarge(large.utf8.count), nil])
        }
        let table = "id,text\n1,a\n2,\(String(repeating: "A", count: 1_500_000))\n3,b\n"
        let found = try records(table)
        #expect(found.map { $0.refusal?.code } == [nil, "body_too_large", nil])
        #expect(found.map(\.line) == [2, 3, 4])
    }

    @Test func `a quote that is never closed ends the file with its line; the rows before are read`() throws {
        let found = try records("id,text\n1,a\n2,\"Pipa bocor\n3,b\n4,c\n")
        #expect(found.map(\.refusal) == [nil, .unclosed(2)])
        #expect(found.map(\.line) == [2, 3])
    }

    @Test func `days that can be read both ways stop the import before it begins, once`() throws {
        let text = "id,text,Tanggal\n1,a,01/02/2026\n2,b,03/04/2026\n"
        #expect { try records(text) } throws: { "\($0)".contains("line 2") && "\($0)".contains("--dates dmy") }
        let told = try records(text, ImportReading(dates: .mdy)).map { String(decoding: $0.body, as: UTF8.self) }
        #expect(told[0].contains("2026-01-02T00:00:00+07:00"))
        let proven = try records(text + "3,c,13/04/2026\n").map { String(decoding: $0.body, as: UTF8.self) }
        #expect(proven[0].contains("2026-02-01T00:00:00+07:00"))
    }

    @Test(arguments: [
        "not json\n", "halo dunia", "2026-01-01 INFO started\n2026-01-01 INFO ended\n", "a;b\n1;2\n", "\"\"\n",
    ])
    func `rubbish is called by its name`(_ text: String) {
        #expect { try records(text) } throws: { "\($0)".contains("neither JSON nor a table") }
    }

    @Test func `an empty file has no records`() throws {
        for text in ["\n \n", "", "[]", "[\n]\n", "Tracking ID,Isi Laporan Awal\n", "{\"service_requests\":[]}"] {
            #expect(try records(text).isEmpty, "\(text)")
        }
    }

    @Test func `progress belongs to its input`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).progress").path
        var progress = ImportProgress(file, input: [1, 2, 3], pause: .zero)
        #expect(progress.last() == nil)
        try progress.save(end: 2, accepted: 1)
        #expect(ImportProgress(file, input: [1, 2, 3]).last()?.end == 2)
        #expect(ImportProgress(file, input: [1, 2, 4]).last() == nil)
        progress.finish()
        #expect(ImportProgress(file, input: [1, 2, 3]).last() == nil)
    }

    @Test func `ids of other systems are told as they are written`() throws {
        for (id, expected) in [
            ("638", "638"), ("638344.0", "638344"), ("\"A-1\"", "A-1"), ("900719925474099312", "900719925474099312"),
        ] {
            #expect(
                try records(#"[{"id":\#(id),"description":"Jalan"}]"#).map { $0.keys.map(\.externalID) } == [[expected]]
            )
        }
        #expect(try records(#"[{"id":2.02601E+14,"description":"Jalan"}]"#).map(\.refusal) == [.mangledID])
    }

    @Test func `GeoJSON has the fields below, and the place beside them`() throws {
        let text =
            #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":7,"description":"Jalan"},"geometry":{"type":"Point","coordinates":[107.6,-6.9]}}]}"#
        let body = try records(text).map { String(decoding: $0.body, as: UTF8.self) }
        #expect(body.count == 1 && body[0].contains(#""lat":-6.9,"lon":107.6"#), "\(body)")
    }

    @Test func `a header whose quote is never closed is told with its line`() {
        #expect { try records("id,\"text\n1,a\n2,b\n") } throws: {
            "\($0)".contains("line 1") && "\($0)".contains("2 lines")
        }
    }
}
