import ArgumentParser
import Complaints
import Figures
import Operator

extension FigureQuestion.Dimension: ExpressibleByArgument {}
extension FigureQuestion.Level: ExpressibleByArgument {}
extension FigureQuestion.View: ExpressibleByArgument {}
extension ReportPeriod: ExpressibleByArgument {}

/// Which figures, of which cases, told apart by what.
struct FigureOptions: ParsableArguments {
    @Option(
        help: "Tell apart by: \(names(FigureQuestion.Dimension.self)); several joined by commas.",
        completion: .list(FigureQuestion.Dimension.allCases.map(\.rawValue)))
    var by: String?
    @Option(help: "Tell apart by day, week, month, quarter or year.")
    var period: ReportPeriod?
    @Option(help: "Tell apart by province, regency or district; with --region by what is below it, if not said.")
    var level: FigureQuestion.Level?
    @Option(help: "Only cases in this region, by its Kemendagri code or its name.")
    var region: String?
    @Option(help: "Only cases with this body or one below it, by its code.")
    var body: String?
    @Option(help: "The first day, 2026-01-01.", transform: CivilDate.typed)
    var from: CivilDate?
    @Option(help: "The last day, 2026-12-31.", transform: CivilDate.typed)
    var to: CivilDate?
    @Option(
        help: "cohort (cases by day of submission), activity (what happened in the time) or deadlines (by the day due)."
    )
    var view = FigureQuestion.View.cohort
    @Option(help: "As it was known at a moment (2026-12-31T17:00:00Z) or at the end of a day in Jakarta (2026-12-31).")
    var asOf: String?
    @Option(help: "Figures or groups (status, waktu, tunggakan, akhir, bantahan, matang, all), joined by commas.")
    var measures: String?

    func validate() throws {
        try Self.check(from: from, to: to)
        // What is wrong with a call is told with the call, before anything is looked up.
        _ = try (dimensions(), asOf.map(Self.moment))
        let region = region.flatMap(NamedRegion.writtenCode)
        try require(!isWider(than: region), CallWords.wider(level?.rawValue ?? "", region ?? ""))
    }

    /// A row of a wider region would have its name, and the figures of this one alone.
    private func isWider(than region: String?) -> Bool {
        guard let region, let level else { return false }
        return level.codeLength < region.utf8.count
    }

    /// How finely regions are told apart within `region` when nobody says so.
    private static func level(below region: String?) -> FigureQuestion.Level {
        let length = region?.utf8.count ?? 0
        return FigureQuestion.Level.allCases.first { $0.codeLength > length } ?? .district
    }

    func question() throws -> FigureQuestion {
        let region = try region.map(NamedRegion.code)
        guard !isWider(than: region) else {
            throw Failure(.badData, CallWords.wider(level?.rawValue ?? "", region ?? ""))
        }
        var question = FigureQuestion()
        question.view = view
        question.dimensions = try dimensions()
        question.period = period ?? .month
        question.level = level ?? Self.level(below: region)
        (question.region, question.body, question.from, question.to) = (region, body, from, to)
        question.asOf = try asOf.map(Self.moment)
        question.measures =
            try measures.map { try Measure.named(Self.words($0), in: Measure.known(in: view)) }
            ?? Measure.usual(in: view)
        return question
    }

    private func dimensions() throws -> [FigureQuestion.Dimension] {
        var found = try Self.words(by ?? "").map { word in
            guard let dimension = FigureQuestion.Dimension(rawValue: word) else {
                throw ValidationError(CallWords.by(names(FigureQuestion.Dimension.self), word).text)
            }
            return dimension
        }
        if level != nil, !found.contains(.region) { found.append(.region) }
        if period != nil, !found.contains(.period) { found.append(.period) }
        try require(Set(found).count == found.count, CallWords.byTwice)
        return found
    }

    private static func words(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }

    static func check(from: CivilDate?, to: CivilDate?) throws {
        if let from, let to { try require(from <= to, CallWords.before("--to", "--from")) }
    }

    static func moment(_ text: String) throws -> Instant {
        if let instant = Instant(rfc3339: text) { return instant }
        guard let date = CivilDate(iso: text) else {
            throw ValidationError(CallWords.asOf.text)
        }
        return Instant(microseconds: IndonesianZone.wib.startOfDay(date.adding(days: 1)).microseconds - 1)
    }
}
