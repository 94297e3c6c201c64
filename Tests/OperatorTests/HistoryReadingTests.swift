import Complaints
import Figures
import Foundation
import Store
import Testing

@testable import Operator

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

    @Test(arguments: [
        ("2020-13,9,9", "periode is '2020-13'"), ("tahun lalu,9,9", "periode is 'tahun lalu'"),
        ("2020-02/2020-01,9,9", "periode is '2020-02/2020-01'"), ("2020-Q5,9,9", "periode is '2020-Q5'"),
        (",9,9", "periode is blank"), ("2020-01,1.00.0,9", "jumlah is '1.00.0'"), ("2020-01,,9", "jumlah is blank"),
        ("2020-01,1.5,9", "jumlah is '1.5'"), ("01/02/2020,9,9", "periode is '01/02/2020'"),
        ("2020-01,-1,9", "jumlah is '-1'"), ("2020-01,9,+9", "selesai is '+9'"),
        ("2020-01,9,9999999999", "selesai is '9999999999'"),
    ])
    func `what cannot be read is left out, with its column and value`(_ row: String, _ reason: String) throws {
        let found = try Self.read("periode,jumlah,selesai\n" + row)
        #expect(found.figures.isEmpty && found.problems.map(\.line) == [2])
        #expect(found.problems.first?.reason.hasPrefix(reason) == true)
    }

    @Test(arguments: ["2020", "2020-07", "2020-Q3", "2020-02-29", "2020-01/2020-09", "2019/2020"])
    func `times of tables are taken as published`(_ period: String) throws {
        let found = try Self.read("periode,jumlah,proses,selesai\n\(period),9,4,5")
        #expect(found.figures.map(\.period) == [period] && found.problems.isEmpty)
    }

    @Test(arguments: [
        ("Juli 2020", "2020-07"), ("Jul 2020", "2020-07"), ("07/2020", "2020-07"), ("2020-7", "2020-07"),
        ("202007", "2020-07"), ("Bulan Agustus 2020", "2020-08"), ("Tahun 2020", "2020"),
        ("Triwulan III 2020", "2020-Q3"),
        ("TW 1 2020", "2020-Q1"), ("TW4-2020", "2020-Q4"), ("Semester 2 2020", "2020-07/2020-12"),
        ("Januari - September 2020", "2020-01/2020-09"), ("Jan s.d. Sep 2020", "2020-01/2020-09"),
        ("29 Mei 2023", "2023-05-29"), ("31/12/2023", "2023-12-31"),
    ])
    func `times are read as people write them`(_ written: String, _ period: String) throws {
        let found = try Self.read("periode;jumlah;proses;selesai\n\(written);9;4;5")
        #expect(found.figures.map(\.period) == [period], "\(found.problems)")
    }

    @Test(arguments: [
        ("57171", 57_171), ("57.171", 57_171), ("57,171", 57_171), ("57 171", 57_171), ("12.0", 12),
        ("1.234.567", 1_234_567),
    ])
    func `numbers are read with their thousands apart`(_ written: String, _ number: Int) throws {
        let found = try Self.read("periode;jumlah;selesai\n2020;\(written);\(written)")
        #expect(found.figures.map(\.total) == [number], "\(found.problems)")
    }

    @Test func `a table is read as it was published: titles, further columns, a row of sums`() throws {
        let found = try Self.read(
            """
            REKAPITULASI LAPORAN SP4N-LAPOR!;;;;;;;;
            Keadaan per 31 Januari 2025;;;;;;;;
            ;;;;;;;;
            id;nama_provinsi;kode_kabupaten_kota;nama_kabupaten_kota;Jumlah Laporan;Sedang Diproses;Jumlah Selesai;persentase_selesai;tahun
            1;JAWA TIMUR;3501;KABUPATEN PACITAN;1.250;250;1.000;80,0;2024
            2;JAWA TIMUR;3502;KABUPATEN PONOROGO;10;4;6;60,0;2024
            ;;;Jumlah;1.260;254;1.006;;2024
            """)
        #expect(found.problems.isEmpty && found.rows == 2 && found.sumsThatAgree == 1, "\(found.problems)")
        #expect(found.statedOn == CivilDate(iso: "2025-01-31"))
        #expect(found.figures.map(\.region) == ["35.01", "35.02"] && found.figures.map(\.period) == ["2024", "2024"])
        #expect(try found.figures[0].resolution() == Rate(1_000, of: 1_250))
        #expect(found.columnsLeftOut == ["id", "persentase_selesai", "nama_provinsi"])
    }

    @Test func `a row of sums that says otherwise is named with its column`() throws {
        let found = try Self.read("tahun,bulan,jumlah,proses,selesai\n2024,Januari,9,4,5\n2024,2,1,1,0\nTotal,,11,5,5")
        #expect(found.figures.map(\.period) == ["2024-01", "2024-02"] && found.sumsThatAgree == 0)
        #expect(found.problems.map(\.reason) == ["the row of sums has jumlah 11, the rows sum to 10"])
    }

    @Test func `a column that is no status adds nothing, and its row keeps its rates`() throws {
        let found = try Self.read("periode,jumlah,proses,selesai,selisih_jumlah_minus_status\n2020-01,9,4,5,-25")
        #expect(found.problems.isEmpty && found.columnsLeftOut == ["selisih_jumlah_minus_status"])
        #expect(try found.figures[0].followUp().percent == "100.00")
    }

    @Test(arguments: ["2023-05-29", "29 Mei 2023", "29 May 2023", "29/05/2023"])
    func `days of exports are read however they are written`(_ day: String) throws {
        let found = try Self.read(
            "Ekspor\nTracking ID;Tanggal Laporan Masuk;Status Laporan\n1;\(day);Ditutup oleh Sistem")
        #expect(found.problems.isEmpty && found.statedOn == CivilDate(iso: "2023-05-29"), "\(found.problems)")
    }

    @Test func `a blank count is no zero`() throws {
        let found = try Self.read("periode,jumlah,proses,selesai\n2020,9,9,\n2021,9,9,0")
        #expect(found.problems.map(\.line) == [2] && found.problems[0].reason.contains("selesai is blank"))
        #expect(throws: FigureError.self) { try found.figures[0].resolution() }
        #expect(try found.figures[1].resolution().percent == "0.00")
    }

    @Test func `a row of a region speaks of the region, a row of a body there of the body`() throws {
        let regions = try Self.read("periode,kode_kabkota,kabupaten_kota,jumlah,selesai\n2020,35.01,Kab. Pacitan,1,1")
        #expect(regions.figures.map(\.subject) == ["35.01"])
        let bodies = try Self.read("periode,kode_wilayah,instansi,jumlah,selesai\n2020,35.01,Dinas A,1,1")
        #expect(bodies.figures.map(\.subject) == ["35.01 Dinas A"])
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

    @Test(arguments: ["a,b\n1,2", "", "periode,jumlah\n2020,1", "periode,jumlah,proses,proses\n2020,1,1,1"])
    func `other columns are refused`(_ text: String) {
        #expect(throws: Failure.self) { try Self.read(text) }
    }
}
