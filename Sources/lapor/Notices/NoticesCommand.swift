import ArgumentParser
import Complaints
import Operator

struct NoticesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notices", abstract: "Notices that did not arrive: which, why, and another try.",
        discussion: "'lapor track' has all notices about a case. Addresses are not shown.",
        subcommands: [NoticesList.self, NoticesRetry.self], defaultSubcommand: NoticesList.self)
}

/// Which notices, by what is known of them.
struct NoticeConditions: ParsableArguments {
    @Option(
        help: "Only those by this channel.", completion: .list(NotificationChannel.allCases.map(\.rawValue)))
    var channel: String?
    @Option(
        help: "Only those by this provider: smtp, gateway, or file where there was none.",
        completion: .list(NoticeQuestion.providers))
    var provider: String?
    @Option(help: "Only those that ended on this day, 2026-01-31.", transform: CivilDate.typed)
    var day: CivilDate?
    @OptionGroup var page: ListLimit

    func validate() throws {
        try require(
            channel.map { NotificationChannel(rawValue: $0) != nil } ?? true,
            CallWords.oneOf("--channel", names(NotificationChannel.self)))
        try require(
            provider.map(NoticeQuestion.providers.contains) ?? true,
            CallWords.oneOf("--provider", NoticeQuestion.providers.joined(separator: ", ")))
    }

    var narrows: Bool { channel != nil || provider != nil || day != nil }

    var question: NoticeQuestion {
        var question = NoticeQuestion()
        question.channel = channel.flatMap(NotificationChannel.init)
        (question.provider, question.day, question.limit) = (provider, day, page.limit)
        return question
    }
}

struct NoticesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists notices that failed, or of which nobody knows, with the reason of each.",
        discussion: "The one that ended last first. With neither --failed nor --unknown both are listed.")

    @Flag(help: "Only those that were refused or given up: nobody has them.")
    var failed = false
    @Flag(help: "Only those of which nobody knows whether they arrived.")
    var unknown = false
    @OptionGroup var conditions: NoticeConditions
    @OptionGroup var columns: ColumnOption
    @OptionGroup var watching: WatchOption

    func run() throws {
        var question = conditions.question
        if failed != unknown { (question.wantsFailed, question.wantsUnknown) = (failed, unknown) }
        try columns.choosing(from: FailedNoticeList.columns, watching.output) {
            try watching.print { try FailedNoticeList(question) }
        }
    }
}

struct NoticesRetry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Has notices sent again that failed, once their cause is mended.",
        discussion: """
            Each goes out once: what is being sent, was sent, or may have been (unknown) is left alone. SMS wait for their hours. At \
            most --limit are taken in one call, those that failed last first. It asks first; without a terminal it needs --yes.
            """)

    @Argument(help: "Tracking codes of cases, or ids of notices.")
    var names: [String] = []
    @OptionGroup var conditions: NoticeConditions
    @Flag(help: "All that failed.")
    var all = false
    @Flag(help: "Say how many are meant, and do nothing.")
    var dryRun = false
    @Flag(help: "Do not ask.")
    var yes = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(!names.isEmpty || conditions.narrows || all, CallWords.noNoticeNamed)
    }

    func run() throws {
        var question = conditions.question
        question.names = names
        try output.print(try RetriedNotices(question, dryRun: dryRun, yes: yes))
    }
}
