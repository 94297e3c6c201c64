import ArgumentParser
import Operator

/// `lapor body coaching`
struct CoachingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coaching",
        abstract: "Pembinaan: bodies that lag, by province: why, since when, open and overdue cases, decrees.",
        discussion: """
            Standings are those of the last watch. Regencies and cities with overdue cases are listed even when nothing \
            else is wrong; their figures include their units.
            """)

    @Option(help: "Only this province: the first two digits of its region code.")
    var province: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
        var register = try BodyRegister()
        let report = try CoachingReport(&register).groups.filter { province == nil || $0.province == province }
        try output.print(report, Self.text(of: report))
    }

    private static func text(of report: [CoachingReport.Group]) -> String {
        guard !report.isEmpty else { return "No body lags." }
        return report.map { group in
            var table = TextTable(
                ["Instansi", "Sebab", "Sejak", "Terbuka", "Terlambat", "SK Tim Pengelola"], widest: 60)
            for body in group.bodies {
                table.add([
                    "\(body.name) (\(body.code))", (body.dormant ? "DORMAN: " : "") + body.text, body.since ?? "-",
                    String(body.open), String(body.overdue), body.decree.map(text) ?? "-",
                ])
            }
            return "\(group.name): \(group.bodies.count)\n\(table.text)"
        }.joined(separator: "\n\n")
    }

    private static func text(_ decree: Decrees.Row) -> String {
        "\(decree.number), \(decree.issued)" + (decree.until.map { " s.d. \($0)" } ?? "")
    }
}
