import Complaints
import Testing

@testable import Operator

@Suite struct WrittenMomentTests {
    private static let wib = IndonesianZone.wib.offsetSeconds

    private func read(_ date: String, _ time: String? = nil, _ order: DateOrder? = nil) -> String? {
        guard case .moment(let text) = WrittenMoment(date, time).read(order, zone: Self.wib) else { return nil }
        return text
    }

    /// All of them the same moment.
    @Test(arguments: [
        ("1-Jan-26", "2:35:18"), ("2026-01-01", "02:35:18"), ("46023", "0.107847222"), ("46023", "0,107847222"),
        ("1 Jan 2026", "02:35:18"), ("1 Januari 2026", "02:35:18"), ("1 JANUARI 2026", "02.35.18"),
        ("Kamis, 1 Januari 2026", "pukul 02.35.18 WIB"), ("Kamis 1 Jan 26", "2:35:18 AM"), ("1.1.2026", "02:35:18"),
        ("01.01.26", "2.35.18"), ("2026/1/1", "02:35:18"), ("20260101", "02:35:18"),
        ("January 1, 2026", "2:35:18 a.m."),
        ("Jan 1st, 2026", "02:35:18"), ("1/1/2026", "02:35:18"), ("01-01-2026", "02:35:18"), ("1–Jan–2026", "02:35:18"),
        ("2026-01-01 00:00:00", "02:35:18"), ("46023.0", "02:35:18"), ("2026-01-01", "1899-12-30 02:35:18"),
        ("2026-01-01", "1/0/1900 2:35:18"), ("2026-01-01", "02:35:18.000"), ("1 Jan 2026", "2:35:18\u{202F}AM"),
        ("1-Jan-26", "03:35:18 WITA"), ("1-Jan-26", "04.35.18 WIT"), ("1-Jan-26", "02:35:18 GMT+7"),
        ("20260101", "023518"), ("1 Jan 2026", "02h35m18s"), ("20260101", "T02:35:18+07:00"),
        ("2026-01-01", "023518 WIB"),
        ("2026-01-01", "T023518+0700"), ("2026-01-01T00:00:00+07:00", "02:35:18"),
        ("1-Jan-26", "02:35:18 (WIB)"), ("Thursday, 1 January 2026", "2:35:18 pagi"),
    ]) func `a day and a time of their own columns`(_ date: String, _ time: String) throws {
        let moment = try #require(read(date, time), "\(date) \(time)")
        #expect(Instant(rfc3339: moment) == Instant(rfc3339: "2026-01-01T02:35:18+07:00"), "\(moment)")
    }

