import ArgumentParser
import Complaints
import Foundation
import Operator

/// `lapor body decree`
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
            guard number.contains(where: { !$0.isWhitespace }) else {
                throw ValidationError("--number must not be empty")
            }
            if let until, until < date { throw ValidationError("--until \(until) is before --date \(date)") }
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
            guard reason.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--reason must say why") }
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
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try DecreeList(of: body)) }
    }
}
