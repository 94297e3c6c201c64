import ArgumentParser
import Complaints
import Foundation
import Operator
import Postgres
import Store

/// `lapor calendar`
struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Holidays and deadline rules as data: imports, compares, applies, shows them.",
        discussion: """
            A decree becomes a draft (import), is compared with what is in force (diff), and is put in force (apply). Then \
            ClockWorker computes open deadlines again, and the journal keeps each that moved, before and after. docs/deadlines.md \
            has the clocks and examples.
            """,
        subcommands: [
            CalendarImport.self, CalendarDiff.self, CalendarApply.self, CalendarShow.self, CalendarHistory.self,
            CalendarRules.self,
        ])
}

/// Who changes the calendar, and why.
struct DecreeOptions: ParsableArguments {
    @Option(help: "Who puts it in force; default: the user's name.")
    var actor = NSUserName()
    @Option(help: "Why: number and date of the decree.")
    var note: String

    func validate() throws {
        guard 1...300 ~= note.utf8.count else { throw ValidationError("--note must have 1 to 300 characters") }
        guard 1...100 ~= actor.utf8.count else { throw ValidationError("--actor must have 1 to 100 characters") }
    }
}

/// A day of the calendar, as results show it.
struct HolidayRow: Encodable {
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

    var cells: [String] { [date, regionCode ?? "nasional", kind, name] }
    static let titles = ["Tanggal", "Wilayah", "Jenis", "Nama"]
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
        guard !added.isEmpty || !removed.isEmpty else { return "no day changes" }
        var table = TextTable([""] + HolidayRow.titles)
        for row in removed { table.add(["-"] + row.cells) }
        for row in added { table.add(["+"] + row.cells) }
        return table.text
    }
}

/// `lapor calendar import`
struct CalendarImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Reads holidays from a CSV file into a draft; nothing is in force yet.",
        discussion: """
            Columns: date,name,kind and, if wanted, region_code. kind is libur_nasional or cuti_bersama; region_code is a \
            Kemendagri code, empty for the nation. Refused as a whole, with line and reason, when one line is wrong. A draft that \
            was there is replaced.
            """)

    @Argument(help: "The file.")
    var file: String
    @Flag(help: "The file lists all days of the years and regions that it names: what it does not list is removed.")
    var whole = false
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var days: Int
        var whole: Bool
        var change: ChangeRows
    }

    func run() throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(.noInput, "cannot read \(file)")
        }
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let codes = try database.execute("region codes", "SELECT code FROM region")
        let regions = Set((0..<codes.count).map { codes.text($0, 0) })
        let draft = CalendarDraft(days: try CalendarFile(Array(data), regions: regions).days, isWhole: whole)
        try CalendarTable.stage(draft, &database)
        let change = ChangeRows(CalendarChange(draft, in: try CalendarTable.inForce(&database)))
        try output.print(
            Result(days: draft.days.count, whole: whole, change: change),
            "draft of \(draft.days.count) days; against the calendar in force:\n\(change.text)")
    }
}

/// `lapor calendar show`
struct CalendarShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the holidays in force.")

    @Option(help: "Only those of this year.")
    var year: Int?
    @OptionGroup var output: OutputOptions

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let days = try CalendarTable.inForce(&database).filter { year == nil || $0.date.year == year }
        guard !days.isEmpty else {
            throw Failure(
                .notFound, "the calendar has no day\(year.map { " of \($0)" } ?? ""); run 'lapor load reference'")
        }
        var table = TextTable(HolidayRow.titles)
        let rows = days.map(HolidayRow.init)
        for row in rows { table.add(row.cells) }
        try output.print(rows, table.text)
    }
}

/// `lapor calendar history`
struct CalendarHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Shows which calendars were in force since when, by whom, and what each changed.")

    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        var version: Int
        var at: String
        var actor: String
        var note: String
        var change: ChangeRows
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let rows = try CalendarTable.history(&database).map {
            Row(
                version: $0.number, at: $0.at.rfc3339, actor: $0.actor, note: $0.note, change: ChangeRows($0.change))
        }
        let text = rows.map { row in
            let title = "\(row.version)  \(row.at)  \(row.actor): \(row.note)"
            return row.change.added.isEmpty && row.change.removed.isEmpty ? title : "\(title)\n\(row.change.text)"
        }
        try output.print(rows, text.joined(separator: "\n\n"))
    }
}
