import Complaints
import Testing

@Suite struct IndonesianZoneTests {
    @Test(arguments: [
        (IndonesianZone.wib, "2026-12-31T16:59:59.999999Z", "2026-12-31", 23),
        (.wib, "2026-12-31T17:00:00Z", "2027-01-01", 0), (.wita, "2026-12-31T15:59:59Z", "2026-12-31", 23),
        (.wita, "2026-12-31T16:00:00Z", "2027-01-01", 0), (.wit, "2026-12-31T14:59:59Z", "2026-12-31", 23),
        (.wit, "2026-12-31T15:00:00Z", "2027-01-01", 0), (.wit, "1969-12-31T15:00:00Z", "1970-01-01", 0),
        (.wib, "1969-12-31T16:30:00Z", "1969-12-31", 23),
    ])
    func dayAndHour(zone: IndonesianZone, moment: String, date: String, hour: Int) throws {
        let instant = try #require(Instant(rfc3339: moment))
        #expect(zone.date(at: instant).description == date)
        #expect(zone.hour(at: instant) == hour)
    }

    @Test(arguments: [(IndonesianZone.wib, "17"), (.wita, "16"), (.wit, "15")])
    func daysBeginTheEveningBeforeInUTC(zone: IndonesianZone, hour: String) throws {
        let date = try #require(CivilDate(iso: "2027-01-01"))
        #expect(zone.startOfDay(date).rfc3339 == "2026-12-31T\(hour):00:00.000000Z")
        #expect(zone.date(at: zone.startOfDay(date)) == date)
    }

    @Test func names() {
        for zone in IndonesianZone.allCases {
            #expect(IndonesianZone(name: zone.name) == zone)
            #expect(IndonesianZone(name: zone.rawValue.uppercased()) == zone)
        }
        #expect(IndonesianZone(name: "Asia/Pontianak") == .wib)
        #expect(IndonesianZone(name: "Asia/Singapore") == nil)
        #expect(IndonesianZone(name: "") == nil)
    }

    @Test func endsOfTimeDoNotTrap() {
        for zone in IndonesianZone.allCases {
            let last = zone.date(at: Instant(microseconds: .max))
            #expect(zone.startOfDay(last.adding(days: 1)).microseconds == .max)
            #expect(zone.hour(at: Instant(microseconds: .min)) < 24)
        }
    }
}
