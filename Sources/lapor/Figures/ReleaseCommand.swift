import ArgumentParser
import Complaints
import Figures
import Foundation
import Operator

extension PublishedRelease.Format: ExpressibleByArgument {}

struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Publishes tables, and keeps the register of what was published.",
        discussion: """
            What was published stands in the register for good: when, by whom, as of which moment, and the SHA-256 of its bytes. A \
            further table of the same cases is withheld in more cells, or refused, where a withheld cell of any would follow from all \
            of them together: docs/publishing.md.
            """,
        subcommands: [Publish.self, Rows.self, List.self, Show.self, Correct.self])

    /// Who publishes, and how it is written.
    struct Publishing: ParsableArguments {
        @Option(help: "csv, json, html, or package: a folder with CSV, JSON and their description (Frictionless).")
        var format = PublishedRelease.Format.html
        @Option(help: "The licence of a package: an identifier of the Open Definition, such as CC-BY-4.0.")
        var license = "CC-BY-4.0"
        @Option(help: "Who publishes it; default: the user's name.")
        var actor = NSUserName()
    }

    struct Publish: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publishes a table of statuses and rates, protected together with all that was published before.",
            discussion: """
                Exit code 65: a withheld cell would follow from this table and earlier ones; it names one. Nothing is written then.
                """)

        @Argument(help: "The file, or the folder of a package.")
        var path: String
        @OptionGroup var figures: FigureOptions
        @OptionGroup var publishing: Publishing
        @OptionGroup var output: OutputOptions

        func validate() throws {
            try require(figures.asOf != nil, ReleaseWords.needsMoment)
            try require(figures.view == .cohort, ReleaseWords.cohortOnly)
        }

        func run() throws {
            try output.print(
                try PublishedRelease(
                    try figures.question(), to: path, as: publishing.format, by: publishing.actor,
                    license: publishing.license))
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists what was published, with corrections.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try ReleaseList()) }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows one release, and whether a file is what was published.",
            discussion: "Exit code 70: the file is not what was published.")

        @Argument(help: "The number of the release.")
        var id: Int
        @Option(help: "A file to compare with what was published.")
        var file: String?
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try ReleasePage(id, comparing: file)) }
    }

    struct Correct: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Publishes a release anew, because it was wrong: both stay in the register, the correction with its reason."
        )

        @Argument(help: "The number of the release that was wrong.")
        var id: Int
        @Argument(help: "The file, or the folder of a package.")
        var path: String
        @Option(help: "What was wrong; it is kept.")
        var why: String
        @Option(help: "As it was known at another moment than the release was.")
        var asOf: String?
        @OptionGroup var publishing: Publishing
        @OptionGroup var output: OutputOptions

        func validate() throws {
            try require(!why.isBlank, CallWords.empty("--why"))
            _ = try asOf.map(FigureOptions.moment)
        }

        func run() throws {
            try output.print(
                try PublishedRelease(
                    .init(of: id, why: why), asOf: try asOf.map(FigureOptions.moment), to: path, as: publishing.format,
                    by: publishing.actor, license: publishing.license))
        }
    }
}

extension ReleaseCommand {
    struct Rows: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Publishes cases row by row, without words: laporan.csv, tenggat.csv and a DCAT record, in a folder.",
            discussion: """
                Each row has the day, district, category and body of a case only where at least five cases share all of these; else \
                the month, the regency, the province or the year, as its column rincian says. Exit code 65: a table that withholds \
                cells about some of the cases was published, and rows would tell them.
                """)

        @Argument(help: "The folder; made when it is not there.")
        var folder: String
        @Option(help: "Only cases in this region, by its Kemendagri code or its name.")
        var region: String?
        @Option(help: "The first day, 2026-01-01.", transform: CivilDate.typed)
        var from: CivilDate?
        @Option(help: "The last day, 2026-12-31.", transform: CivilDate.typed)
        var to: CivilDate?
        @Option(help: "As it was known at a moment, or at the end of a day in Jakarta.")
        var asOf: String
        @Option(help: "The licence: an identifier of the Open Definition, such as CC-BY-4.0.")
        var license = "CC-BY-4.0"
        @Option(help: "Who publishes it; default: the user's name.")
        var actor = NSUserName()
        @OptionGroup var output: OutputOptions

        func validate() throws {
            try FigureOptions.check(from: from, to: to)
            _ = try FigureOptions.moment(asOf)
        }

        func run() throws {
            var question = FigureQuestion()
            question.region = try region.map(NamedRegion.code)
            (question.from, question.to) = (from, to)
            try output.print(
                try ReleasedRows(
                    question, asOf: try FigureOptions.moment(asOf), to: folder, by: actor, license: license))
        }
    }
}
