import Complaints
import Testing

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)), ("1970-01-01T00:00:00.000001Z", 1), ("1969-12-31T23:59:59.999999Z", -1),
        ("1970-01-01T07:00:00+07:00", 0), ("1969-12-31t19:30:00.5-04:30", 500_000), ("1970-01-01 00:00:00z", 0),
        ("1970-01-01T00:00:00-00:00", 0), ("1970-01-01T00:00:00.123456789Z", 123_456),
        ("2026-11-23T23:04:34.123456Z", 1_795_475_074_123_456), ("2000-02-29T23:59:59+09:00", 951_836_399_000_000),
    ])
    func reads(text: String, microseconds: Int64) {
        #expect(Instant(rfc3339: text)?.microseconds == microseconds)
        #expect(Instant(rfc3339: "[\(text)]".dropFirst().dropLast())?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T23:04:34", "2026-11-23T23:04:34.Z", "2026-11-23T23:04:34.1234567890Z",
        "2026-11-23T24:00:00Z", "2026-11-23T23:60:00Z", "2026-12-31T23:59:60Z", "2026-02-29T00:00:00Z",
        "2026-11-31T00:00:00Z", "2026-11-23T23:04:34+0700", "2026-11-23T23:04:34+07", "2026-11-23T23:04:34+24:00",
        "2026-11-23T23:04:34+07:60", "2026-11-23T23:04:34Z ", "2026-11-23T23:04:34ZZ", "2026-11-23_23:04:34Z",
        "2026-11-23T23-04-34Z", " 2026-11-23T23:04:34Z", "2026-11-23T23:04:34,5Z", "2026-11-23T23:04:34.5",
        "2026-11-23T23:04:34+07:00x", "2026-11-23T3:04:34.00Z", "2026-11-23T23:04:3éZ", "12026-11-23T23:04:34Z",
    ])
    func refuses(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
        (1_795_475_074_123_456, "2026-11-23T23:04:34.123456Z"), (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
        (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
        (-62_167_219_200_000_000, "0000-01-01T00:00:00.000000Z"),
        (253_402_300_800_000_000, "10000-01-01T00:00:00.000000Z"),
    ])
    func writes(microseconds: Int64, text: String) {
        #expect(Instant(microseconds: microseconds).rfc3339 == text)
    }

    @Test func writesWithoutTrappingAtTheEndsOfTime() {
        #expect(Instant(microseconds: .max).rfc3339 == "294247-01-10T04:00:54.775807Z")
        #expect(Instant(microseconds: .min).rfc3339 == "-290308-12-21T19:59:05.224192Z")
    }

    @Test func readsWhatItWrites() {
        var microseconds: Int64 = -62_000_000_000_000_000
        while microseconds < 250_000_000_000_000_000 {
            let instant = Instant(microseconds: microseconds)
            var bytes: [UInt8] = []
            instant.appendRFC3339(to: &bytes)
            #expect(bytes.count == 27)
            #expect(Instant(rfc3339UTF8: bytes.span) == instant)
            microseconds += 987_654_321_987_654
        }
    }

    @Test func millisecondsRoundDown() {
        #expect(Instant(microseconds: 1999).milliseconds == 1)
        #expect(Instant(microseconds: -1).milliseconds == -1)
        #expect(Instant(microseconds: -1000).milliseconds == -1)
    }

    @Test func advancing() {
        let start = Instant(microseconds: 5)
        #expect(start.advanced(bySeconds: -1).microseconds == -999_995)
        #expect(start.advanced(bySeconds: -1) < start)
        #expect(start.advanced(bySeconds: .max).microseconds == .max)
        #expect(start.advanced(bySeconds: .min).microseconds == .min)
    }
}
