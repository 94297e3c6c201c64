import Complaints
import Testing

@testable import Operator

/// What the doctor makes of rules of retention.
@Suite struct RetentionCheckTests {
    private let now = Instant(rfc3339: "2026-03-10T03:00:00Z") ?? Instant(microseconds: 0)

    private func severity(since: String, night: String?, isOn: Bool = true) -> Finding.Severity {
        let facts = RetentionChecks.Facts(
            version: 2, isOn: isOn, since: Instant(rfc3339: "\(since)T03:00:00Z"),
            lastNight: night.flatMap(CivilDate.init(iso:)))
        return RetentionChecks.finding(facts, at: now).severity
    }

    @Test func `rules that are on and have not run for four nights are told`() {
        #expect(severity(since: "2026-01-01", night: "2026-03-07") == .good)
        #expect(severity(since: "2026-01-01", night: "2026-03-06") == .warning)
        #expect(severity(since: "2026-01-01", night: nil) == .warning)
        #expect(severity(since: "2026-03-09", night: nil) == .good, "they came into force yesterday")
        #expect(severity(since: "2026-03-09", night: "2026-01-01") == .good)
        #expect(severity(since: "2026-01-01", night: nil, isOn: false) == .good)
    }
}
