import Complaints
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
        var table = TextTable([
            Heading.clock, Heading.workingDays, Heading.validFrom, Heading.validTo, Heading.caseClass, Heading.region,
            Heading.source,
        ])
        for row in rows {
            table.add([
                row.clock, String(row.workingDays), row.validFrom, row.validTo ?? "-",
                row.caseClass ?? CalendarWords.allClasses.text,
                row.regionCode ?? CalendarWords.nation.text, row.source,
            ])
        }
        return table.text
    }
}

/// How many working days each clock has.
package struct DeadlineRuleList: ListResult {
    package let rows: [DeadlineRuleRow]

    package init() throws {
        var database = try Connections.database()
        rows = try DeadlineRuleTable.all(&database).map(DeadlineRuleRow.init)
    }

    package var text: String { DeadlineRuleRow.table(rows) }
}
