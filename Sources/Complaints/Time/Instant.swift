/// A point in time, in whole microseconds as PostgreSQL's `timestamptz` keeps it. Leap seconds do not exist.
package struct Instant: Hashable, Sendable {
    /// Microseconds since 1970-01-01 00:00 UTC; negative before.
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Whole milliseconds since 1970-01-01 00:00 UTC, rounded down.
    package var milliseconds: Int64 {
        let (quotient, rest) = microseconds.quotientAndRemainder(dividingBy: 1000)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// The point in time so many seconds later, or earlier when negative; clamped at the ends of time.
    package func advanced(bySeconds seconds: Int64) -> Instant {
        let (distance, tooFar) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, overflow) = microseconds.addingReportingOverflow(distance)
        guard tooFar || overflow else { return Instant(microseconds: sum) }
        return Instant(microseconds: seconds < 0 ? .min : .max)
    }

    /// The UTC day and the microseconds since it began.
    var dayAndTime: (day: Int, microseconds: Int) {
        let (quotient, rest) = Int(microseconds).quotientAndRemainder(dividingBy: Self.microsecondsPerDay)
        return rest < 0 ? (quotient - 1, rest + Self.microsecondsPerDay) : (quotient, rest)
    }

    static let microsecondsPerDay = 86_400_000_000
}

extension Instant: Comparable {
    package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}
