package import Complaints
import Shared
import Store

/// A rule, as results show it.
package struct DeadlineRuleRow: Encodable {
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

    static func table(_ rows: [DeadlineRuleRow]) -> String {
        return TextTable(
            [.clock, .workingDays, .validFrom, .validTo, .caseClass, .region, .source],
            rows.map {
                [
                    $0.clock, $0.workingDays, $0.validFrom, $0.validTo, $0.caseClass ?? CalendarWords.allClasses,
                    $0.regionCode ?? CalendarWords.nation, $0.source,
                ]
            }
        ).text
    }
}

package struct DeadlineRuleList: CutList {
    package let rows: [DeadlineRuleRow]
    package let more: Int

    /// - Parameter clock: only its rules; nil: all.
    package init(of clock: DeadlineClock?, limit: Int) throws {
        var database = try Connections.database()
        (rows, more) = try DeadlineRuleTable.all(&database).filter { clock == nil || $0.rule.clock == clock }
            .map(DeadlineRuleRow.init).cut(to: limit)
    }

    package var text: String { DeadlineRuleRow.table(rows) }
}

package struct AddedDeadlineRules: CommandResult {
    var version: Int?
    var rules: [DeadlineRuleRow]

    /// Adds one rule.
    ///
    /// - Parameter isInferred: whether it is the installation's own decision, not a regulation's.
    /// - Throws: `Failure` `badData`.
    package init(_ rule: DeadlineRule, isInferred: Bool, actor: String, note: String) throws {
        var database = try Connections.database()
        if !rule.region.isEmpty { try database.checkRegion(rule.region) }
        let row = DeadlineRuleTable.Row(rule, source: isInferred ? .inference : .regulation)
        try self.init([row], actor: actor, note: note, &database)
    }

    /// Adds the rules of a CSV file: all lines, or none.
    ///
    /// - Throws: `Failure` with line and reason.
    package init(file: String, actor: String, note: String) throws {
        let bytes = try InputFile.read(file)
        var database = try Connections.database()
        let required = ["clock", "working_days", "valid_from", "source"]
        let table = try CSVTable(bytes, columns: required + ["valid_to", "class", "region_code"], required: required)
        var rows: [DeadlineRuleTable.Row] = []
        for line in try table.whole {
            let row = try Self.row(line)
            let region = row.rule.region
            guard try region.isEmpty || RegionTable.contains(region, &database) else {
                throw line.failure(CommonWords.noRegion(region))
            }
            rows.append(row)
        }
        try self.init(rows, actor: actor, note: note, &database)
    }

    private init(
        _ rows: [DeadlineRuleTable.Row], actor: String, note: String, _ database: inout Database
    ) throws {
        let now = try StoreClock.now(&database)
        version = try DeadlineRuleTable.add(rows, actor: actor, note: note, at: now, &database)
        rules = rows.map(DeadlineRuleRow.init)
        for row in rows where row.rule.validFrom < IndonesianZone.wib.date(at: now) {
            Terminal.complain(
                CalendarWords.keepLength(row.rule.clock.rawValue, row.rule.validFrom.description))
        }
    }

    package var text: String {
        version.map { "\(CalendarWords.inForce($0))\n\(DeadlineRuleRow.table(rules))" } ?? CalendarWords.allThere.text
    }

    private static func row(_ line: CSVTable.Row) throws(Failure) -> DeadlineRuleTable.Row {
        guard let clock = DeadlineClock(rawValue: line["clock"]) else {
            throw line.failure(FileWords.noClock(line["clock"]))
        }
        guard let days = Int(line["working_days"]), 1...1000 ~= days else {
            throw line.failure(FileWords.workingDays)
        }
        guard let source = DeadlineRuleTable.Source(rawValue: line["source"]) else {
            throw line.failure(FileWords.source)
        }
        let from = try line.date("valid_from")
        let to = line["valid_to"].isEmpty ? nil : try line.date("valid_to")
        if let to, to < from { throw line.failure(FileWords.endBeforeStart) }
        let name = line["class"]
        let caseClass = CaseClass(rawValue: name)
        guard name.isEmpty || caseClass != nil else { throw line.failure(FileWords.noClass(name)) }
        let rule = DeadlineRule(
            clock: clock, workingDays: days, validFrom: from, validTo: to, caseClass: caseClass,
            region: line["region_code"])
        return DeadlineRuleTable.Row(rule, source: source)
    }
}
