import Complaints

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
    static let titles = [Heading.date, Heading.region, Heading.kind, Heading.name]
}

/// What a calendar changes, as results show it.
struct ChangeRows: Encodable {
    var added: [HolidayRow]
    var removed: [HolidayRow]

    init(_ change: CalendarChange) {
        added = change.added.map(HolidayRow.init)
        removed = change.removed.map(HolidayRow.init)
    }

    var text: String {
        guard !added.isEmpty || !removed.isEmpty else { return CalendarWords.noDayChanges.text }
        var table = TextTable([Phrase(same: "")] + HolidayRow.titles)
        for row in removed { table.add(["-"] + row.cells) }
        for row in added { table.add(["+"] + row.cells) }
        return table.text
    }
}
