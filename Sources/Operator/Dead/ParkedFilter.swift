import Complaints
import Shared
import Store

/// Which parked messages somebody means; nil and empty do not narrow.
package struct ParkedFilter: Sendable {
    package var stages: [String]
    /// The reason's stable code.
    package var code: String?
    /// The channel of a submission.
    package var channel: String?
    /// The body that the case of an event or a command lies with.
    package var body: String?
    /// Parked at least so long ago.
    package var olderThan: Age?
    /// Parked at most so long ago.
    package var newerThan: Age?

    package init(stages: [String]) { self.stages = stages }

    /// Those of `letters` that are meant, in their order.
    ///
    /// - Parameter bodies: the body of each case that is known, by its id and by its tracking code.
    func meant(of letters: [DeadLetter], now: Instant, bodies: [String: String]) -> [DeadLetter] {
        letters.filter { letter in
            (code == nil || letter.code == code) && (channel == nil || letter.channel == channel)
                && (body == nil || letter.about.flatMap { bodies[$0] } == body) && fits(letter.parkedAt, now)
        }
    }

    /// Whether it was parked in the time that is meant. Of what has no time nobody knows: it is not meant.
    private func fits(_ parkedAt: String?, _ now: Instant) -> Bool {
        guard olderThan != nil || newerThan != nil else { return true }
        guard let at = parkedAt.flatMap({ Instant(rfc3339: $0) }) else { return false }
        let age = (now.microseconds - at.microseconds) / 1_000_000
        return olderThan.map { age >= Int64($0.seconds) } ?? true && newerThan.map { age <= Int64($0.seconds) } ?? true
    }
}

extension ParkedFilter {
    /// Those of `letters` that are meant; the store is asked only where the filter needs it.
    ///
    /// - Throws: `Failure` `badData` when there is no such body.
    func meant(of letters: [DeadLetter]) throws -> [DeadLetter] {
        guard body != nil || olderThan != nil || newerThan != nil else {
            return meant(of: letters, now: Instant.now, bodies: [:])
        }
        var database = try Connections.database()
        let now = try StoreClock.now(&database)
        guard let body else { return meant(of: letters, now: now, bodies: [:]) }
        try database.checkBody(body)
        let bodies = try CaseTable.bodies(ofCases: Set(letters.compactMap(\.about)), &database)
        return meant(of: letters, now: now, bodies: bodies)
    }
}
