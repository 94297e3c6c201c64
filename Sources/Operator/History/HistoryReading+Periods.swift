import Complaints
import Figures

/// Times of published tables, as people write them.
enum HistoryPeriod {
    /// `2020`, `2020-Q3`, `2020-07`, `2020-07-31`, or two of a kind with `/` between; nil when no time is told.
    static func read(_ text: String) -> String? {
        if isWritten(text) { return text }
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
            .filter { !leads.contains($0) }
        if words.count == 1, words[0].count == 6, let number = Int(words[0]) {
            return month(year: number / 100, number % 100)
        }
        let years = Set(words.compactMap(year))
        guard years.count == 1, let year = years.first else { return nil }
        let rest = words.filter { self.year($0) == nil }
        if rest.isEmpty { return String(year) }
        return part(rest.filter { !spans.contains($0) }, of: year) ?? day(text)
    }

    /// A month or a quarter of a year that stands in a column of its own.
    static func read(year text: String, month: String?, quarter: String?) -> String? {
        guard let year = year(text) else { return nil }
        let word = [month, quarter].compactMap(\.self).first?.lowercased()
        guard let word else { return String(year) }
        let words = word.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { !leads.contains($0) }
        return part(month == nil && words.count == 1 ? ["triwulan"] + words : words, of: year)
    }

    /// What of a year is meant.
    private static func part(_ words: [String], of year: Int) -> String? {
        switch words.count {
        case 1:
            if let month = monthNumber(words[0]) { return self.month(year: year, month) }
            return quarters.first { words[0].hasPrefix($0) }.flatMap { quarter(words[0].dropFirst($0.count), year) }
        case 2 where quarters.contains(words[0]): return quarter(words[1][...], year)
        case 2 where halves.contains(words[0]):
            switch number(words[1]) {
            case 1: return "\(year)-01/\(year)-06"
            case 2: return "\(year)-07/\(year)-12"
            default: return nil
            }
        case 2:
            guard Int(words[0]) == nil, let from = monthNumber(words[0]).flatMap({ month(year: year, $0) }),
                let to = monthNumber(words[1]).flatMap({ month(year: year, $0) }), from < to
            else { return nil }
            return "\(from)/\(to)"
        default: return nil
        }
    }

    private static func quarter(_ word: Substring, _ year: Int) -> String? {
        number(String(word)).flatMap { 1...4 ~= $0 ? "\(year)-Q\($0)" : nil }
    }

    private static func month(year: Int, _ month: Int) -> String? {
        CivilDate(year: year, month: month, day: 1).flatMap { self.year(String(year)) == nil ? nil : "\($0)" }
            .map { String($0.prefix(7)) }
    }

    private static func monthNumber(_ word: String) -> Int? {
        word.allSatisfy(\.isDigit) ? (word.count <= 2 ? Int(word) : nil) : WrittenDate.month(word)
    }

    /// Arabic or Roman.
    private static func number(_ word: String) -> Int? { Int(word) ?? ["i": 1, "ii": 2, "iii": 3, "iv": 4][word] }

    private static func year(_ word: String) -> Int? {
        guard word.count == 4, word.allSatisfy(\.isDigit), let year = Int(word), 1945...2100 ~= year else {
            return nil
        }
        return year
    }

    private static func day(_ text: String) -> String? { WrittenMoment(text).day(nil).map { "\($0)" } }

    private static let leads: Set<String> = ["tahun", "th", "thn", "bulan", "bln", "periode"]
    private static let spans: Set<String> = ["sd", "s", "d", "sampai", "dengan", "hingga", "to", "until"]
    private static let quarters = ["triwulan", "kuartal", "quarter", "tw", "q"]
    private static let halves: Set<String> = ["semester", "smt", "sem"]

    /// Whether it is a year, quarter, month or day, or two of a kind with `/` between, the earlier one first.
    private static func isWritten(_ text: String) -> Bool {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        let days = ends.compactMap { PublishedRow.firstDay($0)?.daysSinceEpoch }
        return days.count == ends.count && ends.count <= 2 && Set(ends.map(\.utf8.count)).count == 1
            && days == days.sorted()
    }
}
