import Complaints
import Foundation
import Routing
import Store

package struct AppliedRules: CommandResult {
    var version: Int
    var rules: Int

    /// Puts the rules of `file` in force, in the place of those before.
    ///
    /// - Throws: `RuleFileError` with line and reason, `Failure`.
    package init(_ file: String, actor: String) throws {
        var database = try Connections.database()
        let (text, read) = try Self.read(file, for: try ReferenceTables.router(&database))
        version = try RuleTable.apply(text, at: try StoreClock.now(&database), actor: actor, &database)
        rules = read.rules.count
    }

    package var text: String { RoutingWords.inForce(version, rules).text }

    static func read(_ path: String, for router: Router) throws -> (text: String, file: RuleFile) {
        guard let text = String(validating: try InputFile.read(path), as: UTF8.self) else {
            throw Failure(.badData, CommonWords.notUTF8(path))
        }
        let file = try RuleFile(text)
        try file.check(against: router)
        return (text, file)
    }
}

package struct RuleSetList: CutList {
    package struct Row: Encodable {
        var version: Int
        var at: String
        var actor: String
        var rules: Int
        var text: String?
    }

    package let rows: [Row]
    package let more: Int

    package init(limit: Int) throws {
        var database = try Connections.database()
        let sets = try RuleTable.all(&database, limit: .max).cut(to: limit)
        more = sets.more
        rows = try sets.rows.enumerated().map { index, set in
            Row(
                version: set.version, at: set.at.rfc3339, actor: set.actor, rules: try RuleFile(set.text).rules.count,
                text: index == 0 ? set.text : nil)
        }
    }

    package var text: String {
        guard let newest = rows.first?.text else { return RoutingWords.noRules.text }
        let table = TextTable(
            [.set, .since, .actor, .rules],
            rows.map { [$0.version, IndonesianZone.wib.time(rfc3339: $0.at), $0.actor, $0.rules] })
        return "\(table.text)\n\n\(newest)"
    }
}
