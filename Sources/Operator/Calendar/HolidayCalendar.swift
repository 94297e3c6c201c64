import Complaints
import Foundation
import Shared
import Store

/// A day of the calendar, as results show it.
package struct HolidayRow: Encodable {
    var date: String
    var name: String
    var kind: String
    var regionCode: String?

    init(_ day: Holiday) {
        date = day.date.description
        name = day.name
        kind = day.kind.rawValue
        regionCode = day.region.isEmpty ? nil : day.region
    }

    var cells: [String] { [date, regionCode ?? CalendarWords.nation.text, kind, name] }
    static let titles = [Phrase.date, Phrase.region, Phrase.kind, Phrase.name]
}

/// What a calendar changes, as results show it.
struct ChangeRows: Encodable {
    var added: [HolidayRow]
    var removed: [HolidayRow]

    init(_ change: CalendarChange) {
        added = change.added.map(HolidayRow.init)
        removed = change.removed.map(HolidayRow.init)
    }

    var isEmpty: Bool { added.isEmpty && removed.isEmpty }

    /// The first days, those that go before those that come, and how many follow.
    func cut(to limit: Int) -> (change: ChangeRows, more: Int) {
        var change = self
        let (gone, moreGone) = removed.cut(to: limit)
        let (new, moreNew) = added.cut(to: limit - gone.count)
        (change.removed, change.added) = (gone, new)
        return (change, moreGone + moreNew)
    }

    var text: String {
        guard !isEmpty else { return CalendarWords.noDayChanges.text }
        return TextTable(
            [Phrase(same: "")] + HolidayRow.titles, removed.map { ["-"] + $0.cells } + added.map { ["+"] + $0.cells }
        ).text
    }
}

package struct HolidayList: CutList {
    package let rows: [HolidayRow]
    package let more: Int

    /// Of all years the last days come first: a list that is cut must have those to come.
    ///
    /// - Parameter year: only those of this year, from its beginning.
    /// - Throws: `Failure` `notFound` when there are none.
    package init(year: Int?, limit: Int) throws {
        var database = try Connections.database()
        let days = try CalendarTable.inForce(&database).filter { year == nil || $0.date.year == year }
        (rows, more) = (year == nil ? days.reversed() : days).map(HolidayRow.init).cut(to: limit)
        guard !rows.isEmpty else {
            throw Failure(.notFound, year.map { CalendarWords.noDaysOf($0) } ?? CalendarWords.noDays)
        }
    }

    package var text: String {
        TextTable(HolidayRow.titles, rows.map(\.cells)).text
    }
}

package struct CalendarVersions: CutList {
    /// Most changed days of a version that its page shows: the first version has them all.
    private static let days = 20

    package struct Row: Encodable {
        var version: Int
        var at: String
        var actor: String
        var note: String
        var change: ChangeRows
    }

    package let rows: [Row]
    package let more: Int
    /// Whether one version was asked for, of which all days are shown.
    private let isOne: Bool

    /// - Parameters:
    ///   - version: only this one, with all its days.
    ///   - limit: most versions.
    /// - Throws: `Failure` `notFound`.
    package init(version: Int?, limit: Int) throws {
        var database = try Connections.database()
        let found = try CalendarTable.history(&database).filter { version == nil || $0.number == version }
        if let version, found.isEmpty { throw Failure(.notFound, CalendarWords.noVersion(version)) }
        (rows, more) = found.map {
            Row(
                version: $0.number, at: $0.at.rfc3339, actor: $0.actor, note: $0.note, change: ChangeRows($0.change))
        }.cut(to: limit)
        isOne = version != nil
    }

    package var text: String {
        rows.map { row in
            let title = "\(row.version)  \(IndonesianZone.wib.time(rfc3339: row.at))  \(row.actor): \(row.note)"
            guard !row.change.isEmpty else { return title }
            let shown = row.change.cut(to: isOne ? .max : Self.days)
            let rest = shown.more > 0 ? "\n\(CalendarWords.moreDays(shown.more, row.version))" : ""
            return "\(title)\n\(shown.change.text)\(rest)"
        }.joined(separator: "\n\n")
    }
}

package struct StagedCalendar: CommandResult {
    var days: Int
    var whole: Bool
    var change: ChangeRows

    /// Reads holidays from `file` into a draft; nothing is in force yet.
    ///
    /// - Throws: `Failure` with line and reason.
    package init(_ file: String, whole: Bool) throws {
        let bytes = try InputFile.read(file)
        var database = try Connections.database()
        let regions = try RegionTable.codes(&database)
        let draft = CalendarDraft(days: try CalendarFile(bytes, regions: regions).days, isWhole: whole)
        try CalendarTable.stage(draft, &database)
        days = draft.days.count
        self.whole = whole
        change = ChangeRows(CalendarChange(draft, in: try CalendarTable.inForce(&database)))
    }

    package var text: String { "\(CalendarWords.draft(days))\n\(change.text)" }
}

