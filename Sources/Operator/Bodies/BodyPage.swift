import Complaints
import Routing
package import Store
import Watch

/// A session to look up and change bodies, by the store's own day.
struct BodyRegister: ~Copyable {
    var database: Database
    let now: Instant
    /// Today, in western time.
    let today: CivilDate

    init() throws {
        var database = try Connections.database(seconds: 300)
        let now = try StoreClock.now(&database)
        self.database = database
        self.now = now
        today = IndonesianZone.wib.date(at: now)
    }

    /// Checks that there is a body of that code.
    ///
    /// - Throws: `Failure` `notFound`.
    mutating func check(_ code: String) throws {
        guard try database.hasBody(code) else { throw Failure(.notFound, CommonWords.noBody(code)) }
    }
}

package struct BodyChange: CommandResult {
    var body: String
    var changed: Phrase

    package var text: String { "\(body): \(changed)" }
}

package struct BodyListing: CutList {
    package let rows: [BodyTable.Listed]

    package let more: Int

    /// Lists at most `limit` of them.
    ///
    /// - Parameter region: by its code or its name.
    package init(region: String?, kind: String?, parent: String?, dormant: Bool, limit: Int) throws {
        var register = try BodyRegister()
        let region = try region.map { try register.database.region($0) }
        if let parent { try register.database.checkBody(parent) }
        let filter = BodyTable.Filter(region: region, kind: kind, parent: parent, isDormant: dormant)
        (rows, more) = try BodyTable.list(filter, &register.database).cut(to: limit)
    }

    package var text: String {
        guard !rows.isEmpty else { return BodyWords.noneMeant.text }
        return TextTable(
            [.code, .above, .kind, .name, .officers, .standing], widest: 60,
            rows.map {
                [
                    $0.code, $0.parent, $0.kind, $0.name, $0.officers,
                    BodyWords.standing(dormant: $0.dormant, $0.reasons),
                ]
            }
        ).text
    }
}

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

    /// - Throws: `Failure` `notFound`.
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
        line(Phrase.kind, kind)
        line(Phrase.shortName, shortName)
        line(Phrase.aliases, aliases.isEmpty ? nil : aliases.joined(separator: ", "))
        line(Phrase.above, parent)
        line(Phrase.region, region)
        line(Phrase.duty, duty)
        line(Phrase.openCases, String(openCases))
        line(Phrase.standing, standing.text)
        return lines.joined(separator: "\n") + "\n\n\(BodyWords.officers)\n" + OfficerList(rows: officers).text
            + "\n\n\(Phrase.decree)\n" + DecreeList(rows: decrees).text
    }

    private var standing: Phrase {
        let why = BodyWords.reasons(reasons, since: since)
        if dormant { return BodyWords.dormant(heldAt ?? "-", why) }
        return reasons.isEmpty ? BodyWords.canAct : BodyWords.lags(why)
    }
}

package struct BodyWatchReport: CommandResult {
    private let report: BodyWatch.Report

    package init() throws {
        var register = try BodyRegister()
        report = try BodyWatch.run(at: register.now, &register.database)
    }

    package func encode(to encoder: any Encoder) throws { try report.encode(to: encoder) }

    package var text: String {
        [
            BodyWords.watched(report.dormant, report.asleep, report.woken, report.listed),
            BodyWords.casesHeld(report.held, report.released, report.unreadable),
        ].map(\.text).joined(separator: "\n")
    }
}
