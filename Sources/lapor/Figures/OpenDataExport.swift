import ArgumentParser
import Complaints
import Figures
import Operator

/// `lapor report export`
struct OpenDataExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes open data: CSV, JSON and a description of both (Frictionless Data Package).",
        discussion: """
            Cases by region and period, with the six statuses and both rates. Cells below 5 are withheld, with those from \
            which they would follow. One table is published, not several of the same cases: what one withholds, another \
            cannot give away.
            """)

    @Argument(help: "The folder; made when it is not there.")
    var folder: String
    @Option(help: "province, regency or district.")
    var level = FigureQuestion.Level.province
    @Option(help: "day, week, month, quarter or year.")
    var period = ReportPeriod.month
    @Option(help: "The first day.", transform: FigureOptions.date)
    var from: CivilDate?
    @Option(help: "The last day.", transform: FigureOptions.date)
    var to: CivilDate?
    @Option(help: "As it was known at a moment, or at the end of a day in Jakarta.")
    var asOf: String?
    @Option(help: "The licence: an identifier of the Open Definition, such as CC-BY-4.0.")
    var license = "CC-BY-4.0"

    func validate() throws { try FigureOptions.check(from: from, to: to) }

    func run() throws {
        var question = FigureQuestion()
        question.dimensions = [.region, .period]
        (question.level, question.period, question.from, question.to) = (level, period, from, to)
        question.asOf = try asOf.map(FigureOptions.moment)
        print(try OpenData(question, to: folder, license: license).text)
    }
}
