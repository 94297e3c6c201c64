import ArgumentParser
import Foundation
import Operator

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

    func run() throws { try output.print(try StagedCalendar(file, whole: whole)) }
}

/// `lapor calendar show`
struct CalendarShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the holidays in force.")

    @Option(help: "Only those of this year.")
    var year: Int?
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try HolidayList(year: year)) }
}

/// `lapor calendar history`
struct CalendarHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Shows which calendars were in force since when, by whom, and what each changed.")

    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try CalendarVersions()) }
}
