import Complaints
import Store

/// A draft of the next calendar, against the one in force.
package struct StagedCalendar: CommandResult {
    var days: Int
    var whole: Bool
    var change: ChangeRows

    /// Reads holidays from `file` into a draft; nothing is in force yet.
    ///
    /// - Throws: `Failure` with line and reason, and the errors of the database.
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

/// The draft against the calendar in force, and which open deadlines would move.
package struct CalendarDifference: CommandResult {
    var change: ChangeRows
    var deadlines: MovedDeadlines

    /// - Parameter sample: how many cases to show.
    /// - Throws: `Failure` `notFound`, and the errors of the database.
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
    /// - Throws: `Failure` `notFound`, and the errors of the database.
    static func draftInHand(_ database: inout Database) throws -> CalendarDraft {
        guard let draft = try draft(&database) else {
            throw Failure(.notFound, CalendarWords.noDraft)
        }
        return draft
    }
}
