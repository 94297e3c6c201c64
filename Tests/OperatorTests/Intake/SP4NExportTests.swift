import Complaints
import Contract
import Foundation
import Store
import Testing

@testable import Operator

@Suite struct SP4NExportTests {
    private static let row = [
        "Tracking ID": "9000001", "Tanggal Laporan Masuk": "7 Sep 2024", "Waktu Laporan Masuk": "02:35:18",
        "Klasifikasi Laporan": "Pengaduan Berkadar Pengawasan", "ID Kategori": "12.0", "Kategori": "Jalan Berlubang",
        "Judul Laporan": "Jalan rusak", "Isi Laporan Awal": "Jalan kami<br>rusak",
        "Isi Laporan Akhir": "Jalan kami rusak",
        "Tipe Laporan (Anonim/Rahasia)": "Anonim|Rahasia", "Sumber Laporan": "Website - pemerintah-contoh",
        "Instansi Induk": "Pemerintah Kabupaten Contoh", "Instansi Terdisposisi": "Dinas Contoh",
        "Status Laporan": "Ditutup oleh Admin", "Provinsi": "Jawa Barat", "Kota/Kabupaten": "Bandung",
        "Kecamatan": "CIPARAY", "Kelurahan": "Contoh",
    ]

    private func reading(_ header: [String] = SP4NExport.columns) throws -> TableReading {
        TableReading(columns: try TableColumns(header: header), zone: 0, channel: "sp4n")
    }

    private func submission(_ changes: [String: String] = [:]) throws -> TableSubmission {
        let row = Self.row.merging(changes) { $1 }
        let reading = try reading()
        let fields = SP4NExport.columns.map { row[$0] ?? "" }
        return reading.submission(try #require(reading.columns.row(fields, line: 2, end: 0)))
    }

    @Test func `a row becomes a submission`() throws {
        let exported = try submission()
        let submission = exported.submission
        #expect(submission.channel == "web")
        #expect(submission.externalID == "9000001")
        #expect(submission.text == "Jalan kami<br>rusak")
        #expect(submission.kind == "pengaduan")
        #expect(submission.agency == "Dinas Contoh")
        #expect(submission.reporter?.anonymous == true)
        #expect(submission.reporter?.confidential == true)
        #expect(submission.location?.text == "Kelurahan Contoh, Kecamatan CIPARAY, Kabupaten Bandung, Jawa Barat")
        #expect(submission.submittedAt == "2024-09-07T02:35:18Z")
        #expect(exported.kept["Status Laporan"] == "Ditutup oleh Admin")
        #expect(exported.unknown.isEmpty)
    }

    @Test func `intake accepts it, and keeps what the contract has no field for`() throws {
        let parts = SubmissionDecoder().decode(
            try submission().json(), contentType: "application/json", contentEncoding: nil,
            check: SubmissionCheck(now: Instant(microseconds: 1_800_000_000_000_000), routedChannel: "web"))
        let accepted = try #require(try parts.first?.content.get())
        #expect(accepted.text == "Jalan kami\nrusak")
        #expect(accepted.anonymous && accepted.confidential)
        #expect(accepted.extras.map { String(decoding: $0, as: UTF8.self) }?.contains("Ditutup oleh Admin") == true)
    }

    @Test func `empty cells are no fields`() throws {
        let submission = try submission([
            "Klasifikasi Laporan": "", "Kategori": "", "Judul Laporan": "", "Instansi Terdisposisi": "", "Provinsi": "",
            "Kota/Kabupaten": "", "Kecamatan": "", "Kelurahan": "", "Tipe Laporan (Anonim/Rahasia)": "",
        ]).submission
        #expect(submission.kind == nil)
        #expect(submission.category == nil)
        #expect(submission.title == nil)
        #expect(submission.location == nil)
        #expect(submission.agency == "Pemerintah Kabupaten Contoh")
        #expect(submission.reporter?.anonymous == false)
    }

    /// What nobody can tell hides: nobody is shown by mistake.
    @Test(arguments: [
        ("Anonim", true, false), ("Rahasia", false, true), ("Anonim|Rahasia", true, true), ("-", false, false),
        ("Tidak", false, false), ("Biasa", false, false), ("tidak anonim", false, false), ("Anonymous", true, true),
        ("Rahsia", true, true), ("Ya", true, true), ("1", true, true), ("Hidden", true, true),
        ("Tanpa nama", true, true),
    ])
    func `who is hidden`(cell: String, anonymous: Bool, confidential: Bool) throws {
        let reporter = try submission(["Tipe Laporan (Anonim/Rahasia)": cell]).submission.reporter
        #expect(reporter?.anonymous == anonymous && reporter?.confidential == confidential)
    }

    @Test(arguments: ["ya", "✓", "mungkin", "2", "Y", "x"]) func `a doubtful cell hides too`(cell: String) {
        #expect(!SP4NExport.isNo(cell))
    }

    @Test func `without the citizen's words those that the office wrote down count`() throws {
        #expect(try submission(["Isi Laporan Awal": ""]).submission.text == "Jalan kami rusak")
    }

    @Test(arguments: [
        ("Website", "web"), ("Android", "android"), ("Tatap Muka", "tatap-muka"), ("Pos Surat", "surat"),
        ("Hotline Service", "hotline"), ("Email Instansi", "email"), ("X", "twitter"), ("", "sp4n"), ("✉", "sp4n"),
        ("wa_bot.2", "wa_bot.2"),
    ]) func `sources are named as the contract names channels`(_ source: String, _ channel: String) {
        #expect(SP4NExport.channel(source.isEmpty ? nil : source) == channel)
        #expect(ChannelName.isValid(channel))
    }

    @Test(arguments: [
        ("1 Jan 2024", "2024-01-01T08:00:00Z"), ("31 Mei 2023", "2023-05-31T08:00:00Z"),
        ("2 Agustus 2022", "2022-08-02T08:00:00Z"), ("9 Okt 2021", "2021-10-09T08:00:00Z"),
        ("12 Des 2021", "2021-12-12T08:00:00Z"), ("kemarin", "kemarin 08:00:00"), ("1 Foo 2024", "1 Foo 2024 08:00:00"),
    ]) func `moments`(_ date: String, _ expected: String) throws {
        let moment = try submission(["Tanggal Laporan Masuk": date, "Waktu Laporan Masuk": "08:00:00"]).submission
            .submittedAt
        #expect(moment == expected)
    }

    @Test func `a file without the needed columns is refused, naming them`() {
        #expect { try TableColumns(header: ["Judul Laporan"]) } throws: {
            "\($0)".contains("'Tracking ID', 'Isi Laporan Awal'")
        }
    }

