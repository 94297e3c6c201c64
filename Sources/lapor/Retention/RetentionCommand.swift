import ArgumentParser
import Complaints
import Foundation
import Operator

struct RetentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "What is kept for a while only: rows that pass, and, by rules, identity and words of cases.",
        discussion: """
            Cases, journals, notices and what people did stay: docs/operators.md has the whole policy. Rules erase by taking keys \
            away, as 'lapor person erase' does; none is in force before somebody applies one that is switched on.
            """,
        subcommands: [
            Passing.self, Due.self, Run.self, RetentionRulesCommand.self, Hold.self, Release.self, Holds.self,
        ], defaultSubcommand: Passing.self)

    struct Passing: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Counts rows whose time is over, or removes them.",
            discussion:
                "Nothing of it is a record, and nobody reads it any more. Workers may run meanwhile; twice changes nothing."
        )

        @Flag(help: "Remove them.")
        var apply = false
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try PassingRows(apply: apply)) }
    }

    struct Due: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what the rules would erase today, and what is kept back; changes nothing.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try DueCases()) }
    }

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erases what the rules say, for good.",
            discussion: """
                ClockWorker does the same each night. Cases are erased some hundred at a time, each with a row that says by which \
                rule; whoever is interrupted runs it again. Copies of table case_key still open what they opened: docs/book.md \
                says how they are kept.
                """)

        @OptionGroup var trace: TraceOptions
        @Flag(help: "Do not ask.")
        var yes = false
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try RetainedCases(by: trace.reader, yes: yes)) }
    }

    struct Hold: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keeps a case whatever the rules say, and whoever asks for its erasure.")

        @OptionGroup var held: HeldCaseOptions

        func run() throws { try held.note(isHeld: true) }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets the rules have a case again: it is held no longer, or done at the Ombudsman.")

        @OptionGroup var held: HeldCaseOptions

        func run() throws { try held.note(isHeld: false) }
    }

    struct Holds: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the cases that are held, and why.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try HeldCases()) }
    }
}

/// A case, and who says why it is held or is not.
struct HeldCaseOptions: ParsableArguments {
    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @OptionGroup var trace: TraceOptions
    @OptionGroup var output: OutputOptions

    func note(isHeld: Bool) throws { try output.print(try HeldCase(code, isHeld: isHeld, by: trace.reader)) }
}

/// Who does something that is written down for good, and why.
struct TraceOptions: ParsableArguments {
    @Option(help: "Why; it is written down for good with your name.")
    var reason: String
    @Option(help: "Who; default: the user's name.")
    var actor = NSUserName()

    func validate() throws {
        try requireReason(reason, "--reason")
        try requireWords(actor, "--actor")
        try require(reason.utf8.count <= 300, CallWords.length("--reason", 300))
        try require(1...100 ~= actor.utf8.count, CallWords.length("--actor", 100))
    }

    var reader: Reader { Reader(actor: actor, reason: reason) }
}

struct RetentionRulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "How long identity and words of which cases are kept.",
        discussion: """
            A file has one rule per line, as a JSON object; the first that is switched on and whose conditions all hold decides. \
            docs/operators.md has all members.
            """,
        subcommands: [Show.self, Apply.self], defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the rules in force as they were written, or the proposals that lapor comes with.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try RetentionRuleSet()) }
    }

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts a file of rules in force, in the place of those before.",
            discussion:
                "Refused as a whole, with line and reason, when one rule is broken. 'lapor retention due' shows what they say."
        )

        @Argument(help: "The file.")
        var file: String
        @Option(help: "Who applies them; default: the user's name.")
        var actor = NSUserName()
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try AppliedRetentionRules(file, actor: actor)) }
    }
}