    @Test(arguments: [
        ("2026-01-01T02:35:18Z", "2026-01-01T02:35:18Z"), ("2026-01-01T02:35:18+08:00", "2026-01-01T02:35:18+08:00"),
        ("2026-01-01 02:35:18", "2026-01-01T02:35:18+07:00"), ("1-Jan-26 14:35", "2026-01-01T14:35:00+07:00"),
        ("1 Januari 2026 pukul 14.35 WIB", "2026-01-01T14:35:00+07:00"), ("46023.5", "2026-01-01T12:00:00+07:00"),
        ("1 Mei 2026, 2:35 PM", "2026-05-01T14:35:00+07:00"),
        ("Jum'at, 2 Jan 2026 12:05 AM", "2026-01-02T00:05:00+07:00"),
        ("2026-01-01T02:35:18.000-0500", "2026-01-01T02:35:18-05:00"), ("1767209718", "2025-12-31T19:35:18.000000Z"),
        ("2026-01-01T02:35:18", "2026-01-01T02:35:18+07:00"), ("17 Agustus 2025", "2025-08-17T00:00:00+07:00"),
        ("9 Okt 2021 9.05 malam WIT", "2021-10-09T21:05:00+09:00"),
        ("12 Des 2021 1.30 siang", "2021-12-12T13:30:00+07:00"),
        ("1 Jan 2026 12:00 siang", "2026-01-01T12:00:00+07:00"), ("3 Agt 2025 23:59:59 UTC", "2025-08-03T23:59:59Z"),
        ("20260131", "2026-01-31T00:00:00+07:00"), ("20260131 1435", "2026-01-31T14:35:00+07:00"),
        ("20260131T143518Z", "2026-01-31T14:35:18Z"), ("20260131T1435+0700", "2026-01-31T14:35:00+07:00"),
        ("202601311435", "2026-01-31T14:35:00+07:00"), ("20260131143518", "2026-01-31T14:35:18+07:00"),
        ("2026-01-31T14:35Z", "2026-01-31T14:35:00Z"), ("2026-01-31T14:35:18.123456+07", "2026-01-31T14:35:18+07:00"),
        ("2026-01-31 14:35:18Z", "2026-01-31 14:35:18Z"), ("2026-01-31T14:35:18 +08:00", "2026-01-31T14:35:18+08:00"),
        ("2026-01-31T143518.5Z", "2026-01-31T14:35:18Z"), ("2026-01-31Z", "2026-01-31T00:00:00Z"),
        ("2026-01-31+07:00", "2026-01-31T00:00:00+07:00"), ("31 Jan 2026 14h35", "2026-01-31T14:35:00+07:00"),
        ("31/01/2026 1435 WITA", "2026-01-31T14:35:00+08:00"),
        ("31 Januari 2026, 14 h 35", "2026-01-31T14:35:00+07:00"),
        ("31-Jan-26 jam 14h", "2026-01-31T14:00:00+07:00"),
        ("Sabtu, 31 Jan 2026 pukul 1435", "2026-01-31T14:35:00+07:00"),
        ("13/02/2026 08:00", "2026-02-13T08:00:00+07:00"), ("02/13/2026 08:00", "2026-02-13T08:00:00+07:00"),
    ]) func `a moment in one column`(_ text: String, _ expected: String) { #expect(read(text) == expected) }

    @Test(arguments: ["01/02/2026", "1-2-2026", "3/4/26 10:00", "12/11/2025 08:00:00 PM", "05/06/25"])
    func `days that can be read both ways are asked about`(_ text: String) throws {
        #expect(WrittenMoment(text).read(nil, zone: Self.wib) == .ambiguous)
        #expect(WrittenMoment(text).orders == [.dmy, .mdy])
        let both = DateOrder.allCases.compactMap { read(text, nil, $0) }
        #expect(Set(both).count == 2)
    }

    @Test func `an order that is said holds`() {
        #expect(read("01/02/2026", "10:00", .dmy) == "2026-02-01T10:00:00+07:00")
        #expect(read("01/02/2026", "10:00", .mdy) == "2026-01-02T10:00:00+07:00")
        #expect(read("02/13/2026", "10:00", .dmy) == nil)
        #expect(read("1.2.2026", nil, .mdy) == "2026-02-01T00:00:00+07:00")
    }

    @Test(arguments: [
        "kemarin", "1 Foo 2024", "32 Jan 2026", "29 Feb 2025", "2026-13-01", "31/31/2026", "Jan-26", "", "99999", "-",
        "2026", "20261301", "20260131 2560", "202601312500", "1 Jan 2026 14h75", "1 Jan 2026 835",
        "2026-01-31Q", "1 Jan 2026 25:00", "1 Jan 2026 kira-kira siang", "12.000", "1 Jan 2026 08:00 sampai 09:00",
    ]) func `what is no moment is none`(_ text: String) {
        #expect(WrittenMoment(text).read(.dmy, zone: Self.wib) == .unreadable)
    }

    @Test(arguments: [
        "Mon Jan 05 08:00:00 WIB 2026", "Mon Jan  5 08:00:00 WIB 2026", "Mon Jan 05 08:00:00 GMT+07:00 2026",
        "Mon Jan 05 08:00:00 +0700 2026", "Sen Jan  5 08:00:00 WIB 2026", "Jan 5 08:00:00 2026",
        "Mon Jan 05 2026 08:00:00 GMT+0700 (WIB)", "Mon Jan 05 2026 08:00:00 GMT+0700 (Western Indonesia Time)",
        "Mon Jan 05 2026 08:00:00 GMT+0700 (Waktu Indonesia Barat)", "Mon, 05 Jan 2026 08:00:00 +0700",
        "Mon, 5 Jan 2026 08:00:00 +0700 (WIB)", "Mon, 05 Jan 2026 01:00:00 GMT", "5 Jan 2026 08:00:00 +0700",
        "Senin, 5 Januari 2026 pukul 08.00 WIB", "Senin 05 Jan 2026 08:00:00  WIB", "tgl 5 Januari 2026 jam 08.00",
        "Tgl. 5 Januari 2026, 08:00", "Pada hari Senin, tanggal 5 Januari 2026 pukul 08.00 WIB", "5 Jan '26 08:00",
        "5 Jan ’26, 08.00 WIB", "5 Jan 08:00:00 2026", "2026-01-05 08:00:00 +0700 WIB", "tanggal: 05-01-2026 08:00",
        "Monday, January 5th, 2026 at 8:00 AM", "5th of January 2026 08:00", "Mon 05 Jan 2026 08:00:00 AM WIB",
    ]) func `a moment as programs and letters write it`(_ text: String) throws {
        let moment = try #require(read(text, nil, .dmy), "\(text)")
        #expect(Instant(rfc3339: moment) == Instant(rfc3339: "2026-01-05T08:00:00+07:00"), "\(text): \(moment)")
        #expect(WrittenMoment(text).day(.dmy)?.description == "2026-01-05", "\(text)")
    }

    @Test(arguments: [
        "Jan 05 08:00:00", "5 Jan 08.00 WIB", "5 Jan 08:00", "5 Januari 20:26", "5 Jan 08 WIB", "5 Jan 0800",
        "5 Jan 2015 WIB", "Mon Jan 05 08:00:00 WIB", "5 Jan 20 malam", "5 Jan jam 08.00", "5-Jan 09.30", "Jan 5, 08:30",
        "5 Jan 24 orang", "5/1 08:00",
    ]) func `no year is taken from a time`(_ text: String) {
        #expect(WrittenMoment(text).day(.dmy) == nil, "\(text)")
        #expect(WrittenMoment(text).read(.dmy, zone: Self.wib) == .unreadable)
    }

    @Test(arguments: [
        "5 Jan '26", "tgl 5 Januari 2026", "5 Januari 2026 pagi", "5 Jan 26 pagi", "Senin, 05/01/2026",
        "Senin tgl 5-1-26",
        "5 Jan 26.", "Mon Jan 05 08:00:00 PST 2026", "5 Januari 2026 sekitar jam 8",
    ]) func `a day with what stands beside it`(_ text: String) {
        #expect(WrittenMoment(text).day(.dmy)?.description == "2026-01-05", "\(text)")
    }

    @Test func `a time that cannot be read is not midnight`() {
        for time in ["malam", "25:00", "8", "-", "pukul"] { #expect(read("1 Jan 2026", time) == nil, "\(time)") }
        #expect(read("46023", "malam") == nil)
        for time in ["1435", "14h35", "14.35", "143500", "14h35m", "14 h 35", "2:35 siang", "14:35 WIB", "1435 WIB"] {
            #expect(read("31 Jan 2026", time) == "2026-01-31T14:35:00+07:00", "\(time)")
        }
        for time in ["2435", "1460", "835", "5", "25h10", "14h7", "14350", "h35"] {
            #expect(read("31 Jan 2026", time) == nil, "\(time)")
        }
        #expect(read("1 Jan 2026", "00.35") == "2026-01-01T00:35:00+07:00")
        #expect(read("1 Jan 2026", "0.5") == "2026-01-01T12:00:00+07:00")
    }
}
