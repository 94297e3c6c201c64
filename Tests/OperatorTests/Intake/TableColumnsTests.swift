import Complaints
import Contract
import Foundation
import Store
import Testing

@testable import Operator

/// Tables that others make: what of them goes where.
@Suite struct TableColumnsTests {
    private func submissions(_ text: String, _ options: ImportReading = ImportReading()) throws -> [[String: Any]] {
        var file = try ImportFile(Array(text.utf8), options)
        var found: [[String: Any]] = []
        while let record = file.next() {
            found.append(try #require(try JSONSerialization.jsonObject(with: Data(record.body)) as? [String: Any]))
        }
        return found
    }

    private func reporter(_ text: String) throws -> [String: String] {
        let fields = try #require(try submissions(text).first?["reporter"] as? [String: Any])
        return fields.compactMapValues { $0 as? String }
    }

    @Test(arguments: [
        "Tracking ID,Isi Laporan Awal", "TRACKING ID,ISI LAPORAN AWAL", "tracking_id,isi_laporan_awal",
        "trackingId,Isi laporan awal ",
        "Nomor Laporan,Isi Laporan", "No. Aduan,Isi Aduan", "external_id,text", "service_request_id,description",
        "Unique Key,Descriptor", "Report ID,Detail", "ID,Uraian", "No Tiket,Keluhan",
    ]) func `names in any case, of whoever made the table`(_ header: String) throws {
        let made = try #require(try submissions("\(header)\nA-1,Lampu padam\n").first)
        #expect(made["external_id"] as? String == "A-1")
        #expect(made["text"] as? String == "Lampu padam")
    }

    @Test(arguments: [
        ("Nama Pelapor", "Warga Contoh", "name"), ("No. HP", "081200000042", "phone"),
        ("E-mail", "a@contoh.example", "email"),
        ("NAMA LENGKAP", "Warga Contoh", "name"), ("Nomor Telepon Pelapor", "021 5550000", "phone"),
        ("No WA", "6281200000042.0", "phone"), ("Email Pelapor", "a@contoh.example", "email"),
    ]) func `who reports belongs to the identity`(_ column: String, _ text: String, _ field: String) throws {
        let made = try reporter(
            "Tracking ID,\(column),Isi Laporan Awal,Tipe Laporan (Anonim/Rahasia)\nF,\(text),Lampu padam,Anonim|Rahasia\n"
        )
        #expect(made[field] == SpreadsheetNumber.withoutDecimals(text))
    }

    @Test(arguments: ["Lampiran", "foto", "attachments", "Media URL", "attachments[0].url"])
    func `a link to a picture is an attachment, anything else in its column is kept`(_ column: String) throws {
        let made = try #require(try submissions("id,text,\(column)\n1,Lampu padam,https://a.example/1.jpg\n").first)
        #expect((made["attachments"] as? [[String: Any]])?.first?["url"] as? String == "https://a.example/1.jpg")
        #expect(try reporter("id,text,\(column)\n1,Lampu padam,ada\n") == [column: "ada"])
    }

    @Test func `what stands in a column without a name, or under a name that is there twice, is kept`() throws {
        let made = try reporter("id,text,,Catatan,Catatan,\n1,Lampu padam,a,b,c,d\n")
        #expect(made == ["#3": "a", "Catatan": "b", "Catatan 2": "c", "#6": "d"])
    }

    @Test func `a number that a spreadsheet has rounded stays what it is: no telephone of anybody`() throws {
        #expect(try reporter("id,text,phone\n1,Lampu padam,8.12E+11\n")["phone"] == "8.12E+11")
        #expect(try reporter("id,text,phone\n1,Lampu padam,6281200000042.0\n")["phone"] == "6281200000042")
        #expect(try reporter("id;text;phone\n1;Lampu padam;6281200000042,0\n")["phone"] == "6281200000042")
    }

    @Test(arguments: ["NIK", "Alamat Pelapor", "Nama Ibu", "Jenis Kelamin", "Catatan Petugas", "Alamat"])
    func `an unknown column is named, and kept with the identity alone`(_ column: String) throws {
        let text = "Tracking ID,\(column),Isi Laporan Awal\nF,Isi rahasia,Lampu padam\n"
        let file = try ImportFile(Array(text.utf8))
        #expect(file.form.unknownColumns == [column])
        #expect(try reporter(text)[column] == "Isi rahasia")
        var read = file
        let next = read.next()
        let record = try #require(next)
        let accepted = try #require(
            try record.entries(at: Instant(microseconds: 1_800_000_000_000_000)).first?.content.get())
        #expect(accepted.extras == nil)
        #expect(accepted.identity?.extras.map { String(decoding: $0, as: UTF8.self) }?.contains("Isi rahasia") == true)
    }

    @Test func `a second column of the same meaning is kept with the identity, under its name`() throws {
        let made = try reporter("id,text,phone,No HP,name,Name\n1,Lampu,081200000042,081200000043,A,B\n")
        #expect(made["phone"] == "081200000042" && made["No HP"] == "081200000043")
        #expect(made["name"] == "A" && made["Name"] == "B")
    }

