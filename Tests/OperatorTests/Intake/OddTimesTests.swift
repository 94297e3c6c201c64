import Complaints
import Foundation
import Testing

@testable import Operator

/// Days beside times that cannot be read, weekdays that do not fit, months with a slip.
@Suite("Certain days with odd company")
struct OddTimesTests {
    private func made(_ date: String, _ time: String? = nil) throws -> (moment: String?, unread: [String]) {
        let text = "id,text,tanggal,jam\n1,Lampu padam,\"\(date)\",\"\(time ?? "")\"\n"
        let file = try ImportFile(Array(text.utf8), ImportReading(dates: .dmy))
        var rows = file
        let next = rows.next()
        let record = try #require(next)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(record.body)) as? [String: Any])
        return (object["submitted_at"] as? String, record.unread)
    }

    @Test(arguments: [
        "9", "jam 10", "14.30-15.00", "10.00-12.00", "08:00-09:00", "0800-0900", "25:00", "malam", "9:5", "sore",
        "sekitar jam 8", "14.30 s/d 15.00", "14:30 – 15:00", "08.00-selesai", "??", "24:30",
    ]) func `the day stays, and the time is kept in its own words`(_ time: String) throws {
        for day in ["1 Jan 2026", "2026-1-1", "46023", "Kamis, 1 Januari 2026"] {
            let found = try made(day, time)
            #expect(found.moment == "2026-01-01T00:00:00+07:00", "\(day) \(time): \(found)")
            #expect(found.unread == ["jam"], "\(day) \(time)")
        }
        guard time != "9" else { return }
        let found = try made("1 Januari 2026 \(time)")
        #expect(found.moment == "2026-01-01T00:00:00+07:00" && found.unread == ["tanggal"], "\(time): \(found)")
    }

    @Test(arguments: ["-", "--", "–", "."]) func `a dash tells no time`(_ time: String) throws {
        let found = try made("1 Jan 2026", time)
        #expect(found.moment == "2026-01-01T00:00:00+07:00" && found.unread.isEmpty)
    }

    @Test func `24:00 is the end of the day`() throws {
        for time in ["24:00", "24.00", "24:00:00", "24.00 WIB", "2400"] {
            #expect(try made("31 Jan 2026", time).moment == "2026-02-01T00:00:00+07:00", "\(time)")
        }
        #expect(try made("31 Des 2025 24.00 WITA").moment == "2026-01-01T00:00:00+08:00")
    }

    @Test func `a zone behind a whole time is none the less one`() throws {
        #expect(try made("2026-01-01", "10:00:00-05:00").moment == "2026-01-01T10:00:00-05:00")
        #expect(try made("2026-01-01T10:00-05:00").moment == "2026-01-01T10:00:00-05:00")
        #expect(try made("2026-01-01", "10.00+08:00").moment == "2026-01-01T10:00:00+08:00")
    }

    @Test(arguments: [
        "Rabu, 1 Januari 2026", "Senin 1 Jan 2026", "Jum'at, 1/1/2026", "Sun 2026-01-01", "Monday, January 1, 2026",
        "hari Sabtu tgl 1-Jan-26", "Minggu, 20260101",
    ]) func `a weekday that contradicts its date makes it none`(_ date: String) throws {
        let found = try made(date, "08:00")
        #expect(found.moment == "\(date) 08:00", "the contract names it")
        #expect(WrittenMoment(date).day(.dmy) == nil)
    }

    @Test func `a weekday tells day and month apart`() {
        for (text, day) in [
            ("Senin, 05/01/2026", "2026-01-05"), ("Jumat, 05/01/2026", "2026-05-01"),
            ("Minggu 1-2-2026", "2026-02-01"),
            ("Jumat 1-2-2026", "2026-01-02"), ("Wed, 3/4/26", "2026-03-04"),
        ] {
            #expect(WrittenMoment(text).day(nil)?.description == day, "\(text)")
        }
        #expect(WrittenMoment("Selasa, 05/01/2026").day(nil) == nil)
    }

    @Test(
        arguments: [
            ("1 Mart 2026", "2026-03-01"), ("1 Janauri 2026", "2026-01-01"), ("1 Januri 2026", "2026-01-01"),
            ("2 Febuari 2026", "2026-02-02"), ("3 Agutus 2025", "2025-08-03"), ("3 Augustus 2025", "2025-08-03"),
            ("4 Septembr 2025", "2025-09-04"), ("5 Okotber 2025", "2025-10-05"), ("6 Novemebr 2025", "2025-11-06"),
            ("7 Desembar 2025", "2025-12-07"), ("8 Jumi 2025", nil), ("1 Foo 2024", nil), ("1 Maut 2026", nil),
        ] as [(String, String?)]) func `one slip in a month's name`(_ text: String, _ day: String?)
    {
        #expect(WrittenMoment(text).day(.dmy)?.description == day, "\(text)")
    }
}
