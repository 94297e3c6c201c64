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
        guard let facts = try BodyTable.facts(body, &register.database) else { throw Failure(.notFound, body) }
        let standing = try StandingTable.rows(&register.database)[body]
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
        func line(_ label: String, _ text: String?) { lines.append("  \(label.padded(to: 12)) \(text ?? "-")") }
        line("Kind", kind)
        line("Short name", shortName)
        line("Also called", aliases.isEmpty ? nil : aliases.joined(separator: ", "))
        line("Above", parent)
        line("Region", region)
        line("Duty", duty)
        line("Open cases", String(openCases))
        line("Standing", standing)
        return lines.joined(separator: "\n") + "\n\nOfficers\n" + OfficerList(rows: officers).text
            + "\n\nSK Tim Pengelola\n" + DecreeList(rows: decrees).text
    }

    private var standing: String {
        let why = reasons.joined(separator: ", ") + (since.map { " since \($0)" } ?? "")
        if dormant { return "dormant, cases held at \(heldAt ?? "-"): \(why)" }
        return reasons.isEmpty ? "can act" : "can act, lags: \(why)"
    }
}
