import ArgumentParser
import Figures
import Operator

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Figures of the time before the journal, kept as they were published.",
        subcommands: [Import.self, Problems.self, Report.self])

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads an official SP4N-LAPOR! export, or a published table, into the history.",
            discussion: """
                Nothing of it becomes a case. Of an export no title and no text is kept. A published table has columns \
                periode and jumlah, kode_kabkota and kabupaten_kota (or instansi), and one for each status. Rows that do \
                not add up, that contradict each other or an earlier file, or that stand under another region's code are \
                kept as published, listed, and left out of every rate; rows that cannot be read are only listed. The same \
                file again changes nothing.
                """)

        @Argument(help: "The file, CSV.")
        var file: String
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try HistoryImport(file)) }
    }

    struct Problems: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists what is wrong with rows of the history: nothing of it is repaired.")

        @Option(help: "Only rows of files of this name.")
        var file: String?
        @OptionGroup var page: ListLimit
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try HistoryProblems(file: file, limit: page.limit)) }
    }
}

extension HistoryCommand {
    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Figures of the history: cases of exports by period, and published tables row by row.",
            discussion: """
                A row that does not add up has its difference in place of rates. Rows that contradict each other are all \
                there, and neither they nor others that 'lapor history problems' lists have rates.
                """)

        @Option(help: "day, week, month, quarter or year.")
        var period = ReportPeriod.year
        @OptionGroup var page: ListLimit
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try HistoryFigures(by: period, limit: page.limit)) }
    }
}
