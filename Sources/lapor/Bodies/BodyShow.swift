import ArgumentParser
import Complaints
import Operator
import Postgres
import Routing
import Store

/// `lapor body show`
struct BodyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one body: officers, decrees, open cases, whether it can act and why not.")

    @OptionGroup var options: BodyOptions

    private struct File: Encodable {
        var code: String
        var name: String
        var shortName: String?
        var kind: String
        var parent: String?
        var region: String?
        var duty: String?
        var aliases: [String]
        var officers: [Officers.Row]
        var decrees: [Decrees.Row]
        var openCases: Int
        var dormant: Bool
        var reasons: [String]
        var since: String?
        var heldAt: String?
    }

    func run() throws {
        var register = try BodyRegister()
        _ = try register.name(of: options.body)
        let file = try read(&register)
        try options.output.print(file, Self.text(of: file))
    }

    private func read(_ register: inout BodyRegister) throws -> File {
        let code = Parameter.text(options.body)
        let rows = try register.database.execute(
            "show body",
            """
            SELECT b.name, b.short_name, b.kind, b.parent_code, b.region_code, d.name, (SELECT count(*) FROM complaint c
                WHERE c.body_code = b.code AND c.status NOT IN ('selesai', 'arsip')),
                COALESCE((SELECT string_agg(alias, '|' ORDER BY alias) FROM body_alias a
                    WHERE a.kind = 'body' AND a.target_code = b.code), '')
            FROM body b LEFT JOIN duty d ON d.code = b.duty_code WHERE b.code = $1
            """, [code])
        let standing = try StandingTable.rows(&register.database)[options.body]
        let rules = try ReferenceTables.caseRules(&register.database)
        return File(
            code: options.body, name: rows.text(0, 0), shortName: rows.optionalText(0, 1), kind: rows.text(0, 2),
            parent: rows.optionalText(0, 3), region: rows.optionalText(0, 4), duty: rows.optionalText(0, 5),
            aliases: rows.text(0, 7).split(separator: "|").map(String.init),
            officers: try Officers.officers(of: options.body, &register),
            decrees: try Decrees.decrees(of: options.body, &register), openCases: Int(rows.integer(0, 6)),
            dormant: standing?.standing.isDormant ?? false, reasons: standing?.standing.reasons.map(\.rawValue) ?? [],
            since: standing.map { IndonesianZone.wib.day($0.since) }, heldAt: rules.holder(for: options.body))
    }

    private static func text(of file: File) -> String {
        var lines = ["\(file.name) (\(file.code))"]
        func line(_ label: String, _ text: String?) { lines.append("  \(label.padded(to: 12)) \(text ?? "-")") }
        line("Kind", file.kind)
        line("Short name", file.shortName)
        line("Also called", file.aliases.isEmpty ? nil : file.aliases.joined(separator: ", "))
        line("Above", file.parent)
        line("Region", file.region)
        line("Duty", file.duty)
        line("Open cases", String(file.openCases))
        line("Standing", standing(file))
        return lines.joined(separator: "\n") + "\n\nOfficers\n" + Officers.text(of: file.officers)
            + "\n\nSK Tim Pengelola\n" + Decrees.text(of: file.decrees)
    }

    private static func standing(_ file: File) -> String {
        let why = file.reasons.joined(separator: ", ") + (file.since.map { " since \($0)" } ?? "")
        if file.dormant { return "dormant, cases held at \(file.heldAt ?? "-"): \(why)" }
        return file.reasons.isEmpty ? "can act" : "can act, lags: \(why)"
    }
}
