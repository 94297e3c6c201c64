import Foundation
import Shared
import Testing

@testable import lapor

@Suite struct HistoryReadingTests {
    private static func read(_ text: String) throws -> HistoryFile { try HistoryReading.read(Array(text.utf8)) }

    @Test func `the published rows are read as published; the one that does not add up is named with its difference`()
        throws
    {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../examples/published.csv")
        let found = try HistoryReading.read(Array(try Data(contentsOf: file)))
        #expect(found.kind == "table" && found.rows == 4 && found.figures.count == 4)
        let rates = try found.figures.prefix(3).map { [try $0.followUp().percent, try $0.resolution().percent] }
        #expect(rates == [["93.22", "89.83"], ["81.11", "77.97"], ["41.40", "35.81"]])
        #expect(found.figures.map(\.total) == [59, 826, 215, 57_171])
        #expect(found.problems.map(\.line) == [5])
        #expect(found.problems[0].reason.contains("sum to 56171 of 57171, difference -1000"))
        #expect(throws: FigureError.self) { try found.figures[3].resolution() }
    }

    @Test func `a monthly table keeps what does not add up, and leaves out what is no row`() throws {
        let found = try Self.read(
            """
            periode,kode_kabkota,kabupaten_kota,jumlah,belum_terverifikasi,belum_ditindaklanjuti,proses,selesai,tunda,arsip
            2025-07,35.01,Kabupaten Pacitan,21,1,2,3,4,5,6
            2025-07,35.02,Kabupaten Ponorogo,133,1,2,3,4,5,6
            2025-07,35.03,Kabupaten Trenggalek,9,1,2,3,4,5,
            2025-07,35.04,Kabupaten Tulungagung,sepuluh,1,2,3,4,0,0
            2025-07,35.05,Kabupaten Blitar,-1,0,0,0,0,0,-1
            2025-07,35.06
            ,35.07,Kabupaten Malang,0,0,0,0,0,0,0
            """)
        #expect(found.rows == 7)
        #expect(found.figures.map(\.difference) == [0, -112, 6])
        #expect(found.figures[1].total == 133 && found.figures[1].parts.map(\.count) == [1, 2, 3, 4, 5, 6])
        #expect(found.problems.map(\.line) == [3, 4, 5, 6, 7, 8])
    }

    @Test func `an export keeps statuses, places and times, and not a word of the texts`() throws {
        let found = try Self.read(
            """
            Tracking ID,Tanggal Laporan Masuk,Waktu Laporan Masuk,Klasifikasi Laporan,Kategori,Judul Laporan,Isi Laporan Awal,Status Laporan,Provinsi,Kota/Kabupaten
            1,1 Jan 2024,02:35:18,Pengaduan Berkadar Pengawasan,Jalan,Rahasia,"Nama saya, X",Ditutup oleh Sistem,Jawa Barat,Bandung
            2,31 Des 2023,18:00:00,Aspirasi,,t,i,Menunggu Kelengkapan Informasi,,
            3,kemarin,,,,t,i,Ditutup oleh Pelapor,,
            4,2 Jan 2024,00:00:00,,,t,i,Dihapus,,
            4,2 Jan 2024,00:00:00,,,t,i,Belum Terverifikasi,,
            ,2 Jan 2024,00:00:00,,,t,i,Belum Terverifikasi,,
            6,2 Jan 2024
            """)
        #expect(found.rows == 7 && found.cases.map(\.id) == ["1", "2", "3", "4"])
        #expect(found.cases.map(\.status) == [.selesai, .tunda, .selesai, nil])
        #expect(found.cases.map(\.cause) == ["silence", nil, "reporter", nil])
        #expect(found.cases[0].submittedAt?.rfc3339 == "2024-01-01T02:35:18.000000Z")
        #expect(found.cases[0].kind == .pengaduan && found.cases[1].kind == .aspirasi)
        #expect(found.cases[3].publishedStatus == "Dihapus")
        #expect(found.problems.map(\.line) == [4, 5, 6, 7, 8])
        #expect(!"\(found.cases)".contains("Nama saya") && !"\(found.cases)".contains("Rahasia"))
    }

    @Test(arguments: ["a,b\n1,2", "", "periode,jumlah\n2020,1"]) func `other columns are refused`(_ text: String) {
        #expect(throws: Failure.self) { try Self.read(text) }
    }
}
