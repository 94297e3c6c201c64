import Complaints
import Foundation
import Shared
import Store

/// The draft that was put in force, and what that did to open deadlines.
package struct AppliedCalendar: CommandResult {
    var version: Int?
    var change: ChangeRows
    var recomputed: Recomputed?

    /// Puts the draft in force.
    ///
    /// - Parameter seconds: how long to wait until open deadlines are computed again; nil: not at all.
    /// - Throws: `Failure` `notFound` without a draft, `notYet`, and the errors of the database.
    package init(actor: String, note: String, waiting seconds: Int?) throws {
        var database = try Connections.database()
        _ = try CalendarTable.draftInHand(&database)
        let now = try StoreClock.now(&database)
        guard let applied = try CalendarTable.apply(actor: actor, note: note, at: now, &database) else {
            change = ChangeRows(CalendarChange(from: [], to: []))
            return
        }
        version = applied.number
        change = ChangeRows(applied.change)
        recomputed = try seconds.map { try Self.wait(for: applied.number, since: now, seconds: $0, &database) }
    }

    package var text: String {
        guard let version else { return CalendarWords.sameAlready.text }
        let outcome = recomputed?.phrase ?? CalendarWords.notWaited
        return "\(CalendarWords.inForce(version))\n\(change.text)\n\n\(outcome)"
    }

    /// Waits until no case has deadlines of an older calendar.
    ///
    /// - Throws: `Failure` `notYet`, and the errors of the database.
    private static func wait(
        for version: Int, since moment: Instant, seconds: Int, _ database: inout Database
    ) throws -> Recomputed {
        let total = try AgendaTable.stale(before: version, &database)
        var left = total
        var progress = ProgressBar(CalendarWords.deadlines)
        let end = ContinuousClock.now + .seconds(seconds)
        while left > 0 {
            guard ContinuousClock.now < end else {
                throw Failure(.notYet, CalendarWords.stillLeft(version, left))
            }
            Thread.sleep(forTimeInterval: 0.2)
            left = try AgendaTable.stale(before: version, &database)
            progress.show(
                Double(total - left) / Double(max(total, 1)), CommonWords.progress(max(total - left, 0), of: total))
        }
        if total > 0 { progress.end() }
        return Recomputed(cases: total, moved: try JournalTable.deadlinesMoved(since: moment, &database))
    }
}

/// What the new calendar has done to open cases.
struct Recomputed: Encodable {
    /// Cases whose deadlines were computed again.
    var cases: Int
    /// Deadlines that moved, by clock.
    var moved: [String: Int]

    var phrase: Phrase {
        let parts = moved.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return CalendarWords.recomputed(cases, moved: parts.joined(separator: ", "))
    }
}
