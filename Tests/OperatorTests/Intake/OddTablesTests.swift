import Contract
import Foundation
import Testing

@testable import Operator

/// Tables and lists as offices and programs leave them: titles, totals, no numbers, addresses of two kinds.
@Suite("Odd tables")
struct OddTablesTests {
    private func records(_ text: String, _ options: ImportReading = ImportReading()) throws -> [ImportRecord] {
        var file = try ImportFile(Array(text.utf8), options)
        var records: [ImportRecord] = []
        while let record = file.next() { records.append(record) }
        return records
    }

    private func object(_ record: ImportRecord) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(record.body)) as? [String: Any])
    }

    private func first(_ text: String) throws -> [String: Any] { try object(try #require(try records(text).first)) }

    @Test(arguments: ["Tanggal Lapor", "tgl_lapor", "Tgl. Lapor", "TANGGAL LAPOR", "Tanggal Pelaporan", "tglPelaporan"])
    func `the day of a report`(_ column: String) throws {
        #expect(
            try first("id,text,\(column)\n1,Lampu,1 Jan 2026\n")["submitted_at"] as? String
                == "2026-01-01T00:00:00+07:00")
    }

    @Test(arguments: ["Nomor Registrasi", "No. Registrasi", "no_reg", "Nomor Register", "ID Registrasi"])
    func `the number of a report`(_ column: String) throws {
        #expect(try first("\(column),isi\nR-1,Lampu padam\n")["external_id"] as? String == "R-1")
    }

    @Test(arguments: ["Kronologi", "KRONOLOGIS", "Kronologi Kejadian", "Uraian Kejadian"])
    func `what happened`(_ column: String) throws {
        #expect(try first("id,\(column)\nR-1,Lampu padam\n")["text"] as? String == "Lampu padam")
    }

    @Test(arguments: ["Desa/Kel", "Desa / Kel.", "Kel/Desa", "desa_kel"])
    func `the village`(_ column: String) throws {
        let place = try first("id,text,\(column)\nR-1,Lampu,Sukamaju\n")["location"] as? [String: Any]
        #expect(place?["text"] as? String == "Kelurahan Sukamaju")
    }

    @Test(arguments: [
        "id,text,Alamat,Kecamatan", "id,text,Kecamatan,alamat", "id,nama,text,Alamat Lengkap,Desa/Kel",
        "id,text,nama,hp,kabupaten,alamat", "id,text,lat,lon,Alamat",
    ]) func `an address among the columns of a place is one`(_ header: String) throws {
        let cells = header.split(separator: ",").map { $0.lowercased().hasPrefix("alamat") ? "Jl. Mawar 1" : "1" }
        let made = try first("\(header)\n\(cells.joined(separator: ","))\n")
        #expect(((made["location"] as? [String: Any])?["text"] as? String)?.hasPrefix("Jl. Mawar 1") == true, "\(made)")
    }

    @Test(arguments: [
        "id,text,nama,Alamat,kecamatan", "id,nama,alamat,hp,text", "id,text,NIK,Alamat,desa", "id,text,Alamat,Email",
        "id,Alamat,text", "id,text,lokasi,kecamatan,alamat", "id,text,Alamat,Jenis Kelamin,kecamatan",
    ]) func `an address elsewhere is a person's`(_ header: String) throws {
        let cells = header.split(separator: ",").map { $0.lowercased() == "alamat" ? "Jl. Mawar 1" : "1" }
        let made = try first("\(header)\n\(cells.joined(separator: ","))\n")
        let place = (made["location"] as? [String: Any])?["text"] as? String ?? ""
        #expect(!place.contains("Mawar"), "\(made)")
        let reporter = made["reporter"] as? [String: Any] ?? [:]
        #expect(reporter.values.contains { $0 as? String == "Jl. Mawar 1" }, "\(made)")
    }

    @Test(arguments: ["Timestamp,Nama,Isi Laporan,Alamat", "Timestamp,Isi Laporan,Alamat Lengkap,Foto"])
    func `the only address of a form without numbers is the place`(_ header: String) throws {
        let cells = header.split(separator: ",").map { $0.hasPrefix("Alamat") ? "Jl. Mawar 1, Kota Bogor" : "1" }
        let table = header + "\n" + cells.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
        let form = try #require(try records(table, ImportReading(idsFromRows: true)).first)
        #expect((try object(form)["location"] as? [String: Any])?["text"] as? String == "Jl. Mawar 1, Kota Bogor")
        for person in ["Timestamp,Nama,Alamat,Isi Laporan", "Timestamp,Isi Laporan,Alamat,No HP"] {
            let cells = person.split(separator: ",").map { $0 == "Alamat" ? "Jl. Mawar 1" : "1" }
            let table = person + "\n" + cells.joined(separator: ",") + "\n"
            let made = try object(try #require(try records(table, ImportReading(idsFromRows: true)).first))
            #expect(made["location"] == nil, "\(made)")
        }
    }

    @Test(arguments: ["SKPD", "skpd_tujuan", "Nama OPD", "Perangkat Daerah", "Dinas Tujuan"])
    func `the office`(_ column: String) throws {
        #expect(try first("id,text,\(column)\nR-1,Lampu,Dinas PU\n")["agency"] as? String == "Dinas PU")
    }

    @Test(arguments: [
        "| id | isi |\n|---|---|\n| A-1 | Lampu padam |\n", "| id | isi |\n|:---|---:|\n| A-1 | Lampu padam |\n",
        "id|isi\n--|--\nA-1|Lampu padam\n", " id  | isi\n-----+------\n A-1 | Lampu padam\n",
    ]) func `the rule below a header is no report`(_ table: String) throws {
        let found = try records(table)
        #expect(found.flatMap(\.keys).map(\.externalID) == ["A-1"])
        #expect(found.map(\.refusal) == [nil] && found.map(\.line) == [3])
    }

    @Test(arguments: [
        #"{"value":[<1>,<2>]}"#, #"{"requests":[<1>,<2>]}"#, #"{"hits":{"total":2,"hits":[<1>,<2>]}}"#,
        #"{"took":3,"hits":{"hits":[{"_id":"a","_source":<1>},{"_id":"b","_source":<2>}]}}"#,
        #"{"data":{"items":[<1>,<2>]}}"#, #"{"@odata.context":"x","value":[<1>,<2>],"@odata.nextLink":"y"}"#,
        #"{"issues":[<1>,<2>]}"#, #"{"response":{"docs":[<1>,<2>]}}"#, #"{"status":"ok","payload":[<1>,<2>]}"#,
    ]) func `an answer on one line, and on many, is a list`(_ form: String) throws {
        let (one, other) = (#"{"id":"1","text":"Lampu padam"}"#, #"{"id":"2","text":"Pipa bocor"}"#)
        let line = form.replacing("<1>", with: one).replacing("<2>", with: other)
        for text in [line, line + "\n", line.replacing("[", with: "[\n").replacing("},", with: "},\n")] {
            #expect(try records(text).flatMap(\.keys).map(\.externalID) == ["1", "2"], "\(text)")
        }
    }

    @Test(arguments: [
        "REKAP ADUAN 2026\n", "REKAP ADUAN,,,\nJanuari 2026,,,\n,,,\n", "Dinas Kominfo\n\nPeriode: Januari, 2026\n\n",
        "\"Rekapitulasi\nLaporan\"\n",
    ]) func `a title above the header is passed`(_ title: String) throws {
        for separator in [",", ";", "\t"] {
            let table = "No Aduan,Isi Aduan,Tanggal\nA-1,Lampu padam,1 Jan 2026\n".replacing(",", with: separator)
            let found = try records(title + table)
            #expect(found.flatMap(\.keys).map(\.externalID) == ["A-1"], "\(title)")
            #expect(
                found.first?.line == (title + table).split(separator: "\n", omittingEmptySubsequences: false).count - 1)
        }
    }

    @Test(arguments: ["Jumlah,2,", "TOTAL,,", ",Jumlah,2", "Grand Total,,12", "Jumlah Laporan,2,2", "Jumlah,Jumlah,3"])
    func `a sum below the rows is no report`(_ sum: String) throws {
        #expect(
            try records("id,isi,tanggal\nA-1,Lampu,1 Jan 2026\n\(sum)\n").flatMap(\.keys).map(\.externalID) == ["A-1"])
    }

    @Test(arguments: ["Jumlah,Lampu padam dua,", "A-2,Jumlah lampu yang padam dua,", "7,total,"])
    func `a report that speaks of sums is one`(_ row: String) throws {
        #expect(try records("id,isi,tanggal\nA-1,Lampu,1 Jan 2026\n\(row)\n").count == 2)
    }

    @Test(arguments: ["-", "--", "–", ".", " - "]) func `a dash is no status`(_ status: String) throws {
        let found = try records("id,isi,status\nA-1,Lampu,\(status)\n")
        #expect(found.first?.isPublished == true)
    }

    @Test func `a form without numbers is refused with a way out, which makes the same ones each time`() throws {
        let form =
            "Timestamp,Nama Lengkap,Isi Laporan\n1/13/2026 8:00:00,Warga,Lampu padam\n1/13/2026 9:00:00,Warga,Pipa\n"
        #expect { try records(form) } throws: { "\($0)".contains("--ids-from-rows") }
        let options = ImportReading(idsFromRows: true)
        let ids = try records(form, options).flatMap(\.keys).map(\.externalID)
        #expect(Set(ids).count == 2 && ids.allSatisfy { $0.hasPrefix("isi-") })
        #expect(try records("Rekap\n" + form, options).flatMap(\.keys).map(\.externalID) == ids)
        #expect(
            try records(form.replacing("Pipa", with: "Pipa bocor"), options).flatMap(\.keys)[0].externalID == ids[0])
        #expect(try records("id,isi\nA-1,Lampu\n", options).flatMap(\.keys).map(\.externalID) == ["A-1"])
        #expect { try records("Timestamp,Nama\na,b\n", options) } throws: { "\($0)".contains("Isi Laporan") }
    }

    @Test(arguments: [
        "31/01/26 08.15 - Budi: Lampu padam\n31/01/26 08.16 - Budi: di Bandung\n",
        "[31/01/26 08.15.00] Budi: Lampu padam\nsejak kemarin\n[31/01/26 08.16.00] Siti: ya\n",
        "\u{200E}[31/01/2026, 08:15:00] Budi: a\n[31/01/2026, 08:16:00] Siti: b\n",
        "1/31/26, 8:15 AM - Budi: a\n1/31/26, 8:16 AM - Siti: b\n",
        "31/1/2026 pukul 08.15 - Pesan dienkripsi\n31/1/2026 pukul 08.16 - Budi: a\n", "31/01/26, 08:15 - Budi: a\n",
    ]) func `a conversation is named`(_ text: String) {
        #expect { try records(text) } throws: { "\($0)".contains("WhatsApp") }
    }

    @Test(arguments: ["id,isi\n31/01/26 08.15 - a,b\n", "[{\"id\":\"1\",\"text\":\"a\"}]"])
    func `what is none is read`(_ text: String) throws { #expect(try records(text).count == 1) }
}
