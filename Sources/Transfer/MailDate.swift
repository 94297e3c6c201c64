import Glibc

/// RFC 5322 section 3.3 dates, in UTC.
enum MailDate {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    /// 1900-01-01 and 9999-12-31 23:59:59, the years that four digits and the standard allow.
    private static let range: ClosedRange<Int64> = -2_208_988_800...253_402_300_799

    /// For example `Thu, 01 Jan 1970 00:00:00 +0000`; seconds outside the range become its nearest end.
    static func text(_ epochSeconds: Int64) -> String {
        let seconds = min(max(epochSeconds, range.lowerBound), range.upperBound)
        var moment = time_t(seconds)
        var time = tm()
        gmtime_r(&moment, &time)
        let clock = [time.tm_hour, time.tm_min, time.tm_sec].map(twoDigits).joined(separator: ":")
        let day = "\(weekdays[Int(time.tm_wday)]), \(twoDigits(time.tm_mday)) \(months[Int(time.tm_mon)])"
        return "\(day) \(time.tm_year + 1900) \(clock) +0000"
    }

    private static func twoDigits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
