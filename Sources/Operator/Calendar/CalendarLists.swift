import Complaints
import Store

/// The holidays in force.
package struct HolidayList: ListResult {
    package let rows: [HolidayRow]

    /// - Parameter year: only those of this year.
    /// - Throws: `Failure` `notFound` when there are none, and the errors of the database.
    package init(year: Int?) throws {
        var database = try Connections.database()
        rows = try CalendarTable.inForce(&database).filter { year == nil || $0.date.year == year }.map(HolidayRow.init)
        guard !rows.isEmpty else {
            throw Failure(.notFound, CalendarWords.noDays(of: year))
        }
    }

    package var text: String {
        var table = TextTable(HolidayRow.titles)
        for row in rows { table.add(row.cells) }
        return table.text
    }
}

/// Which calendars were in force since when, by whom, and what each changed.
package struct CalendarVersions: ListResult {
    package struct Row: Encodable {
        var version: Int
        var at: String
        var actor: String
        var note: String
        var change: ChangeRows
    }

    package let rows: [Row]

    package init() throws {
        var database = try Connections.database()
        rows = try CalendarTable.history(&database).map {
            Row(
                version: $0.number, at: $0.at.rfc3339, actor: $0.actor, note: $0.note, change: ChangeRows($0.change))
        }
    }

    package var text: String {
        rows.map { row in
            let title = "\(row.version)  \(IndonesianZone.wib.time(rfc3339: row.at))  \(row.actor): \(row.note)"
            return row.change.added.isEmpty && row.change.removed.isEmpty ? title : "\(title)\n\(row.change.text)"
        }.joined(separator: "\n\n")
    }
}
