import ArgumentParser
import Complaints
import Operator

struct TrackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "track", abstract: "Shows the way of one case: status, deadlines, journal, messages.",
        discussion: "The citizen's words and identity are not shown.")

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        for file in try CaseFile.read(code) { try output.print(file) }
    }
}

struct CasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "Lists cases, the one that was submitted last first.",
        discussion: "Conditions narrow together. 'lapor find' looks for a case by what somebody knows of it.")

    @OptionGroup var conditions: CaseConditions
    @OptionGroup var page: ListPage
    @OptionGroup var columns: ColumnOption
    @OptionGroup var watching: WatchOption

    func run() throws {
        try columns.choosing(from: CaseList.columns, watching.output) {
            try watching.print { try CaseList(page.cut(conditions.question)) }
        }
    }
}

/// Which cases, by what is known of them.
struct CaseConditions: ParsableArguments {
    @Option(help: "Only those in this status.", completion: .list(CaseStatus.allCases.map(\.rawValue)))
    var status: String?
    @Option(help: "Only those with this body or one below it, by its code.")
    var body: String?
    @Option(
        help:
            "Only those in this region, by its Kemendagri code or its name, as \"Kota Bandung\" or \"Lembang, Bandung Barat\"."
    )
    var region: String?
    @Option(help: "Only those of this channel, such as web.")
    var channel: String?
    @Flag(help: "Only open ones that are past their first deadline.")
    var overdue = false
    @Flag(help: "Only filed ones whose reporters say that this is wrong, which nobody has looked at.")
    var contested = false
    @Option(help: "The first day of submission, 2026-01-01.", transform: CivilDate.typed)
    var from: CivilDate?
    @Option(help: "The last day.", transform: CivilDate.typed)
    var to: CivilDate?

    func validate() throws {
        let isKnown = status.map { CaseStatus(rawValue: $0) != nil } ?? true
        try require(isKnown, CallWords.oneOf("--status", names(CaseStatus.self)))
        try FigureOptions.check(from: from, to: to)
    }

    var question: CaseQuestion {
        var question = CaseQuestion()
        (question.status, question.body, question.region) = (status, body, region)
        (question.channel, question.isOverdue) = (channel, overdue)
        (question.isContested, question.from, question.to) = (contested, from, to)
        return question
    }
}

/// How much of a list.
struct ListPage: ParsableArguments {
    @Option(help: "How many.")
    var limit = 20
    @Option(help: "Go on after the case with this tracking code, the last of the page before.")
    var after: String?

    func validate() throws { try require(1...1_000_000 ~= limit, CallWords.range("--limit", 1, 1_000_000)) }

    func cut(_ question: CaseQuestion) -> CaseQuestion {
        var question = question
        (question.limit, question.after) = (limit, after)
        return question
    }
}
