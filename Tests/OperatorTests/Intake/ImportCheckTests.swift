import Contract
import Store
import Testing

@testable import Operator

@Suite struct ImportCheckTests {
    private func check(_ text: String, known: Set<String> = [], others: Set<String> = []) throws -> ImportCheck {
        try ImportCheck(try ImportFile(Array(text.utf8))) { asked in
            asked.map {
                known.contains($0.key.externalID) ? .same : others.contains($0.key.externalID) ? .other : .nothing
            }
        }
    }

    private func line(_ id: String, _ text: String = "Lampu padam") -> String {
        #"{"channel":"web","external_id":"\#(id)","text":"\#(text)"}"# + "\n"
    }

    @Test func `each row has its fate before anything is published`() throws {
        let found = try check(
            line("1") + line("2") + "bukan json\n" + line("3", " ") + line("4", "") + line("5"), known: ["5"])
        #expect(found.expected.stored == 2 && found.expected.known == 1)
        #expect(found.expected.parked.map(\.code) == ["field_empty", "json_invalid"])
        #expect(found.expected.parked.map(\.lines) == [[4, 5], [3]])
    }

    @Test func `the same report again is known, another under its id is not`() throws {
        let again = #"{"text":"Lampu padam", "external_id":"1","channel":"web"}"# + "\n"
        let found = try check(line("1") + again + line("1", "Jalan rusak") + line("1", "Banjir"))
        #expect(found.expected.stored == 1 && found.expected.known == 1)
        #expect(found.expected.parked.map(\.code) == ["external_id_reused"])
        #expect(found.expected.parked.map(\.lines) == [[3, 4]])
        #expect(try check(line("1") + line("1").replacing("web", with: "sms")).expected.stored == 2)
        // A channel of that name does not make parts of its messages.
        let bySMS = (line("1") + line("1", "Banjir")).replacing("web", with: "sms")
        #expect(try check(bySMS).expected.parked.map(\.lines) == [[2]])
        let parts = (1...2).map { number in
            #"{"channel":"sms","external_id":"7","text":"bagian \#(number)","reporter":{"phone":"081200000077"},"#
                + #""sms":{"ref":"7","part":\#(number),"of":2}}"# + "\n"
        }
        #expect(try check(parts.joined()).expected.parked.isEmpty)
    }

