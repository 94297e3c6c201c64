import ArgumentParser
import Complaints
import Operator

/// `lapor calendar rules`
struct CalendarRules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "How many working days each clock has: lists and adds rules.",
        discussion: """
            A rule holds for clocks that start from its first day on; clocks that run keep their length. Of several rules the one \
            for the nearest region counts, then the one for the class, then the newest. Enter a rule before its first day.
            """,
        subcommands: [RulesShow.self, RulesAdd.self, RulesImport.self])
}

/// `lapor calendar rules list`
struct RulesShow: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Shows all rules.")

    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try DeadlineRuleList()) }
}

/// `lapor calendar rules add`
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
        guard 1...1000 ~= days else { throw ValidationError("the length must be 1 to 1000 working days") }
        if let to, to < from { throw ValidationError("--to must not be before --from") }
    }

    func run() throws {
        let rule = DeadlineRule(
            clock: clock, workingDays: days, validFrom: from, validTo: to, caseClass: caseClass, region: region)
        try output.print(
            try AddedDeadlineRules(rule, isInferred: inferred, actor: decree.actor, note: decree.note))
    }
}

/// `lapor calendar rules import`
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
