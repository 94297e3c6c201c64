import Complaints

/// A day and a time of day from the cells of a table.
struct WrittenMoment {
    enum Reading: Equatable {
        /// RFC 3339.
        case moment(String)
        /// Day and month may be exchanged.
        case ambiguous
        case unreadable
    }

    private let date: String
    private let time: String
    private let latest: CivilDate?

    /// - Parameters:
    ///   - time: the cell of a column of its own, if there is one.
    ///   - latest: no year of two digits makes a day later than that; nil: nobody knows.
    init(_ date: String, _ time: String? = nil, until latest: CivilDate? = nil) {
        self.latest = latest
        let date = date.trimmed
        // "202601311435", "20260131143518".
        let isJoined = [12, 14].contains(date.utf8.count) && date.allSatisfy(\.isDigit)
        self.date = isJoined ? "\(date.prefix(8)) \(date.dropFirst(8))" : date
        self.time = time?.trimmed ?? ""
    }

    /// - Parameters:
    ///   - order: for days whose numbers can be read both ways.
    ///   - zone: seconds east of UTC, where none is said.
    func read(_ order: DateOrder?, zone: Int) -> Reading {
        if time.isEmpty, Instant(rfc3339: date) != nil { return .moment(date) }
        if let moment = epoch { return .moment(moment) }
        if let (day, rest) = Self.serial(date) {
            return (time.isEmpty ? rest : ownTime).map { moment(day, at: $0, zone) } ?? .unreadable
        }
        var pieces = WrittenPieces(date)
        guard let written = WrittenDate(&pieces, until: latest) else { return .unreadable }
        guard let day = written.day(order) else { return order == nil ? .ambiguous : .unreadable }
        guard var rest = Self.time(&pieces) else { return .unreadable }
        if time.isEmpty { return moment(day, at: rest, zone) }
        guard let own = ownTime else { return .unreadable }
        rest.seconds = own.seconds
        rest.offset = own.offset ?? rest.offset
        return moment(day, at: rest, zone)
    }

    /// The moment, or the beginning of a day that is certain beside a time that cannot be read; nil when not even that is.
    func certain(_ order: DateOrder?, zone: Int) -> (moment: String, isWhole: Bool)? {
        if case .moment(let moment) = read(order, zone: zone) { return (moment, true) }
        guard let day = day(order), case .moment(let begin) = moment(day, at: WrittenTime(seconds: 0), zone) else {
            return nil
        }
        return (begin, false)
    }

    /// What stands behind a day: a time, a zone alone, or nothing.
    private static func time(_ pieces: inout WrittenPieces) -> WrittenTime? {
        if pieces.isAtEnd { return WrittenTime(seconds: 0) }
        var zone = pieces
        return WrittenTime(&pieces) ?? WrittenTime(zoneOf: &zone)
    }

    /// The day, as it is told without its time: for days of incidents.
    func day(_ order: DateOrder?) -> CivilDate? {
        if let (day, _) = Self.serial(date) { return day }
        var pieces = WrittenPieces(date)
        return WrittenDate(&pieces, until: latest)?.day(order)
    }

    /// The orders in which its numbers give a day; nil when its order is plain, or when it is no day.
    var orders: Set<DateOrder>? {
        var pieces = WrittenPieces(date)
        return WrittenDate(&pieces, until: latest)?.orders
    }

    private func moment(_ day: CivilDate, at time: WrittenTime, _ zone: Int) -> Reading {
        let offset = time.offset ?? zone
        if time.seconds == 86_400 {
            return moment(day.adding(days: 1), at: WrittenTime(seconds: 0, offset: offset), zone)
        }
        let clock = Self.clock(time.seconds) + ":" + Self.padded(time.seconds % 60)
        let sign = offset < 0 ? "-" : "+"
        return .moment("\(day)T\(clock)" + (offset == 0 ? "Z" : sign + Self.clock(abs(offset))))
    }

    /// What the column of times says; nil when that is no time. Spreadsheets put a day of 1899 or 1900 before it.
    private var ownTime: WrittenTime? {
        if time.isEmpty { return nil }
        if let fraction = WrittenTime(fraction: time) { return fraction }
        if let (_, rest) = Self.serial(time) { return rest }
        // "1/0/1900" is no day that a calendar has.
        let words = time.split(separator: " ", maxSplits: 1)
        let isBehindDay = words.count == 2 && words[0].contains { $0 == "/" || $0 == "-" }
        var pieces = WrittenPieces(isBehindDay ? String(words[1]) : time)
        var behindDay = pieces
        if WrittenDate(&behindDay) != nil, !behindDay.isAtEnd, let found = WrittenTime(&behindDay) { return found }
        return WrittenTime(&pieces)
    }

    /// A day as spreadsheets count them, of the years 1954 to 2118, and the part of it behind the point.
    private static func serial(_ text: String) -> (CivilDate, WrittenTime)? {
        let digits = text.prefix(while: \.isDigit)
        guard digits.count == 5, let number = Int(digits), 20_000..<80_000 ~= number else { return nil }
        let rest = text.dropFirst(5)
        let fraction = rest.isEmpty ? WrittenTime(seconds: 0) : WrittenTime(fraction: "0" + rest)
        guard let fraction, rest.isEmpty || !(rest.first?.isDigit ?? true) else { return nil }
        // Day 0 is the last but one of 1899: the spreadsheets believe that 1900 had a 29 February.
        return (CivilDate(daysSinceEpoch: number - 25_569), fraction)
    }

    /// Seconds, or milliseconds, since 1970.
    private var epoch: String? {
        guard date.count == 10 || date.count == 13, date.first != "0", time.isEmpty, let number = Int64(date) else {
            return nil
        }
        return Instant(microseconds: number * (date.count == 10 ? 1_000_000 : 1000)).rfc3339
    }

    private static func clock(_ seconds: Int) -> String { "\(padded(seconds / 3600)):\(padded(seconds / 60 % 60))" }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
