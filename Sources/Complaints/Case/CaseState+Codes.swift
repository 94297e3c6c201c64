/// A code that was asked for in the place of the reporter's secret.
package struct AskedCode: Sendable, Equatable {
    /// Of the event that says so: the code is made of it.
    package var version: Int
    package var at: Instant
    /// Until when it opens the case, this moment included.
    package var until: Instant
    /// Whether one was used since: then none that was asked for before opens anything.
    package var isSpent = false
}

extension CaseState {
    /// Seconds for which a code opens a case.
    package static let codeSeconds: Int64 = 30 * 60
    /// Codes that may be asked for within a day, by whomever: each is a message to the reporter.
    package static let mostCodes = 3
    private static let daySeconds: Int64 = 86_400

    /// Codes that open the case now, the newest last.
    package func openCodes(at now: Instant) -> [AskedCode] { codes.filter { !$0.isSpent && now <= $0.until } }

    /// Until when a code holds that is asked for now.
    ///
    /// - Throws: `CommandRefusal` `too_many_tries`.
    func endOfCode(askedAt now: Instant) throws(CommandRefusal) -> Instant {
        guard codes.count(where: { now < $0.at.advanced(bySeconds: Self.daySeconds) }) < Self.mostCodes else {
            throw CommandRefusal(.tooManyTries, "codes were asked for \(Self.mostCodes) times within a day: wait")
        }
        return now.advanced(bySeconds: Self.codeSeconds)
    }

    mutating func note(codeOf entry: JournalEntry) {
        let until = entry.details.due ?? entry.at.advanced(bySeconds: Self.codeSeconds)
        codes = codes.suffix(Self.mostCodes - 1) + [AskedCode(version: entry.version, at: entry.at, until: until)]
    }

    mutating func spendCodes() {
        for index in codes.indices { codes[index].isSpent = true }
    }
}
