import ArgumentParser
import Complaints
import Foundation
import Operator

struct DecreeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decree", abstract: "SK Tim Pengelola: the decree that names who runs a body's complaint desk.",
        discussion: """
            A decree must be renewed when an officer changes after it was issued. Where no decree at all is recorded, none \
            is missed.
            """,
        subcommands: [Add.self, End.self, List.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Records a decree.")

        @OptionGroup var options: BodyOptions
        @Option(help: "Its number, such as 555/K.281/2026.")
        var number: String
        @Option(help: "The day it was issued.", transform: CivilDate.typed)
        var date: CivilDate
        @Option(help: "Last day in force; default: until further notice.", transform: CivilDate.typed)
        var until: CivilDate?
        @Option(help: "Name of the file, or where it is kept.")
        var document: String?
        @Option(help: "Who records it; default: the user's name.")
        var actor = NSUserName()

        func validate() throws {
            try require(!number.isBlank, CallWords.empty("--number"))
            try require(until.map { date <= $0 } ?? true, CallWords.before("--until", "--date"))
        }

        func run() throws {
            try options.output.print(
                try DecreeChange.add(
                    to: options.body, number: number, issued: date, until: until, document: document, actor: actor))
        }
    }

    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "A decree ends before its time; it stays on record.")

        @OptionGroup var options: BodyOptions
        @Option(help: "Its number.")
        var number: String
        @Option(help: "Last day in force; default: today.", transform: CivilDate.typed)
        var on: CivilDate?
        @Option(help: "Why.")
        var reason: String

        func validate() throws {
            try requireReason(reason, "--reason")
        }

        func run() throws {
            try options.output.print(try DecreeChange.end(number, of: options.body, on: on, reason: reason))
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists decrees, of one body or of all, past ones too.")

        @Argument(help: "Code of the body; default: all.")
        var body: String?
        @Flag(help: "Only those in force today.")
        var inForce = false
        @OptionGroup var page: ListLimit
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try DecreeList(of: body, inForce: inForce, limit: page.limit)) }
    }
}

struct StandingRuleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "What makes a body dormant, and what only puts it into the coaching report.",
        subcommands: [List.self, Set.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the rules, past ones too.")

        @OptionGroup var page: ListLimit
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try StandingRuleList(limit: page.limit)) }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets a rule from a day on; the older one stays on record.",
            discussion: "hold: the body above holds the cases; list: in the coaching report; none: it does not matter.")

        @Argument(help: "What is wrong with a body.")
        var reason: StandingReason
        @Argument(help: "Its effect.")
        var effect: StandingEffect
        @Option(help: "For whom.")
        var appliesTo = StandingRule.Scope.registered
        @Option(help: "From how many working days, or failed notices, on.")
        var threshold = 0
        @Option(help: "First day; default: today.", transform: CivilDate.typed)
        var from: CivilDate?
        @OptionGroup var output: OutputOptions

        func validate() throws {
            try require(0...1000 ~= threshold, CallWords.range("--threshold", 0, 1000))
        }

        func run() throws {
            try output.print(try StandingRuleChange(reason, effect, for: appliesTo, threshold: threshold, from: from))
        }
    }
}

extension StandingReason: ExpressibleByArgument {}
extension StandingEffect: ExpressibleByArgument {}
extension StandingRule.Scope: ExpressibleByArgument {}
