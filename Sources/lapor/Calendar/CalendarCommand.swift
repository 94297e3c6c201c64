import ArgumentParser
import Complaints
import Foundation
import Operator

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
        try requireWords(note, "--note")
        try requireWords(actor, "--actor")
        try require(1...300 ~= note.utf8.count, CallWords.length("--note", 300))
        try require(1...100 ~= actor.utf8.count, CallWords.length("--actor", 100))
    }
}

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

struct CalendarShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the holidays in force.")

    @Option(help: "Only those of this year.")
    var year: Int?
    @OptionGroup var page: ListLimit
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try HolidayList(year: year, limit: page.limit)) }
}

struct CalendarHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Shows which calendars were in force since when, by whom, and what each changed.")

    @Option(help: "Only this version, with all days that it changed.")
    var version: Int?
    @OptionGroup var page: ListLimit
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try CalendarVersions(version: version, limit: page.limit)) }
}

struct CalendarDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compares the draft with the calendar in force, and says which open deadlines would move.")

    @Option(help: "How many cases to show.")
    var sample = 10
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(0...1000 ~= sample, CallWords.range("--sample", 0, 1000))
    }

    func run() throws { try output.print(try CalendarDifference(sample: sample)) }
}

struct CalendarApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Puts the draft in force, and waits until open deadlines are computed again.",
        discussion: """
            A draft that changes nothing is dropped. Routing and casework follow within 30 seconds; what they compute by the old \
            calendar until then is computed again as well.
            """)

    @OptionGroup var decree: DecreeOptions
    @Flag(name: .customLong("no-wait"), help: "Do not wait until open deadlines are computed again.")
    var doesNotWait = false
    @Option(help: "Seconds to wait at most.")
    var timeout = 600
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(timeout > 0, CallWords.aboveZero("--timeout"))
    }

    func run() throws {
        try output.print(
            try AppliedCalendar(actor: decree.actor, note: decree.note, waiting: doesNotWait ? nil : timeout))
    }
}

struct CalendarRules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "How many working days each clock has: lists and adds rules.",
        discussion: """
            A rule holds for clocks that start from its first day on; clocks that run keep their length. Of several rules the one \
            for the nearest region counts, then the one for the class, then the newest. Enter a rule before its first day.
            """,
        subcommands: [RulesShow.self, RulesAdd.self, RulesImport.self])
}

struct RulesShow: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Shows all rules.")

    @Option(help: "Only rules for this clock.")
    var clock: DeadlineClock?
    @OptionGroup var page: ListLimit
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try DeadlineRuleList(of: clock, limit: page.limit)) }
}

struct RulesAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds one rule, in the place of one for the same clock, class, region and first day.")

    @Argument(help: "The clock.")
    var clock: DeadlineClock
    @Argument(help: "Its length in working days.")
    var days: Int
    @Option(help: "First day on which a clock that starts has this length.", transform: CivilDate.typed)
    var from: CivilDate
    @Option(help: "Last such day.", transform: CivilDate.typed)
    var to: CivilDate?
    @Option(
        name: .customLong("class"),
        help: "Only for this class.")
    var caseClass: CaseClass?
    @Option(help: "Kemendagri code of the region that it is for, with all below.")
    var region = ""
    @Flag(help: "The installation's own decision, not a regulation's.")
    var inferred = false
    @OptionGroup var decree: DecreeOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(1...1000 ~= days, CallWords.range("DAYS", 1, 1000))
        try require(to.map { from <= $0 } ?? true, CallWords.before("--to", "--from"))
    }

    func run() throws {
        let rule = DeadlineRule(
            clock: clock, workingDays: days, validFrom: from, validTo: to, caseClass: caseClass, region: region)
        try output.print(
            try AddedDeadlineRules(rule, isInferred: inferred, actor: decree.actor, note: decree.note))
    }
}

struct RulesImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Adds rules from a CSV file.",
        discussion: """
            Columns: clock,working_days,valid_from,source and, if wanted, valid_to,class,region_code. source is S (a regulation says \
            so) or I (the installation has decided it). Refused as a whole, with line and reason, when one line is wrong.
            """)

    @Argument(help: "The file.")
    var file: String
    @OptionGroup var decree: DecreeOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.print(try AddedDeadlineRules(file: file, actor: decree.actor, note: decree.note))
    }
}

extension DeadlineClock: ExpressibleByArgument {}
extension CaseClass: ExpressibleByArgument {}
