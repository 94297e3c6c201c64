import Contract
import Foundation
import Testing

@testable import Operator

@Suite struct ImportFileTests {
    private func records(_ text: String) throws -> [ImportRecord] {
        var file = try ImportFile(Array(text.utf8))
        var records: [ImportRecord] = []
        while let record = file.next() { records.append(record) }
        return records
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

    @Test func `rows of the export become JSON; what is none is passed on with its bytes`() throws {
        let records = try records("Tracking ID,Isi Laporan Awal\n1,teks\n2,teks,lebih\n3,lagi\n")
        #expect(records.map(\.isStrange) == [false, true, false])
        #expect(records[1].body == Array("2,teks,lebih".utf8))
        #expect(records.map { $0.keys.map(\.externalID) } == [["1"], [], ["3"]])
        #expect(records.map(\.line) == [2, 3, 4])
    }

    @Test func `an empty file has no records`() throws { #expect(try records("\n \n").isEmpty) }

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
}
