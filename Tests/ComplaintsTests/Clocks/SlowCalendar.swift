import Complaints
import Foundation
import Synchronization
import TestKit
import Testing

/// A calendar that knows nothing of ours: Foundation says where days begin, and days are counted one by one.
struct SlowCalendar {
    /// The days of a zone, from 2017 to 2030.
    private struct Days {
        var starts: [Int64] = []  // microseconds at which each begins
        var dates: [String] = []
        var isWeekend: [Bool] = []

        /// Days in the tz database's zone `name`.
        init(zone name: String) throws {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = try #require(TimeZone(identifier: name))
            var day = try #require(calendar.date(from: DateComponents(year: 2017, month: 1, day: 1)))
            let end = try #require(calendar.date(from: DateComponents(year: 2030, month: 1, day: 1)))
            while day < end {
                let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: day)
                starts.append(Int64(day.timeIntervalSince1970) * 1_000_000)
                dates.append(String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0))
                isWeekend.append(parts.weekday == 1 || parts.weekday == 7)
                day = try #require(calendar.date(byAdding: .day, value: 1, to: day))
            }
        }
    }

    private static let zones = Mutex<[String: Days]>([:])
    private let starts: [Int64]
    private let isWorking: [Bool]

    static let holidays: [Holiday] = {
        let file = TestStack.root.appending(path: "Sources/Operator/Reference/holiday.csv")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").dropFirst() ?? []
        return lines.compactMap { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard let date = CivilDate(iso: fields[0]), let kind = Holiday.Kind(rawValue: String(fields[2])) else {
                return nil
            }
            return Holiday(date: date, name: String(fields[1]), kind: kind)
        }
    }()

    /// The days of the tz database's zone `name`, without `holidays`.
    init(zone name: String, holidays: Set<String>) throws {
        let days = try Self.zones.withLock { zones in
            if let known = zones[name] { return known }
            let days = try Days(zone: name)
            zones[name] = days
            return days
        }
        starts = days.starts
        isWorking = zip(days.dates, days.isWeekend).map { !$1 && !holidays.contains($0) }
    }

    private func day(of instant: Instant) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= instant.microseconds { low = middle } else { high = middle }
        }
        return low
    }

    private func step(_ days: Int, from start: Int) -> Int {
        var day = start
        var left = abs(days)
        while left > 0 {
            day += days > 0 ? 1 : -1
            if isWorking[day] { left -= 1 }
        }
        return day
    }

    /// The last microsecond of the `days`-th working day after the day of `start`.
    func deadline(_ days: Int, after start: Instant) -> Instant {
        Instant(microseconds: starts[step(days, from: day(of: start)) + 1] - 1)
    }

    /// Eight o'clock of the `days`-th working day after the day of `instant`, or before it when negative.
    func opening(_ days: Int, from instant: Instant) -> Instant {
        Instant(microseconds: starts[step(days, from: day(of: instant))] + 8 * 3_600_000_000)
    }

    /// Working days after the day of `start`, up to and including that of `end`.
    func workingDays(from start: Instant, to end: Instant) -> Int {
        (day(of: start) + 1..<day(of: end) + 1).count { isWorking[$0] }
    }
}
