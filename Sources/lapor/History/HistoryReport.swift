import ArgumentParser
import Figures
import Operator

extension HistoryCommand {
    /// `lapor history report`
    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Figures of the history: cases of exports by period, and published tables row by row.",
            discussion: """
                A row that does not add up has its difference in place of rates. Rows that contradict each other are all \
                there, and neither they nor others that 'lapor history problems' lists have rates.
                """)

        @Option(help: "day, week, month, quarter or year.")
        var period = ReportPeriod.year
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try HistoryFigures(by: period)) }
    }
}