    @Test func `Open311 as a table`() throws {
        let made = try #require(
            try submissions(
                """
                service_request_id,status,service_name,description,requested_datetime,address,lat,long,media_url,first_name,last_name,phone
                638,open,Jalan,Jalan berlubang,2026-01-01T02:35:18-05:00,Jl. Contoh 1,-6.9,107.6,https://foto.example/1.jpg,Warga,Contoh,081200000042
                """
            ).first)
        let location = try #require(made["location"] as? [String: Any])
        #expect(location["text"] as? String == "Jl. Contoh 1" && location["lat"] as? Double == -6.9)
        #expect(location["lon"] as? Double == 107.6)
        #expect(made["channel"] as? String == "open311" && made["category"] as? String == "Jalan")
        #expect(made["submitted_at"] as? String == "2026-01-01T02:35:18-05:00")
        #expect((made["attachments"] as? [[String: Any]])?.first?["url"] as? String == "https://foto.example/1.jpg")
        #expect((made["reporter"] as? [String: Any])?["name"] as? String == "Warga Contoh")
    }

    @Test func `a city's portal`() throws {
        let made = try #require(
            try submissions(
                """
                Unique Key,Created Date,Agency,Agency Name,Complaint Type,Descriptor,Incident Address,City,Status,Borough,Latitude,Longitude,Open Data Channel Type
                59001,01/25/2026 10:11:12 PM,DOT,Department of Transportation,Street Condition,Pothole,1 EXAMPLE ST,BROOKLYN,In Progress,BROOKLYN,40.7,-73.9,PHONE
                """
            ).first)
        #expect(made["submitted_at"] as? String == "2026-01-25T22:11:12+07:00")
        #expect(made["category"] as? String == "Street Condition" && made["text"] as? String == "Pothole")
        #expect((made["location"] as? [String: Any])?["text"] as? String == "1 EXAMPLE ST, BROOKLYN")
        #expect(made["channel"] as? String == "phone" && made["agency"] as? String == "DOT")
    }

    @Test func `coordinates that are none are kept in their own words`() throws {
        let made = try #require(try submissions("id,text,lat,lon\n1,Lampu,dekat masjid,107.6\n").first)
        #expect(made["location"] == nil)
        #expect((made["reporter"] as? [String: Any])?["lat"] as? String == "dekat masjid")
        let comma = try #require(try submissions("id;text;lat;lon\n1;Lampu;-6,9;107,6\n").first)
        #expect((comma["location"] as? [String: Any])?["lat"] as? Double == -6.9)
    }

    @Test(arguments: ["Judul Laporan,Isi Laporan Awal", "Tracking ID,Judul Laporan", "Provinsi,Kecamatan"])
    func `columns that are missing are named`(_ header: String) {
        #expect { try ImportFile(Array("\(header)\na,b\n".utf8)) } throws: {
            "\($0)".contains("'Tracking ID'") || "\($0)".contains("'Isi Laporan Awal'")
        }
    }

    @Test func `times without a zone are WIB, or what is said; those of the complete official export are UTC`() throws {
        func moment(_ text: String, _ zone: ImportZone? = nil) throws -> String? {
            try submissions(text, ImportReading(zone: zone?.offsetSeconds)).first?["submitted_at"] as? String
        }
        let short =
            "Tracking ID,Tanggal Laporan Masuk,Waktu Laporan Masuk,Isi Laporan Awal\n1,1 Jan 2026,02:35:18,Lampu\n"
        #expect(try moment(short) == "2026-01-01T02:35:18+07:00")
        #expect(try moment(short, .wit) == "2026-01-01T02:35:18+09:00")
        #expect(try moment(short, .utc) == "2026-01-01T02:35:18Z")
        let columns = SP4NExport.columns
        let values = [
            "Tracking ID": "1", "Tanggal Laporan Masuk": "1 Jan 2026", "Waktu Laporan Masuk": "02:35:18",
            "Isi Laporan Awal": "Lampu",
        ]
        let whole =
            columns.joined(separator: ",") + "\n" + columns.map { values[$0] ?? "" }.joined(separator: ",") + "\n"
        #expect(try moment(whole) == "2026-01-01T02:35:18Z")
        #expect(try moment(whole, .wib) == "2026-01-01T02:35:18+07:00")
    }

    @Test(arguments: [
        ("Ditutup oleh Sistem", CaseStatus.selesai), ("Diarsipkan oleh Admin", .arsip), ("closed", .selesai),
        ("Closed - duplicate", .selesai),
        ("Fixed - council", .selesai), ("Selesai", .selesai), ("Duplicate", .arsip), ("Resolved", .selesai),
        ("Ditolak", .arsip),
    ]) func `a closed report goes to the history, and becomes a case only when that is said`(
        _ status: String, _ ending: CaseStatus
    ) throws {
        let text = "Tracking ID,Isi Laporan Awal,Status Laporan\n1,Lampu padam,\(status)\n"
        var file = try ImportFile(Array(text.utf8))
        let next = file.next()
        let record = try #require(next)
        #expect(record.stated?.status == ending && record.stated?.publishedStatus == status && !record.isPublished)
        var anew = try ImportFile(Array(text.utf8), ImportReading(asNew: true))
        #expect(anew.next()?.isPublished == true)
    }

    @Test(arguments: [
        "Belum Terverifikasi", "Menunggu Kelengkapan Informasi", "open", "In Progress", "", "Sedang Diproses",
        "Confirmed",
    ])
    func `others are new cases`(_ status: String) throws {
        var file = try ImportFile(Array("Tracking ID,Isi Laporan Awal,Status Laporan\n1,Lampu padam,\(status)\n".utf8))
        #expect(file.next()?.isPublished == true)
    }

    @Test(arguments: ["closely watched", "Telah ditindaklanjuti", "5"])
    func `those that nobody knows are neither`(_ status: String) throws {
        var file = try ImportFile(Array("Tracking ID,Isi Laporan Awal,Status Laporan\n1,Lampu padam,\(status)\n".utf8))
        let next = file.next()
        let record = try #require(next)
        #expect(record.refusal == .unknownStatus(status) && !record.isOver && !record.isPublished)
    }
}
