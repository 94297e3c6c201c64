import Complaints
import Contract
import Foundation
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

    private func submission(_ changes: [String: String] = [:]) throws -> SP4NSubmission {
        let row = Self.row.merging(changes) { $1 }
        let export = try SP4NExport(header: SP4NExport.columns)
        return try #require(export.submission(SP4NExport.columns.map { row[$0] ?? "" }))
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
    }

    @Test func `intake accepts it, and keeps what the contract has no field for`() throws {
        let parts = SubmissionDecoder().decode(
            try submission().json(), contentType: "application/json", contentEncoding: nil,
            check: SubmissionCheck(now: Instant(microseconds: 1_800_000_000_000_000), routedChannel: "web"))
        let accepted = try #require(try parts.first?.content.get())
        #expect(accepted.text == "Jalan kami\nrusak")
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

    @Test(arguments: [
        ("Website", "web"), ("Android", "android"), ("Tatap Muka", "tatap-muka"), ("Pos Surat", "surat"),
        ("Hotline Service", "hotline"), ("Email Instansi", "email"), ("X", "twitter"), ("", "sp4n"), ("✉", "sp4n"),
    ]) func `sources are named as the contract names channels`(_ source: String, _ channel: String) {
        #expect(SP4NExport.channel(source.isEmpty ? nil : source) == channel)
        #expect(ChannelName.isValid(channel))
    }

    @Test(arguments: [
        ("1 Jan 2024", "2024-01-01T08:00:00Z"), ("31 Mei 2023", "2023-05-31T08:00:00Z"),
        ("2 Agustus 2022", "2022-08-02T08:00:00Z"), ("9 Okt 2021", "2021-10-09T08:00:00Z"),
        ("12 Des 2021", "2021-12-12T08:00:00Z"), ("kemarin", "kemarin 08:00:00"), ("1 Foo 2024", "1 Foo 2024 08:00:00"),
    ]) func `moments`(_ date: String, _ expected: String) {
        #expect(SP4NExport.moment(date, "08:00:00") == expected)
    }

    @Test func `a file without the needed columns is refused, naming them`() {
        #expect { try SP4NExport(header: ["Judul Laporan"]) } throws: {
            "\($0)".contains("'Tracking ID', 'Isi Laporan Awal'")
        }
    }

    @Test func `a row with too few fields is none`() throws {
        let export = try SP4NExport(header: ["Tracking ID", "Isi Laporan Awal"])
        #expect(export.submission(["1"]) == nil)
        #expect(export.submission(["1", "teks"])?.submission.text == "teks")
    }
}
