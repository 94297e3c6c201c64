import Complaints
import Routing
import Store

/// One body: officers, decrees, open cases, whether it can act and why not.
package struct BodyPage: CommandResult {
    var code: String
    var name: String
    var shortName: String?
    var kind: String
    var parent: String?
    var region: String?
    var duty: String?
    var aliases: [String]
    var officers: [OfficerTable.Holder]
    var decrees: [DecreeList.Row]
    var openCases: Int
    var dormant: Bool
    var reasons: [String]
    var since: String?
    var heldAt: String?

    /// - Throws: `Failure` `notFound`, and the errors of the database.
    package init(of body: String) throws {
        var register = try BodyRegister()
        try register.check(body)
        guard let facts = try BodyTable.facts(body, &register.database) else {
            throw Failure(.notFound, CommonWords.noBody(body))
        }
        let standing = try StandingTable.records(&register.database)[body]
        code = body
        (name, shortName, kind) = (facts.name, facts.shortName, facts.kind)
        (parent, region, duty, aliases) = (facts.parent, facts.region, facts.duty, facts.aliases)
        officers = try OfficerList(of: body, &register).rows
        decrees = try DecreeList(of: body, &register).rows
        openCases = facts.openCases
        dormant = standing?.standing.isDormant ?? false
        reasons = standing?.standing.reasons.map(\.rawValue) ?? []
        since = standing.map { IndonesianZone.wib.day($0.since) }
        heldAt = try ReferenceTables.caseRules(&register.database).holder(for: body)
    }

    package var text: String {
        var lines = ["\(name) (\(code))"]
        func line(_ label: Phrase, _ text: String?) { lines.append("  \(label.padded(to: 15)) \(text ?? "-")") }
        line(Heading.kind, kind)
        line(Heading.shortName, shortName)
        line(Heading.aliases, aliases.isEmpty ? nil : aliases.joined(separator: ", "))
        line(Heading.above, parent)
        line(Heading.region, region)
        line(Heading.duty, duty)
        line(Heading.openCases, String(openCases))
        line(Heading.standing, standing.text)
        return lines.joined(separator: "\n") + "\n\n\(BodyWords.officers)\n" + OfficerList(rows: officers).text
            + "\n\n\(Heading.decree)\n" + DecreeList(rows: decrees).text
    }

    private var standing: Phrase {
        let why = BodyWords.reasons(reasons, since: since)
        if dormant { return BodyWords.dormant(heldAt: heldAt ?? "-", why) }
        return reasons.isEmpty ? BodyWords.canAct : BodyWords.lags(why)
    }
}
