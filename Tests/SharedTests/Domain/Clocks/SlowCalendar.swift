import Foundation
import Shared
import SharedTestKit
import Testing

/// A calendar that knows nothing of ours: Foundation says where days begin, and days are counted one by one.
struct SlowCalendar {
    private let starts: [Int64]  // microseconds at which each local day begins
    private let isWorking: [Bool]

    static let holidays: [Holiday] = {
        let file = TestStack.root.appending(path: "Sources/lapor/Reference/holiday.csv")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").dropFirst() ?? []
        return lines.compactMap { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard let date = CivilDate(iso: fields[0]), let kind = Holiday.Kind(rawValue: String(fields[2])) else {
                return nil
            }
            return Holiday(date: date, name: String(fields[1]), kind: kind)
        }
    }()

    /// The days from 2017 to 2030 in the tz database's zone `name`.
    init(zone name: String, holidays: Set<String>) throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: name))
        var day = try #require(calendar.date(from: DateComponents(year: 2017, month: 1, day: 1)))
        let end = try #require(calendar.date(from: DateComponents(year: 2030, month: 1, day: 1)))
        var starts: [Int64] = []
        var isWorking: [Bool] = []
        while day < end {
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: day)
            let text = String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
            starts.append(Int64(day.timeIntervalSince1970) * 1_000_000)
            isWorking.append(parts.weekday != 1 && parts.weekday != 7 && !holidays.contains(text))
            day = try #require(calendar.date(byAdding: .day, value: 1, to: day))
        }
        self.starts = starts
        self.isWorking = isWorking
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
