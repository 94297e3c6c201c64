import Contract
import Foundation
import Testing

@testable import Operator

/// What stands among the rows of a table and is no report, and addresses that may be two things.
@Suite("Among the rows of tables")
struct TableAsidesTests {
    private func read(_ text: String, ids: Bool = false) throws -> (records: [ImportRecord], form: ImportForm) {
        var file = try ImportFile(Array(text.utf8), ImportReading(idsFromRows: ids))
        var records: [ImportRecord] = []
        while let record = file.next() { records.append(record) }
        return (records, file.form)
    }

    private static let sums = [
        "Jumlah,2,", "TOTAL,,", ",Jumlah,2", "Grand Total,,12", "Jumlah Laporan,2,2", "Jumlah,Jumlah,3", "Total: 3,,",
        "Jumlah,,3 laporan", "JUMLAH KESELURUHAN = 12 aduan,,", "Jml.,12,", ",Total aduan bulan ini: 12,",
        "Subtotal,12 kasus,",
        "Rata-rata,2,", ",,Total 12 laporan",
    ]
    private static let notes = [
        "Catatan: data sementara,,", "Keterangan: angka belum final, diperbarui tiap bulan",
        "*) termasuk aduan lisan,,",
        "Sumber: SP4N-LAPOR!, Kementerian PANRB, 2026", "Dicetak pada 31 Januari 2026,,", "(2 rows)",
        "Halaman 1 dari 3,,",
        "\"Bandung, 31 Januari 2026\",,", "Bandung, 31 Januari 2026", "Mengetahui,,", ",,Kepala Dinas",
        "NIP. 19700101 199001 1 001,,", "Data diunduh tanggal 1 Januari,,", "Exported from portal 2026-01-31,,",
        "---,---,---", "===,===,===", "id,isi,tanggal", "Demikian laporan ini dibuat,,", "† tanpa tanggal,,",
    ]

    @Test(arguments: sums + notes) func `a sum, a note or a signature is no report`(_ line: String) throws {
        for separator in [",", ";", "\t"] where separator == "," || !line.contains("\"") {
            let table = "id,isi,tanggal\nA-1,Lampu,1 Jan 2026\n\(line)\nA-2,Pipa,2 Jan 2026\n"
            let found = try read(table.replacing(",", with: separator))
            #expect(found.records.flatMap(\.keys).map(\.externalID) == ["A-1", "A-2"], "\(line)")
            let isDrawn = line.allSatisfy { "-=,".contains($0) }
            #expect(found.form.asides == (isDrawn ? [] : [3]), "\(line)")
        }
    }

    @Test(arguments: sums + notes.filter { $0 != ",,Kepala Dinas" }) func `nor is it in a form without numbers`(
        _ line: String
    ) throws {
        let form =
            "tanggal,nama,isi\n1 Jan 2026,Warga,Lampu padam\n\(line.replacing("id,isi,tanggal", with: "tanggal,nama,isi"))\n"
        #expect(try read(form, ids: true).records.count == 1, "\(line)")
    }

    @Test(arguments: [
        "Jumlah,Lampu padam dua,", "A-2,Jumlah lampu yang padam dua,", "7,total,", "A-2,Catatan: lampu padam,",
        "A-2,Total 3 laporan,", "A-2,,", "A-2,Sumber: air kering,1 Jan 2026", "A-2,Keterangan,",
        ",Lampu padam,1 Jan 2026",
        "2,31 Januari 2026,", "Sumber-2,Air kering,",
    ]) func `a report that speaks of such is one`(_ row: String) throws {
        let found = try read("id,isi,tanggal\nA-1,Lampu,1 Jan 2026\n\(row)\n")
        #expect(found.records.count == 2 && found.form.asides == [])
    }

    @Test func `a signature of several lines is none of them`() throws {
        let below = ["Jumlah,1,", "Bandung, 31 Januari 2026", ",,Kepala Dinas", ",,(Drs. Contoh)", ",Sekretaris,"]
        for ids in [false, true] {
            let header =
                ids
                ? "nama,tanggal,isi\nWarga,1 Jan 2026,Lampu padam\n" : "id,tanggal,isi\nA-1,1 Jan 2026,Lampu padam\n"
            let found = try read(header + below.joined(separator: "\n") + "\n", ids: ids)
            #expect(found.records.count == 1 && found.form.asides == [3, 4, 5, 6, 7])
        }
        // Behind a page's header reports go on.
        let pages = try read("id,isi,tanggal\nA-1,Lampu,\nid,isi,tanggal\nA-2,Pipa,\nA-3,,\n")
        #expect(pages.records.count == 3 && pages.form.asides == [3])
        let forms = try read("nama,isi,tanggal\nAni,Lampu,\nnama,isi,tanggal\n,Pipa bocor,\n", ids: true)
        #expect(forms.records.count == 2 && forms.form.asides == [3])
    }

