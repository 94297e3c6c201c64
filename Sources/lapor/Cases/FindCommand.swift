import ArgumentParser
import Complaints
import Operator

struct FindCommand: ParsableCommand {
    /// How far back words are looked for, unless the call says otherwise.
    private static let days = 90

    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Finds cases by what somebody knows of them.",
        discussion: """
            By the id that a channel gave a submission (--channel web --external-id 123: the case, or where the submission is \
            otherwise), by the reporter's telephone number or e-mail address, by words that all occur in title, text or place (with these \
            three, who looks and why is written down for good), and by the conditions of 'lapor cases'. Words are looked for among the \
            submissions of the last \(days) days, unless --from or --to is given. The citizen's words and identity are not shown.
            """)

    @Argument(help: "Words, or parts of words, in any case.")
    var words: [String] = []
    @Option(help: "The id that --channel gave the submission.")
    var externalID: String?
    @Option(help: "File with the reporter's telephone number; -: standard input.")
    var phoneFile: String?
    @Option(help: "File with the reporter's e-mail address; -: standard input.")
    var emailFile: String?
    @OptionGroup var reading: ReaderOptions
    @OptionGroup var conditions: CaseConditions
    @OptionGroup var page: ListPage
    @OptionGroup var columns: ColumnOption
    @OptionGroup var output: OutputOptions

    private var looksForPerson: Bool { phoneFile != nil || emailFile != nil }

    private var narrows: Bool {
        [conditions.status, conditions.body, conditions.region, conditions.channel].contains { $0 != nil }
            || conditions.overdue || conditions.from != nil || conditions.to != nil
    }

    func validate() throws {
        try require(
            !words.isEmpty || externalID != nil || looksForPerson || narrows, CallWords.findWhat)
        try require(words.allSatisfy { !$0.isBlank }, CallWords.empty("<words>"))
        if let externalID {
            try require(!externalID.isBlank, CallWords.empty("--external-id"))
            try require(conditions.channel != nil && words.isEmpty && !looksForPerson, CallWords.findAlone)
        }
        try require(reading.reader != nil || !looksForPerson && words.isEmpty, CallWords.findReason)
        if looksForPerson {
            try require(words.isEmpty && (phoneFile == nil || emailFile == nil), CallWords.phoneAlone)
        }
    }

    func run() throws {
        try columns.choosing(from: CaseList.columns, output) { try output.print(try list()) }
    }

    private func list() throws -> CaseList {
        if let externalID, let channel = conditions.channel {
            return try CaseList(channel: channel, externalID: externalID)
        }
        var question = page.cut(conditions.question)
        if let phoneFile {
            let phone = try TypedText.line(phoneFile)
            return try CaseList(phone: phone, for: try reading.needed(), question)
        }
        if let emailFile {
            let email = try TypedText.line(emailFile)
            return try CaseList(email: email, for: try reading.needed(), question)
        }
        guard !words.isEmpty else { return try CaseList(question) }
        if question.from == nil, question.to == nil { question.daysBack = Self.days }
        return try CaseList(saying: words, for: try reading.needed(), question)
    }
}
