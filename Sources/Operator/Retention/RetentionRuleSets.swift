import Complaints
import Store

/// The rules of retention in force as they were written, or, before the first, what lapor comes with.
package struct RetentionRuleSet: CommandResult {
    /// 0: none was put in force.
    var version: Int
    var since: Instant?
    var actor: String?
    /// Rules that are switched on.
    var active: Int
    /// As it was written.
    var rules: String

    package init() throws {
        var database = try Connections.database()
        let newest = try RetentionRuleTable.newest(&database)
        (version, since, actor) = (newest?.version ?? 0, newest?.at, newest?.actor)
        rules = newest?.text ?? RetentionRuleFile.shipped
        active = try RetentionRuleTable.inForce(&database).active.count
    }

    package var text: String {
        guard let since, let actor else { return "\(RetentionWords.noRules)\n\n\(rules)" }
        return "\(RetentionWords.rulesOf(version, IndonesianZone.wib.time(since), actor))\n\n\(rules)"
    }
}

/// Rules of retention that were put in force.
package struct AppliedRetentionRules: CommandResult {
    var version: Int
    var rules: Int
    var active: Int

    /// Puts the rules of `file` in force, in the place of those before.
    ///
    /// - Throws: `RuleFileError` with line and reason, `Failure`.
    package init(_ file: String, actor: String) throws {
        guard let text = String(validating: try InputFile.read(file), as: UTF8.self) else {
            throw Failure(.badData, CommonWords.notUTF8(file))
        }
        let read = RetentionRules(rules: try RetentionRuleFile(text).rules)
        var database = try Connections.database()
        version = try RetentionRuleTable.apply(text, at: try StoreClock.now(&database), actor: actor, &database)
        (rules, active) = (read.rules.count, read.active.count)
    }

    package var text: String { RetentionWords.applied(version, rules, active).text }
}
