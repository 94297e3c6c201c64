import ArgumentParser
import Postgres
import Shared

/// `lapor report`
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Figures: cases by status, or how well routing does.",
        subcommands: [StatusReport.self, RoutingReport.self], defaultSubcommand: StatusReport.self)
}

/// `lapor report status`
struct StatusReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Counts cases by status, with both rates and their denominators.",
        discussion: """
            Every figure is counted from the event journal and compared with the cases; figures that do not add up are \
            not printed (exit code 70).

            Persentase tindak lanjut (follow-up rate): (proses + selesai) / jumlah.
            Persentase selesai (resolution rate): selesai / jumlah.
            """)

    /// How the table is written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, csv, json
    }

    @Option(help: "table, csv or json.")
    var format = Format.table

    @OptionGroup var output: OutputOptions

    private struct RateRow: Encodable {
        var name: String
        var formula: String
        var numerator: Int
        var denominator: Int
        /// Percent to two decimals; null of nothing.
        var percent: Double?

        init(_ name: String, _ formula: String, _ rate: Rate) {
            self.name = name
            self.formula = formula
            numerator = rate.numerator
            denominator = rate.denominator
            percent = rate.hundredths.map { Double($0) / 100 }
        }
    }

    private struct Report: Encodable {
        var status: [String: Int]
        var jumlah: Int
        var rates: [RateRow]
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let figures = try JournalFigures.read(&database)
        switch output.json ? .json : format {
        case .table: print(Self.table(figures))
        case .csv: print(Self.csv(figures))
        case .json: print(try OutputOptions.encode(Self.report(figures)))
        }
    }

    private static func rates(_ figures: StatusFigures) -> [(name: String, formula: String, rate: Rate)] {
        [
            ("persentase_tindak_lanjut", "(proses + selesai) / jumlah", figures.followUp),
            ("persentase_selesai", "selesai / jumlah", figures.resolution),
        ]
    }

    private static func report(_ figures: StatusFigures) -> Report {
        Report(
            status: Dictionary(uniqueKeysWithValues: figures.counts.map { ($0.key.rawValue, $0.value) }),
            jumlah: figures.total, rates: rates(figures).map(RateRow.init))
    }

    private static func table(_ figures: StatusFigures) -> String {
        var counts = TextTable(["Status", "Jumlah"])
        for status in CaseStatus.allCases { counts.add([status.rawValue, String(figures.count(status))]) }
        counts.add(["jumlah", String(figures.total)])
        var shares = TextTable(["Ukuran", "Rumus", "Hitungan", "Persen"])
        for (name, formula, rate) in rates(figures) {
            let name = name.split(separator: "_").joined(separator: " ")
            shares.add([name, formula, "\(rate.numerator) / \(rate.denominator)", rate.percent])
        }
        return "\(counts.text)\n\n\(shares.text)"
    }

    /// One row per figure; the rates carry numerator and denominator.
    private static func csv(_ figures: StatusFigures) -> String {
        let counts = CaseStatus.allCases.map { "\($0.rawValue),\(figures.count($0)),\(figures.total)," }
        let shares = rates(figures).map { "\($0.name),\($0.rate.numerator),\($0.rate.denominator),\($0.rate.percent)" }
        return
            (["figure,numerator,denominator,percent"] + counts + ["jumlah,\(figures.total),\(figures.total),"] + shares)
            .joined(separator: "\n")
    }
}
