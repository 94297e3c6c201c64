import ArgumentParser
import Complaints
import Figures
import Foundation
import Operator

extension HistoryFigures.Format: ExpressibleByArgument {}

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Figures of the time before the journal, kept as they were published.",
        subcommands: [Import.self, Files.self, Withdraw.self, Problems.self, Report.self])

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads an official SP4N-LAPOR! export, or a published table, into the history.",
            discussion: """
                Nothing of it becomes a case. Of an export no title and no text is kept. A published table has a column of times \
                (periode, or tahun with bulan or triwulan), jumlah, one column for each status, and a region or body: columns are \
                known by their names, others are named and left out. Titles may stand above the header; commas, semicolons and \
                tabs, thousands apart, and times as people write them are understood. Rows that do not add up, that contradict \
                others of the same day, or that stand under a region that nobody knows are kept as published, listed, and left \
                out of every rate; rows that cannot be read are only listed. A row of sums is compared with its rows. The same \
                file again changes nothing.

                A file speaks as of a day: what --dated says, else what its title says, else the newest day of an export. Of two \
                files that speak of the same, the newer statement counts, whichever was imported first.

                Exit code 65: not one row could be kept.
                """)

        @Argument(help: "The file, CSV.")
        var file: String
        @Option(help: "As of which day the file speaks, 2024-12-31.", transform: CivilDate.typed)
        var dated: CivilDate?
        @Option(help: "Who imports it; default: the user's name.")
        var actor = NSUserName()
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try HistoryImport(file, statedOn: dated, by: actor)) }
    }

    struct Files: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the files of the history: imported when, by whom, as of which day, and what was withdrawn."
        )

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try HistoryFiles()) }
    }

    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a file out of the history: figures are what they were without it.",
            discussion: """
                Its rows stay, with who withdrew it, when and why: 'lapor history files'. It may be imported again.
                """)

        @Argument(help: "The file's number in 'lapor history files', or its name.")
        var file: String
        @Option(help: "Why; it is kept.")
        var why: String
        @Option(help: "Who withdraws it; default: the user's name.")
        var actor = NSUserName()
        @OptionGroup var output: OutputOptions

        func validate() throws { try require(!why.isBlank, CallWords.empty("--why")) }

        func run() throws { try output.print(try WithdrawnHistory(file, by: actor, why: why)) }
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
            abstract: "Figures of the history by time: cases of exports, and rows of published tables, added up.",
            discussion: """
                Sums of tables are told apart by how long a time their rows speak of and whom they are about, so that nothing \
                counts twice. Rows that do not add up, or that 'lapor history problems' lists, are counted and left out. Beside \
                the resolution rate of exports stands who or what closed the cases. With --rows each row of a table stands by \
                itself, as published.
                """)

        @Option(help: "day, week, month, quarter or year.")
        var period = ReportPeriod.year
        @Flag(help: "Each row of published tables by itself.")
        var rows = false
        @Option(help: "table, csv, json or html.")
        var format = HistoryFigures.Format.table
        @Option(name: .customLong("output"), help: "The file to write to instead of standard output.")
        var file: String?
        @OptionGroup var page: ListLimit
        @OptionGroup var output: OutputOptions

        func run() throws {
            let figures = try HistoryFigures(by: period, rows: rows, limit: page.limit)
            try Screen.$width.withValue(output.wide || file != nil ? nil : Screen.width) {
                try figures.write(as: output.json ? .json : format, to: file)
            }
        }
    }
}