    @Test(arguments: [
        "Demikian rekap aduan bulan Januari.", "Total 1 laporan", "Catatan: sementara", "\nTabel 2 ada di lampiran",
        "Sumber: SP4N, 2026", "> lihat juga berkas kedua", "Lampu di jalan itu sudah diperbaiki.",
    ]) func `prose below a table of bars is no report`(_ prose: String) throws {
        for table in [
            "| id | isi | tanggal |\n|---|---|---|\n| A-1 | Lampu | 1 Jan 2026 |\n", "id|isi\n--|--\nA-1|Lampu\n",
        ] {
            for ids in [false, true] {
                let found = try read(table + prose + "\n", ids: ids)
                #expect(found.records.flatMap(\.keys).map(\.externalID) == ["A-1"], "\(prose)")
            }
        }
        let form = "| nama | isi |\n|---|---|\n| Warga | Lampu padam |\n\(prose)\n"
        #expect(try read(form, ids: true).records.count == 1)
    }

    @Test(
        arguments: [
            ("id,nama,alamat,isi", AddressColumn.Owner.reporter, "nama"), ("id,isi,alamat,no hp", .reporter, "no hp"),
            ("id,isi,alamat,umur", .reporter, "umur"), ("id,isi,alamat,foto", .reporter, nil),
            ("id,isi,alamat,kecamatan", .place, "kecamatan"), ("id,name,address,description", .reporter, "name"),
            ("id,description,address,lat,lon", .place, "lat"), ("id,isi,lokasi,kecamatan,alamat", .reporter, nil),
            ("id,nama,alamat,isi,Alamat Lengkap", .place, nil),
            ("id,description,assigned_agency,address,kecamatan", .place, "kecamatan"),
            ("id,isi,teknik,alamat,kecamatan", .place, "kecamatan"), ("id,isi,no. KTP,alamat", .reporter, "no. KTP"),
            ("id,first_name,address,phone,text", .reporter, "first_name"),
        ] as [(String, AddressColumn.Owner, String?)])
    func `whose an address is taken for is said`(_ header: String, _ owner: AddressColumn.Owner, _ beside: String?)
        throws
    {
        let cells = header.split(separator: ",").enumerated().map { "sel \($0.offset)" }.joined(separator: ",")
        let found = try read("\(header)\n\(cells)\n")
        #expect(found.form.address?.readAs == owner && found.form.address?.beside == beside, "\(header)")
        let column = try #require(found.form.address?.column)
        let cell = "sel \(try #require(header.split(separator: ",").firstIndex { $0 == column }))"
        let made = try #require(
            try JSONSerialization.jsonObject(with: Data(found.records[0].body)) as? [String: Any])
        let reporter = made["reporter"] as? [String: Any] ?? [:]
        let place = (made["location"] as? [String: Any])?["text"] as? String ?? ""
        #expect(reporter.values.contains { $0 as? String == cell } == (owner == .reporter), "\(made)")
        #expect(place.contains(cell) == (owner == .place), "\(made)")
    }

    @Test(arguments: [
        "Alamat Kejadian", "Alamat Lokasi", "Lokasi Aduan", "TKP", "Titik Lokasi", "Lokasi Laporan", "Tempat",
    ]) func `a place with a name of its own is one beside anybody`(_ column: String) throws {
        let found = try read("id,nama,alamat,\(column),isi\n1,Warga,Jl. Mawar 1,Jl. Contoh 2,Lampu\n")
        let made = try #require(
            try JSONSerialization.jsonObject(with: Data(found.records[0].body)) as? [String: Any])
        #expect((made["location"] as? [String: Any])?["text"] as? String == "Jl. Contoh 2")
        #expect((made["reporter"] as? [String: Any])?["alamat"] as? String == "Jl. Mawar 1")
    }

    @Test(arguments: [
        "No,Nama,Isi Laporan", "Timestamp,Isi Laporan", "Tanggal,Nama", "Nama,Alamat,Keterangan", "Kecamatan,Foto",
    ])
    func `a table without numbers is told the way out`(_ header: String) {
        #expect { try read("\(header)\na,b,c\n") } throws: { "\($0)".contains("--ids-from-rows") }
    }
}
