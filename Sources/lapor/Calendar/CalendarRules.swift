import ArgumentParser
import Complaints
import Foundation
import Operator
import Postgres
import Shared
import Store

/// `lapor calendar rules`
struct CalendarRules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "How many working days each clock has: lists and adds rules.",
        discussion: """
            A rule holds for clocks that start from its first day on; clocks that run keep their length. Of several rules the one \
            for the nearest region counts, then the one for the class, then the newest. Enter a rule before its first day.
            """,
        subcommands: [RulesShow.self, RulesAdd.self, RulesImport.self])

    /// Puts rules in force and says so.
    static func add(
        _ rows: [DeadlineRuleTable.Row], _ decree: DecreeOptions, _ output: OutputOptions,
        _ database: inout PostgresConnection
    ) throws {
        struct Result: Encodable {
            var version: Int?
            var rules: [RuleRow]
        }
        let now = try StoreClock.scenarioTime(&database) ?? .now
        let version = try DeadlineRuleTable.add(rows, actor: decree.actor, note: decree.note, at: now, &database)
        for row in rows where row.rule.validFrom < IndonesianZone.wib.date(at: now) {
            Terminal.complain(
                "\(row.rule.clock.rawValue) holds from \(row.rule.validFrom): clocks that started since then keep their length"
            )
        }
        let shown = rows.map(RuleRow.init)
        try output.print(
            Result(version: version, rules: shown),
            version.map { "calendar \($0) is in force\n\(RuleRow.table(shown))" } ?? "all were there already")
    }

    /// Checks what a rule refers to.
    ///
    /// - Throws: `PostgresError`, `Failure` `badData`.
    static func check(_ region: String, _ database: inout PostgresConnection) throws {
        if !region.isEmpty { try database.checkRegion(region) }
    }
}

/// A rule, as results show it.
struct RuleRow: Encodable {
    var clock: String
    var workingDays: Int
    var validFrom: String
    var validTo: String?
    var caseClass: String?
    var regionCode: String?
    var source: String

    init(_ row: DeadlineRuleTable.Row) {
        clock = row.rule.clock.rawValue
        workingDays = row.rule.workingDays
        validFrom = row.rule.validFrom.description
        validTo = row.rule.validTo?.description
        caseClass = row.rule.caseClass?.rawValue
        regionCode = row.rule.region.isEmpty ? nil : row.rule.region
        source = row.source.rawValue
    }

    static func table(_ rows: [RuleRow]) -> String {
        var table = TextTable(["Tenggat", "Hari kerja", "Berlaku dari", "Sampai", "Jenis", "Wilayah", "Dasar"])
        for row in rows {
            table.add([
                row.clock, String(row.workingDays), row.validFrom, row.validTo ?? "-", row.caseClass ?? "semua",
                row.regionCode ?? "nasional", row.source,
            ])
        }
        return table.text
    }
}

/// `lapor calendar rules list`
struct RulesShow: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Shows all rules.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let rows = try DeadlineRuleTable.all(&database).map(RuleRow.init)
        try output.print(rows, RuleRow.table(rows))
    }
}

/// `lapor calendar rules add`
struct RulesAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds one rule, in the place of one for the same clock, class, region and first day.")

    @Argument(
        help: "The clock: \(DeadlineClock.allCases.map(\.rawValue).joined(separator: ", ")).",
        transform: TypedWord.clock)
    var clock: DeadlineClock
    @Argument(help: "Its length in working days.")
    var days: Int
    @Option(help: "First day on which a clock that starts has this length.", transform: TypedWord.day)
    var from: CivilDate
    @Option(help: "Last such day.", transform: TypedWord.day)
    var to: CivilDate?
    @Option(
        name: .customLong("class"),
        help: "Only for this class: \(CaseClass.allCases.map(\.rawValue).joined(separator: ", ")).",
        transform: TypedWord.caseClass)
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
        var database = try PostgresConnection(to: try Connections.databaseURL())
        try CalendarRules.check(region, &database)
        let rule = DeadlineRule(
            clock: clock, workingDays: days, validFrom: from, validTo: to, caseClass: caseClass, region: region)
        let row = DeadlineRuleTable.Row(rule, source: inferred ? .inference : .regulation)
        try CalendarRules.add([row], decree, output, &database)
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
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(.noInput, "cannot read \(file)")
        }
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let table = try CSVTable(
            Array(data), required: ["clock", "working_days", "valid_from", "source"],
            optional: ["valid_to", "class", "region_code"])
        var rows: [DeadlineRuleTable.Row] = []
        for line in table.rows {
            let row = try Self.row(line)
            do {
                try CalendarRules.check(row.rule.region, &database)
            } catch let failure as Failure {
                throw line.failure(failure.description)
            }
            rows.append(row)
        }
        try CalendarRules.add(rows, decree, output, &database)
    }

    private static func row(_ line: CSVTable.Row) throws(Failure) -> DeadlineRuleTable.Row {
        guard let clock = DeadlineClock(rawValue: line["clock"]) else {
            throw line.failure("there is no clock '\(line["clock"])'")
        }
        guard let days = Int(line["working_days"]), 1...1000 ~= days else {
            throw line.failure("working_days must be 1 to 1000")
        }
        guard let source = DeadlineRuleTable.Source(rawValue: line["source"]) else {
            throw line.failure("source must be S or I")
        }
        let from = try line.date("valid_from")
        let to = line["valid_to"].isEmpty ? nil : try line.date("valid_to")
        if let to, to < from { throw line.failure("valid_to must not be before valid_from") }
        let name = line["class"]
        let caseClass = CaseClass(rawValue: name)
        guard name.isEmpty || caseClass != nil else { throw line.failure("there is no class '\(name)'") }
        let rule = DeadlineRule(
            clock: clock, workingDays: days, validFrom: from, validTo: to, caseClass: caseClass,
            region: line["region_code"])
        return DeadlineRuleTable.Row(rule, source: source)
    }
}

/// Words of options that are read into values.
enum TypedWord {
    static func clock(_ text: String) throws -> DeadlineClock {
        guard let clock = DeadlineClock(rawValue: text) else { throw ValidationError("there is no clock '\(text)'") }
        return clock
    }

    static func caseClass(_ text: String) throws -> CaseClass {
        guard let found = CaseClass(rawValue: text) else { throw ValidationError("there is no class '\(text)'") }
        return found
    }

    static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(iso: text) else {
            throw ValidationError("'\(text)' is no day; write it such as 2026-01-31")
        }
        return day
    }
}