    @Test func `rows with a field that could not be read are named by it, and stored all the same`() throws {
        let more = { (id: String, more: String) in
            self.line(id).replacing("\"text\"", with: "\(more),\"text\"")
        }
        let found = try check(
            more("1", #""reporter":{"phone":"tidak ada"}"#) + line("2")
                + more("3", #""reporter":{"phone":"x","email":"y"}"#)
                + more("4", #""attachments":["foto","lagi"]"#) + more("5", #""kind":"keluhan""#) + line("5", "Lain")
                + more("6", #""incident_date":"5 Jan 08:00""#) + more("7", #""sms":{"part":9}"#)
                + more("1", #""reporter":{"phone":"lain"}"#))
        #expect(
            found.unread == [
                "reporter.phone": [1, 3], "reporter.email": [3], "attachments.url": [4], "kind": [5],
                "incident_date": [7], "sms": [8],
            ])
        #expect(found.expected.stored == 7 && found.expected.parked.map(\.lines) == [[6, 9]])
        let table = try check(
            "Tracking ID,Isi Laporan Awal,No HP,Latitude,Longitude,Foto\n1,a,tidak ada,enam,107,-\n2,b,081200000042,-6.9,107,\n3,c,,0,0,foto.jpg\n"
        )
        #expect(
            table.unread == ["reporter.phone": [2], "Latitude": [2], "Longitude": [2], "Foto": [2, 4]]
                && table.expected.stored == 3)
    }

    @Test func `fields of messages that the contract does not name are told with their file`() throws {
        let text =
            #"{"channel":"web","external_id":"1","text":"a","NIK":"3200","reporter":{"ibu":"B"},"0812-0000-0042":1}"#
        #expect(
            try check(text + "\n" + line("2")).form.unknownColumns == [
                "NIK", "reporter.ibu", FieldMask.mask("0812-0000-0042"),
            ])
        #expect(!FieldMask.mask("0812-0000-0042").contains("0042"))
    }

    @Test func `another report under an id that the store has is told before`() throws {
        let found = try check(line("1") + line("2") + line("3"), known: ["1"], others: ["2"])
        #expect(found.expected.known == 1 && found.expected.stored == 1)
        #expect(found.expected.parked.map(\.code) == ["external_id_reused"])
        #expect(found.expected.parked.map(\.lines) == [[2]])
    }

    @Test func `refused rows and closed cases are told apart from what is published`() throws {
        let found = try check(
            "Tracking ID,Isi Laporan Awal,Status Laporan\n2.02601E+14,a,\n1,b,Ditutup oleh Sistem\n2,c,Belum Terverifikasi\ntiga\n"
        )
        #expect(found.records == 4 && found.rows.count == 2)
        #expect(found.refused.map(\.line) == [2] && found.closed.map(\.id) == ["1"])
        #expect(found.unreadable.isEmpty && found.expected.parked.map(\.code) == ["field_empty"])
        let long = try check("Tracking ID,Isi Laporan Awal\n1,a\n2,b,c\n")
        #expect(long.refused.map(\.line) == [3] && long.refused[0].why == .tooManyFields(3, columns: 2))
        #expect(long.expected.parked.isEmpty && long.expected.stored == 1)
    }

    @Test func `parts of one SMS with one id are told apart, the first time and again`() throws {
        let part = { (number: Int, text: String) in
            #"{"channel":"sms","external_id":"7","text":"\#(text)","reporter":{"phone":"081200000077"},"#
                + #""sms":{"ref":"7","part":\#(number),"of":3}}"# + "\n"
        }
        let all = part(1, "satu") + part(2, "dua") + part(3, "satu")
        let found = try check(all + part(2, "dua") + part(2, "lain"))
        #expect(found.expected.stored == 3 && found.expected.known == 1)
        #expect(
            found.expected.parked.map(\.lines) == [[5]] && found.expected.parked.map(\.code) == ["external_id_reused"])
        let again = try check(all, known: ["7"])
        #expect(again.expected.known == 3 && again.expected.stored == 0)
        // A whole message has the id: its parts would be another's.
        let whole = #"{"channel":"sms","external_id":"7","text":"utuh"}"# + "\n"
        #expect(try check(whole + part(1, "satu")).expected.parked.map(\.lines) == [[2]])
        #expect(try check(part(1, "satu") + whole).expected.stored == 2)
    }

    @Test func `a status that nobody knows is refused until it is decided`() throws {
        let text = "id,text,status\n1,a,Tercatat\n2,b,Open\n3,c,TERCATAT\n4,d,Lunas\n5,e,Closed\n6,f,\n"
        let found = try check(text)
        #expect(found.refused.map(\.line) == [2, 4, 5] && found.closed.map(\.line) == [6] && found.rows.count == 2)
        #expect(found.refused[0].why == .unknownStatus("Tercatat") && found.refused[0].why.code == "status_unknown")
        func read(_ options: ImportReading) throws -> ImportCheck {
            try ImportCheck(try ImportFile(Array(text.utf8), options)) { $0.map { _ in .nothing } }
        }
        let decided = try read(ImportReading(statuses: StatusDecisions(open: ["tercatat"], closed: ["lunas"])))
        #expect(decided.refused.isEmpty && decided.closed.map(\.line) == [5, 6] && decided.rows.count == 4)
        #expect(try read(ImportReading(asNew: true)).rows.count == 6)
    }

    @Test func `closed rows without a day, and those under one number, are named`() throws {
        let found = try check(
            "id,text,status,tanggal\n1,a,closed,\n2,b,closed,kemarin\n3,c,closed,2026-01-01\n3,d,closed,2026-01-01\n")
        let file = HistoryReading.closed(found.closed)
        #expect(file.rows == 4 && file.cases.count == 3)
        let groups = HistoryProblems.groups(file.problems)
        #expect(groups.map(\.lines) == [[2, 3], [5]] && groups[0].reason.hasPrefix("no date of submission"))
        #expect(groups.allSatisfy { Phrase(said: $0.reason).id != $0.reason })
    }

    @Test func `a batch has as many rows as events`() throws {
        let event = { (id: String, text: String) in
            #"{"specversion":"1.0","id":"\#(id)","source":"s","type":"id.lapor.submission.v1","data":{"channel":"web","external_id":"\#(id)","text":"\#(text)"}}"#
        }
        let found = try check("[\(event("1", "Lampu padam")),\(event("2", ""))]\n")
        #expect(found.records == 1 && found.expected.stored == 1)
        #expect(found.expected.parked.map(\.lines) == [[1]])
    }
}
