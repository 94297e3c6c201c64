import Complaints
import Contract
import Foundation
import Shared
import Testing

@testable import Operator

/// JSON that is not quite what it should be: lists with slips, values without an end, days as people write them.
@Suite struct ImportedJSONTests {
    private func records(_ text: String, _ options: ImportReading = ImportReading()) throws -> [ImportRecord] {
        var file = try ImportFile(Array(text.utf8), options)
        var records: [ImportRecord] = []
        while let record = file.next() { records.append(record) }
        return records
    }

    private func submission(_ id: String) -> String {
        #"{"channel":"web","external_id":"\#(id)","text":"Lampu padam di Kota Bandung"}"#
    }

    @Test func `a comma that is missing between two reports, or is there twice, costs none`() throws {
        for (form, lines) in [
            ("[\n1\n2,\n3\n]\n", [2, 3, 4]), ("[1 2,3]", [1, 1, 1]), ("[\n1,,\n2\n,\n3,]\n", [2, 3, 5]),
            ("{\"data\":[\n1\n2\n3]}", [2, 3, 4]), ("[1,\n2\n\n3]", [1, 2, 4]),
        ] {
            let text = zip(["1", "2", "3"], ["Fa", "Fb", "Fc"]).reduce(form) {
                $0.replacing($1.0, with: submission($1.1))
            }
            let found = try records(text)
            #expect(found.map(\.line) == lines && found.allSatisfy(\.isPublished), "\(form)")
            #expect(found.flatMap(\.keys).map(\.externalID) == ["Fa", "Fb", "Fc"])
        }
        let event = #"{"specversion":"1.0","data":{"channel":"web","external_id":"7"}}"#
        #expect(
            try records("[\(event) \(event)]").map(\.contentType) == [
                "application/cloudevents+json", "application/cloudevents+json",
            ])
    }

    /// An object with an open quote is one record by itself; all others are read.
    @Test(arguments: [
        #"{"channel":"web","external_id":"9","text":"Lampu padam}"#,
        #"{"channel":"web,"external_id":"9","text":"Lampu"}"#,
        #"{"channel":"web","external_id":"9","text":"pipa 5" bocor"}"#,
        #"{"channel":"web","external_id":9","text":"a"}"#,
        #"{"channel":"web","external_id":"9","text":"a","title":"b"#,
        #"{"channel":"web","external_id":"9","text":"[a} "b"}"#,
        #"{"channel":"web","external_id":"9","text":"a","reporter":{"name":"Budi}}"#,
    ]) func `an open quote costs no object that stands on a line of its own`(_ broken: String) throws {
        for (form, line) in [
            ("[\nA,\nX,\nB,\nC\n]\n", 3), ("[\nX,\nA,\nB,\nC]", 2), ("[A,\nB,\nC,\nX\n]", 4),
            ("{\"data\":[\nA,\nX,\n\nB,\nC\n]}", 3),
        ] {
            let text = zip(["A", "B", "C", "X"], [submission("Fa"), submission("Fb"), submission("Fc"), broken]).reduce(
                form
            ) {
                $0.replacing("\n" + $1.0, with: "\n" + $1.1).replacing("[" + $1.0, with: "[" + $1.1)
            }
            let found = try records(text)
            #expect(
                found.flatMap(\.keys).map(\.externalID).filter { $0.hasPrefix("F") } == ["Fa", "Fb", "Fc"], "\(text)")
            let bad = found.first { $0.line == line }
            #expect(found.count == 4 && bad?.isPublished == true && bad?.body == Array(broken.utf8), "\(text)")
        }
    }

    @Test(arguments: [
        ("A B\nC\n", [1, 1, 2]), ("AB\nC\n", [1, 1, 2]), ("A,\nB,\nC,\n", [1, 2, 3]), ("A,B,C", [1, 1, 1]),
        ("[[A,B],[C]]", [1, 1, 1]), ("[[\nA,\nB\n],\n[C]]\n", [2, 3, 5]), ("[[[A],B],C]", [1, 1, 1]),
        ("[[A,B,C]]\n", [1, 1, 1]),
        ("ABC", [1, 1, 1]), ("A , B\n\nC,\n", [1, 1, 3]),
    ]) func `values that stand together in another way are all read`(_ form: String, _ lines: [Int]) throws {
        let text = zip(["A", "B", "C"], ["Fa", "Fb", "Fc"]).reduce(form) {
            $0.replacing($1.0, with: submission($1.1).replacing("Kota B", with: "kota b"))
        }
        let found = try records(text)
        #expect(found.map(\.line) == lines && found.allSatisfy(\.isPublished), "\(form): \(found.map(\.line))")
        #expect(found.flatMap(\.keys).map(\.externalID) == ["Fa", "Fb", "Fc"])
        #expect(found.allSatisfy { $0.body.first == UInt8(ascii: "{") && $0.body.last == UInt8(ascii: "}") })
    }

    @Test func `objects over many lines with commas between them`() throws {
        let one = { (id: String) in "{\n\"channel\":\"web\",\n\"external_id\":\"\(id)\",\n\"text\":\"a\"\n}" }
        let found = try records(one("Fa") + ",\n" + one("Fb") + "\n,\n" + one("Fc") + ",\n")
        #expect(found.flatMap(\.keys).map(\.externalID) == ["Fa", "Fb", "Fc"] && found.allSatisfy(\.isPublished))
        let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
        #expect(try records(deep).count <= 1)
    }

    @Test func `half a sign hides neither an event nor its number`() throws {
        let event = #"{"specversion":"1.0","data":{"channel":"web","external_id":"7","text":"a","title":"\ud83d"}}"#
        let found = try records(event)
        #expect(
            found.map(\.contentType) == ["application/cloudevents+json"] && found[0].keys.map(\.externalID) == ["7"])
        #expect(found[0].body == Array(event.utf8))
        let row = try records(#"{"id":"1","description":"Lampu \ud83d padam","phone":"081200000042"}"#)
        #expect(String(decoding: row[0].body, as: UTF8.self).contains("Lampu \u{FFFD} padam"))
    }

    /// The line on which what does not end begins, and how many behind it are not read.
    @Test(arguments: [
        ("[\nA,\nA,\n\n{\"channel\":\"web\",\n\"text\":\"x\n", 5, 1), ("[\nA,\nA\n", 1, 0), ("[\nA,\nA,\n", 1, 0),
        ("[\nA,\n{\"channel\":\"web\", \"x\":[1,\nA,\nA\n]\n", 3, 3),
        ("{\n\"channel\":\"web\",\n\"external_id\":\"1\"\n", 1, 2),
        ("[\n{\"channel\":\"web\",\n\"external_id\":\"1\"\n", 2, 1), ("{\"data\": [\nA,\nA,\n{\"a\":1\n", 4, 0),
        ("[\nA,\n{\"channel\":\"web\"],\nA]\n", 3, 1),
        ("{\n \"channel\":\"web\",\n \"external_id\":\"1\",\n \"attachments\":[\n {\"url\":\"x\"}\n ]\n", 1, 5),
    ]) func `what does not end is told with its line`(_ form: String, _ line: Int, _ unread: Int) throws {
        let found = try records(form.replacing("A", with: submission("1")))
        #expect(found.last?.line == line && found.last?.refusal == .unclosed(unread), "\(form): \(found.map(\.line))")
        #expect(found.dropLast().allSatisfy { $0.isPublished })
    }

    @Test func `an object over many lines that is no JSON is one record`() throws {
        let text = "{\n  \"channel\": \"web\"\n  \"external_id\": \"1\",\n  \"text\": \"a\"\n}\n"
        let found = try records(text)
        #expect(found.map(\.line) == [1] && found[0].isPublished)
    }

    @Test func `days of messages that can be read both ways are asked about once, and then put as the contract asks`()
        throws
    {
        let line = { (id: String, date: String) in
            #"{"channel":"web","external_id":"\#(id)","text":"Jalan rusak","submitted_at":"\#(date)"}"# + "\n"
        }
        let text = line("1", "2026-01-31T09:00:00+07:00") + line("2", "01/02/2026 10:00") + line("3", "03/04/2026")
        #expect { try records(text) } throws: {
            "\($0)".contains("line 2") && "\($0)".contains("--dates dmy") && "\($0)".contains("submitted_at")
        }
        let read = try records(text, ImportReading(dates: .dmy)).map { String(decoding: $0.body, as: UTF8.self) }
        #expect(read[0] + "\n" == line("1", "2026-01-31T09:00:00+07:00"))
        #expect(read[1] + "\n" == line("2", "2026-02-01T10:00:00+07:00"))
        #expect(read[2] + "\n" == line("3", "2026-04-03T00:00:00+07:00"))
        let proven = try records(text + line("4", "13/04/2026 08.00 WIT")).map {
            String(decoding: $0.body, as: UTF8.self)
        }
        #expect(proven[3] + "\n" == line("4", "2026-04-13T08:00:00+09:00") && proven[1] == read[1])
        #expect(
            try records(line("5", "kemarin")).map { String(decoding: $0.body, as: UTF8.self) + "\n" } == [
                line("5", "kemarin")
            ])
    }

    @Test(arguments: [
        #"{"channel":"web","external_id":"1","text":"a","incident_date":"01/02/2026"}"#,
        #"[{"channel":"web","external_id":"1","text":"a","incident_date":"2026-01-01"},{"channel":"web","external_id":"2","text":"a","submitted_at":"1-2-26"}]"#,
        #"{"specversion":"1.0","data":{"channel":"web","external_id":"1","text":"a","submitted_at":"3/4/2026 10:00"}}"#,
        #"[{"specversion":"1.0","data":{"channel":"web","external_id":"1","submitted_at":"3/4/2026"}},{"specversion":"1.0","data":{}}]"#,
        #"{"id":"1","description":"a","date":"01/02/2026"}"#,
        "{\n\"channel\":\"web\",\n\"external_id\":\"1\",\n\"submitted_at\":\"01/02/2026\"\n}",
    ]) func `in every form of message`(_ text: String) throws {
        #expect { try records(text) } throws: { "\($0)".contains("--dates dmy") }
        let bodies = try [DateOrder.dmy, .mdy].map { order in
            try records(text, ImportReading(dates: order)).map { String(decoding: $0.body, as: UTF8.self) }.joined()
        }
        for body in bodies { #expect(body.contains("2026-0") && !body.contains("/2026") && !body.contains("-26\"")) }
        #expect(Set(bodies).count == 2)
    }

    /// The moment's own words go along, in a member that is none of the contract.
    @Test(arguments: [
        "1 Jan 2026 malam", "2026-01-01 14.30-15.00", "Kamis, 1 Januari 2026 sekitar jam 8", "2026-01-01T25:00",
        "1/1/2026 08.00-selesai",
    ]) func `a certain day is kept beside a time that cannot be read`(_ date: String) throws {
        let one = #"{"channel":"web","external_id":"1","text":"Lampu padam","submitted_at":"\#(date)"}"#
        for text in [one, #"[{"specversion":"1.0","data":\#(one)}]"#, "{\"data\":[\n\(one)\n]}"] {
            let record = try #require(try records(text).first)
            let body = String(decoding: record.body, as: UTF8.self)
            #expect(
                body.contains(#""submitted_at":"2026-01-01T00:00:00+07:00","submitted_at_sent":"\#(date)""#), "\(body)")
            #expect(record.unread == ["submitted_at"])
        }
    }

    @Test func `a day of two digits for its year is none of the future`() throws {
        let today = try #require(CivilDate(iso: "2026-11-30"))
        let line = { (field: String, date: String) in
            #"{"channel":"web","external_id":"1","text":"a","\#(field)":"\#(date)"}"#
        }
        for (date, day) in [
            ("26-01-31", "2026-01-31"), ("26/01/31", "2026-01-31"), ("26.01.31", "2026-01-31"),
            ("26-Jan-31", "2026-01-31"), ("31-01-26", "2026-01-31"), ("31.01.26", "2026-01-31"),
            ("31/1/26", "2026-01-31"), ("31-Jan-26", "2026-01-31"), ("13/01/26", "2026-01-13"),
            ("5-13-26", "2026-05-13"),
        ] {
            for field in ["incident_date", "submitted_at"] {
                let read = try records(line(field, date), ImportReading(today: today)).map {
                    String(decoding: $0.body, as: UTF8.self)
                }
                #expect(read.first?.contains(#""\#(field)":"\#(day)"#) == true, "\(date): \(read)")
            }
        }
        for date in ["05-01-26", "13-01-26", "26-01-27", "05/01/26"] {
            #expect { try records(line("incident_date", date), ImportReading(today: today)) } throws: {
                "\($0)".contains("--dates ymd")
            }
        }
        let first = try records(line("incident_date", "05-01-26"), ImportReading(dates: .ymd, today: today))
        #expect(first.map { String(decoding: $0.body, as: UTF8.self).contains("2005-01-26") } == [true])
    }

    @Test(arguments: ["[]", "{}", "[null]", "null", #"[""]"#]) func `fields of other systems with nothing in them`(
        _ nothing: String
    ) throws {
        let fields = ["phone", "email", "category", "agency", "address", "lat", "media_url", "name"]
        let row = fields.map { #""\#($0)":\#(nothing)"# }.joined(separator: ",")
        let found = try #require(try records(#"{"id":7,"description":"Lampu padam",\#(row)}"#).first)
        let bare = try #require(try records(#"{"id":7,"description":"Lampu padam"}"#).first)
        let accepted = found.entries(at: .now).compactMap { try? $0.content.get() }
        #expect(accepted.count == 1 && accepted.first?.unread == [] && found.unread == [])
        #expect(
            accepted.first?.contentHash
                == bare.entries(at: .now).compactMap { try? $0.content.get() }.first?.contentHash)
    }

    @Test func `lists of one in fields of other systems`() throws {
        let text = #"{"id":[8],"description":["Lampu padam"],"phone":[812000000000.0],"category":["Jalan","Lampu"]}"#
        let found = try #require(try records(text).first).entries(at: .now).compactMap { try? $0.content.get() }
        #expect(found.first?.externalID == "8" && found.first?.text == "Lampu padam")
        #expect(found.first?.identity?.phone == "+62812000000000" && found.first?.category == "Jalan; Lampu")
        #expect(found.first?.unread == [])
    }
}