    @Test func `a row with too few fields has none of the others, one with too many is none`() throws {
        let columns = try TableColumns(header: ["Tracking ID", "Isi Laporan Awal"])
        let short = try #require(columns.row(["1"], line: 2, end: 0))
        #expect(short[.id] == "1" && short[.text] == nil)
        #expect(columns.row(["1", "teks", "lebih"], line: 2, end: 0) == nil)
        #expect(columns.row(["1", "teks", "", " "], line: 2, end: 0)?[.text] == "teks")
    }

    /// Only the export tells a regency from a city by writing its bare name.
    @Test(arguments: ["Kota/Kabupaten", "Kabupaten/Kota", "kab_kota", "KOTA / KABUPATEN"])
    func `a bare name in any other table stays bare`(_ column: String) throws {
        for name in ["Bandung", "Surabaya", "Kota Bogor", "Kab. Malang", "Tegal", "Jakarta Timur", "Pekanbaru"] {
            let columns = try TableColumns(header: ["No Laporan", "Isi", "Provinsi", column])
            let reading = TableReading(columns: columns, zone: 0, channel: "impor")
            let row = try #require(columns.row(["1", "Jalan rusak", "Jawa Barat", name], line: 2, end: 0))
            #expect(reading.submission(row).submission.location?.text == "\(name), Jawa Barat")
        }
    }

    @Test(arguments: [
        ("Bandung", "Kabupaten Bandung"), ("Kota Bandung", "Kota Bandung"), ("KAB. BANDUNG", "KAB. BANDUNG"),
        ("Kotabaru", "Kabupaten Kotabaru"), ("Kotamadya Bogor", "Kotamadya Bogor"), ("kab bogor", "kab bogor"),
    ]) func `in the export it is a regency's`(_ name: String, _ read: String) throws {
        #expect(try submission(["Kota/Kabupaten": name]).submission.location?.text?.contains(" \(read),") == true)
    }

    @Test func `a row with a status is what the history import keeps of it`() throws {
        let fields = SP4NExport.columns.map { Self.row[$0] ?? "" }
        let reading = try reading()
        let row = try #require(reading.columns.row(fields, line: 2, end: 0))
        let text = SP4NExport.columns.joined(separator: ",") + "\n" + fields.joined(separator: ",") + "\n"
        #expect(
            try HistoryReading.read(Array(text.utf8)).cases
                == [reading.statedCase(row, "Ditutup oleh Admin", .over(.selesai, cause: "officer"))])
    }
}
