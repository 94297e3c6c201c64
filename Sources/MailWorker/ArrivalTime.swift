import Complaints

/// When a mail came, as its server says it.
enum ArrivalTime {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Reads `date-time` of RFC 3501, `" 3-Feb-2026 08:16:30 +0700"`; nil: it is none.
    static func read(_ text: String) -> Instant? {
        let words = text.split(separator: " ")
        guard words.count == 3, words[2].count == 5 else { return nil }
        let day = words[0].split(separator: "-")
        guard day.count == 3, let number = Int(day[0]), let month = months.firstIndex(of: day[1].lowercased()),
            words[1].count == 8, day[2].count == 4
        else { return nil }
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
        let zone = "\(words[2].prefix(3)):\(words[2].suffix(2))"
        return Instant(rfc3339: "\(day[2])-\(two(month + 1))-\(two(number))T\(words[1])\(zone)")
    }
}
