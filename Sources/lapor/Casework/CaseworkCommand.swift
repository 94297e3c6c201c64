import ArgumentParser
import Complaints
import Contract
import Foundation
import Operator

struct CaseworkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Sends a command on a case and waits for what comes of it; shows and mends a reporter's contact.",
        discussion: """
            'lapor case reply CODE …' is short for 'lapor case send reply CODE …'.
            """,
        subcommands: [SendCommand.self, ContactCommand.self], defaultSubcommand: SendCommand.self)
}

struct SendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Sends a command on a case and waits for what comes of it.",
        discussion: """
            \(SentCommand.moves)

            What the state machine does not allow is refused with a reason and exit code 65; the case is unchanged. The command is \
            signed with the operator's own key (lapor key), which must be registered for the role (lapor issuer).
            """)

    @Argument(help: "The command.")
    var command: CommandName
    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @OptionGroup var person: ActorOptions
    @OptionGroup var words: WordOptions
    @OptionGroup var particulars: ParticularOptions
    @Option(help: "The version of the case that the decision rests on; the command is refused when it has moved on.")
    var expectedVersion: Int?
    @Option(help: "Idempotency key: the same key is the same command. Default: a new one.")
    var id: String?
    @Option(help: "File with the secret that the reporter was told with their tracking code; - for standard input.")
    var secretFile: String?
    @Option(help: "Seconds to wait for the outcome.")
    var timeout = 45
    @OptionGroup var output: OutputOptions

    func run() throws {
        var command = try CaseCommand(command, key: id, on: code, actor: person.actor(for: command))
        command.expectedVersion = expectedVersion
        try words.fill(&command)
        try particulars.fill(&command)
        try output.print(try SentCommand(command, seconds: timeout, secret: try SentCommand.secret(in: secretFile)))
    }
}

extension CommandName: ExpressibleByArgument {}
extension CaseRole: ExpressibleByArgument {}
extension EscalationLevel: ExpressibleByArgument {}

struct ActorOptions: ParsableArguments {
    @Option(help: "Name of the account; default: the user's name.")
    var actor: String?
    @Option(help: "In what role; default: the usual one of the command.")
    var role: CaseRole?
    @Option(help: "Code of the body that the actor acts for: then it must be the case's.")
    var actorBody: String?

    func validate() throws {
        let limit = CaseCommandDecoder.Limits.account
        try require(CaseCommandDecoder.isAccount(actor ?? NSUserName()), CallWords.account(limit))
        try require(role != .system, CallWords.system)
    }

    func actor(for command: CommandName) -> CaseActor {
        CaseActor(role ?? command.usualRole, id: actor ?? NSUserName(), body: actorBody)
    }
}

/// What people say stands in files or comes from standard input: what a process is called with, everybody on the machine can read.
struct WordOptions: ParsableArguments {
    @Option(help: "Why, in an officer's words. Reporter and officers read it: no personal data.")
    var reason: String?
    @Option(help: "File with the same, where it is a reporter's own words (dispute); -: standard input.")
    var reasonFile: String?
    @Option(help: "File with the question, answer, reply or further words; -: standard input.")
    var textFile: String?
    @Option(help: "File with what was decided (close); -: standard input.")
    var decisionFile: String?
    @Option(help: "File with what was done (close); -: standard input.")
    var actionFile: String?
    @Option(help: "File with how to go further (close); -: standard input.")
    var furtherFile: String?

    func validate() throws {
        let limit = CaseCommandDecoder.Limits.reason
        try require(reason.map { 1...limit ~= $0.count } ?? true, CallWords.length("--reason", limit))
        try require(reason == nil || reasonFile == nil, CallWords.reasonOrFile)
        let files = [reasonFile, textFile, decisionFile, actionFile, furtherFile]
        try require(files.count { $0 == "-" } <= 1, CallWords.oneStandardInput)
    }

    /// - Throws: `Failure` when a file cannot be read, or says too little or too much.
    func fill(_ command: inout CaseCommand) throws {
        let limits = (reason: CaseCommandDecoder.Limits.reason, text: CaseCommandDecoder.Limits.text)
        command.reason = try reason ?? Self.words(in: reasonFile, of: "--reason-file", limits.reason)
        command.text = try Self.words(in: textFile, of: "--text-file", limits.text)
        command.decision = try Self.words(in: decisionFile, of: "--decision-file", limits.text)
        command.action = try Self.words(in: actionFile, of: "--action-file", limits.text)
        command.further = try Self.words(in: furtherFile, of: "--further-file", limits.text)
    }

    private static func words(in file: String?, of option: String, _ limit: Int) throws -> String? {
        guard let file else { return nil }
        return try TypedText.words(file, option: option, limit: limit)
    }
}

struct ParticularOptions: ParsableArguments {
    @Option(help: "Code of the body that the case goes to (disposition, transfer) or whose business it is (refuse).")
    var body: String?
    @Option(help: "Why it is archived, as a word: spam, duplicate, out_of_scope, …")
    var cause: String?
    @Option(help: "pengaduan, aspirasi or permintaan_informasi (verify).")
    var kind: String?
    @Option(help: "Whether it is berkadar pengawasan (verify): true or false.")
    var supervised: Bool?
    @Option(help: "Code of the category (verify, disposition).")
    var category: String?
    @Option(help: "One to five (rate).")
    var stars: Int?
    @Option(help: "Tracking code of the case to follow (merge).")
    var into: String?
    @Option(help: "Whom to hand the case up to (escalate).")
    var level: EscalationLevel?
    @Option(help: "Whether the reporter agrees to a hand-over to the Ombudsman (escalate): true or false.")
    var consent: Bool?

    func validate() throws {
        let limit = CaseCommandDecoder.Limits.cause
        try require(cause.map(CaseCommandDecoder.isCause) ?? true, CallWords.cause(limit))
        try require(kind.map { ReportKind(spelled: $0) != nil } ?? true, CallWords.kind)
    }

    func fill(_ command: inout CaseCommand) throws {
        command.body = body
        command.cause = cause
        command.kind = kind.flatMap { ReportKind(spelled: $0) }
        command.isMisconduct = supervised
        command.category = category
        command.stars = stars
        try command.follow(into)
        command.level = level
        command.consent = consent
    }
}

struct DeskOptions: ParsableArguments {
    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @Option(help: "Who decides; default: the user's name.")
    var actor = NSUserName()
    @Option(help: "Why. Reporter and officers read it: no personal data.")
    var reason: String

    func validate() throws {
        try require(1...300 ~= reason.utf8.count, CallWords.length("--reason", 300))
        try require(1...100 ~= actor.utf8.count, CallWords.length("--actor", 100))
    }
}
