import ArgumentParser
import Complaints
import Figures
import Operator

/// Which cases an overseer looks at.
struct ScopeOptions: ParsableArguments {
    @Option(help: "Only cases in this region, by its Kemendagri code or its name.")
    var region: String?
    @Option(help: "Only cases with this body or one below it, by its code.")
    var body: String?
    @Option(help: "The first day, 2026-01-01.", transform: CivilDate.typed)
    var from: CivilDate?
    @Option(help: "The last day, 2026-12-31.", transform: CivilDate.typed)
    var to: CivilDate?
    @Option(help: "As it was known at a moment (2026-12-31T17:00:00Z) or at the end of a day in Jakarta (2026-12-31).")
    var asOf: String?

    func validate() throws {
        try FigureOptions.check(from: from, to: to)
        _ = try asOf.map(FigureOptions.moment)
    }

    func question() throws -> FigureQuestion {
        var question = FigureQuestion()
        question.region = try region.map(NamedRegion.code)
        (question.body, question.from, question.to) = (body, from, to)
        question.asOf = try asOf.map(FigureOptions.moment)
        return question
    }
}

struct RankReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rank", abstract: "Bodies of like volume by a rate, with n and what chance leaves open.",
        discussion: """
            Bodies are ranked only among those with as many cases (30–199, 200–1999, 2000–9999, 10000 and more), and only by \
            cohorts whose deadlines have passed. Beside each rate stand its numerator and denominator, Wilson's interval \
            (95 %), and the ranks that the interval leaves open: two bodies whose ranks overlap cannot be told apart.
            """)

    @Option(
        help: "persentase_selesai, persentase_selesai_keputusan, persentase_tindak_lanjut or persentase_tepat_waktu.",
        transform: { name in
            guard let measure = RankedBodies.measures.first(where: { $0.id == name }) else {
                throw ValidationError(CallWords.rankedBy(RankedBodies.measures.map(\.id).joined(separator: ", ")).text)
            }
            return measure
        })
    var measure = Measure.resolution
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try RankedBodies(by: measure, try scope.question())) }
}

struct TrendReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend", abstract: "How long it takes from period to period, and whether the medians rise.",
        discussion: """
            Working days: median and percentile 90 of the cases of each period, by day of submission. The trend is the median of \
            the slopes between all pairs of periods (Theil–Sen), over periods whose cases have all had their time; in younger \
            ones only the quick cases are finished.
            """)

    @Option(help: "first_reply, completion or second_closing.")
    var time = WorkingTime.completion
    @Option(help: "day, week, month, quarter or year.")
    var period = ReportPeriod.month
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var question = try scope.question()
        question.period = period
        try output.print(try TimeTrend(of: time, question))
    }
}

extension WorkingTime: ExpressibleByArgument {}

struct CheckReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Whether a rate that was printed is what its words say.",
        discussion: """
            'lapor report check "93 % terselesaikan" --period 2020 --region 64' says that 93 is the follow-up rate of those \
            cases, and what their resolution rate is. Exit code 65 when the words and the number do not belong together.
            """)

    @Argument(help: "The rate as it was printed, with its words: \"93 % terselesaikan\".")
    var claim: String
    @Option(
        help: "The year, quarter or month of submission: 2020, 2020-Q3 or 2020-09.",
        transform: { text in
            guard let days = ReportPeriod.days(of: text) else {
                throw ValidationError(CallWords.notPeriod(text).text)
            }
            return days
        })
    var period: ClosedRange<CivilDate>?
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(period == nil || scope.from == nil && scope.to == nil, CallWords.periodOrDays)
    }

    func run() throws {
        var question = try scope.question()
        if let period { (question.from, question.to) = (period.lowerBound, period.upperBound) }
        try output.print(try CheckedClaim(claim, question))
    }
}

struct YearsReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "years", abstract: "Figures beside those of the year before, as things stood then.",
        discussion: """
            Both years are taken at the same age: last year's figures are those that were known one year before. With '--by \
            category,body,status' one table says how many cases of each category each body has in which status, how long they \
            took, and what it was a year before.
            """)

    @OptionGroup var figures: FigureOptions
    @Option(help: "table, csv or json.")
    var format = Format.table
    @OptionGroup var output: OutputOptions

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

    func run() throws {
        var question = try figures.question()
        if figures.measures == nil, question.view == .cohort { question.measures = Measure.yearly }
        let years = try ComparedYears(question)
        switch output.json ? .json : format {
        case .table: try output.print(years)
        case .csv: try Screen.show(years.csv)
        case .json: try Screen.show(json: JSONResult.encode(years))
        }
    }
}