package struct CalendarDifference: CommandResult {
    var change: ChangeRows
    var deadlines: MovedDeadlines

    /// - Parameter sample: how many cases to show.
    /// - Throws: `Failure` `notFound`.
    package init(sample: Int) throws {
        var database = try Connections.database()
        let draft = try CalendarTable.draftInHand(&database)
        let inForce = try CalendarTable.inForce(&database)
        let difference = CalendarChange(draft, in: inForce)
        let legal = try ReferenceTables.clocks(&database, holidays: difference.applied(to: inForce))
        change = ChangeRows(difference)
        deadlines =
            difference.isEmpty ? MovedDeadlines() : try MovedDeadlines(under: legal, sample: sample, &database)
    }

    package var text: String { "\(change.text)\n\n\(deadlines.text)" }
}

extension CalendarTable {
    /// The draft.
    ///
    /// - Throws: `Failure` `notFound`.
    static func draftInHand(_ database: inout Database) throws -> CalendarDraft {
        guard let draft = try draft(&database) else {
            throw Failure(.notFound, CalendarWords.noDraft)
        }
        return draft
    }
}

package struct AppliedCalendar: CommandResult {
    var version: Int?
    var change: ChangeRows
    var recomputed: Recomputed?

    /// Puts the draft in force.
    ///
    /// - Parameter seconds: how long to wait until open deadlines are computed again; nil: not at all.
    /// - Throws: `Failure` `notFound` without a draft, `notYet`.
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
    /// - Throws: `Failure` `notYet`.
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
                Double(total - left) / Double(max(total, 1)), CommonWords.progress(max(total - left, 0), total))
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
        let parts = moved.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return CalendarWords.recomputed(cases, parts.isEmpty ? CommonWords.none : Phrase(same: parts))
    }
}

/// How many open deadlines move, by clock.
struct MovedDeadlines: Encodable {
    struct Example: Encodable {
        var code: String
        var clock: String
        var before: String
        var after: String
    }

    /// Open cases that were looked at.
    var cases = 0
    /// Deadlines that move, by clock.
    var clocks: [String: Int] = [:]
    var sample: [Example] = []
    var unreadable = 0

    init() {}

    /// Computes all open deadlines again with `legal`, and stores nothing.
    init(under legal: LegalClocks, sample limit: Int, _ database: inout Database) throws {
        var last = ComplaintID(high: 0, low: 0)
        let total = try AgendaTable.count(&database)
        var progress = ProgressBar(CalendarWords.deadlines)
        while case let ids = try AgendaTable.page(after: last, &database), let end = ids.last {
            last = end
            let states = try CaseTable.read(ids, &database)
            for id in ids { if let state = states[id] { add(state, legal, limit) } }
            if total > 1000 { progress.show(Double(cases) / Double(total), CommonWords.progress(cases, total)) }
        }
        if total > 1000 { progress.end() }
    }

    private mutating func add(_ found: Result<CaseState, ReplayError>, _ legal: LegalClocks, _ limit: Int) {
        cases += 1
        guard case .success(let state) = found else {
            unreadable += 1
            return
        }
        for move in state.rescheduled(legal)?.details.moves ?? [] {
            clocks[move.clock.rawValue, default: 0] += 1
            guard sample.count < limit else { continue }
            sample.append(
                Example(
                    code: TrackingCode(state.code)?.grouped ?? state.code, clock: move.clock.rawValue,
                    before: state.zone.day(move.before), after: state.zone.day(move.after)))
        }
    }

    var text: String {
        let counts = TextTable(
            [.clock, .movedDeadlines], clocks.sorted(by: { $0.key < $1.key }).map { (clock, count) in [clock, count] })
        let examples = TextTable(
            [.caseNumber, .clock, .old, .new], sample.map { [$0.code, $0.clock, $0.before, $0.after] })
        let broken = unreadable > 0 ? "\n\(CalendarWords.unreadable(unreadable))" : ""
        guard !clocks.isEmpty else { return "\(CalendarWords.noneMoves(cases))\(broken)" }
        return "\(CalendarWords.move(cases))\n\(counts.text)\n\n\(examples.text)\(broken)"
    }
}
