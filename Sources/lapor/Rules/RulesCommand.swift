import ArgumentParser
import Complaints
import Foundation
import Operator
import Postgres
import Routing
import Store

/// `lapor rules`
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Rules that decide before the models do: tries, applies and lists them.",
        discussion: """
            A file has one rule per line, as a JSON object; the first rule whose conditions all hold decides. docs/routing.md \
            has all members and examples.
            """,
        subcommands: [RulesApply.self, RulesTry.self, RulesList.self])

    /// Reads and checks a file of rules.
    ///
    /// - Throws: `RuleFileError` with line and reason, `Failure` when it cannot be read.
    static func read(_ path: String, for router: Router) throws -> (text: String, file: RuleFile) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.noInput, "cannot read \(path)")
        }
        guard let text = String(data: data, encoding: .utf8) else { throw Failure(.badData, "\(path) is not UTF-8") }
        let file = try RuleFile(text)
        try file.check(against: router)
        return (text, file)
    }
}

/// `lapor rules apply`
struct RulesApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Puts a file of rules in force, in the place of those before.",
        discussion:
            "Refused as a whole, with line and reason, when one rule is broken. Workers follow within 30 seconds.")

    @Argument(help: "The file.")
    var file: String
    @Option(help: "Who applies them; default: the user's name.")
    var actor = NSUserName()
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var version: Int
        var rules: Int
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let (text, rules) = try RulesCommand.read(file, for: try ReferenceTables.router(&database))
        let version = try RuleTable.apply(text, actor: actor, &database)
        try output.print(
            Result(version: version, rules: rules.rules.count),
            "set \(version) with \(rules.rules.count) rules is in force")
    }
}

/// `lapor rules list`
struct RulesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows the rules in force as they were written, and the sets before.")

    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        var version: Int
        var at: String
        var actor: String
        var rules: Int
        var text: String?
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let rows = try RuleTable.all(&database, limit: 20).enumerated().map { index, set in
            Row(
                version: set.version, at: set.at.rfc3339, actor: set.actor, rules: try RuleFile(set.text).rules.count,
                text: index == 0 ? set.text : nil)
        }
        var table = TextTable(["Set", "Sejak", "Oleh", "Aturan"])
        for row in rows { table.add([String(row.version), row.at, row.actor, String(row.rules)]) }
        let text = rows.first?.text ?? "# no rules: models and keywords decide"
        try output.print(rows, rows.isEmpty ? text : "\(table.text)\n\n\(text)")
    }
}
