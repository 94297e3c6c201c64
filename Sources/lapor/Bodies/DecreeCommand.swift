import ArgumentParser
import Complaints
import Foundation
import Operator
import Postgres
import Store

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
            var register = try BodyRegister()
            _ = try register.name(of: options.body)
            let added = try register.database.execute(
                "add decree",
                """
                INSERT INTO decree (body_code, number, issued, valid_until, document, recorded_at, recorded_by)
                VALUES ($1, $2, $3::text::date, $4::text::date, $5, $6, $7) ON CONFLICT DO NOTHING
                """,
                [
                    .text(options.body), .text(number), .day(date), .day(until), .text(document),
                    .instant(register.now), .text(actor),
                ]
            ).affectedRows
            guard added == 1 else { throw Failure(.badData, "\(options.body) has a decree \(number) already") }
            try Changed(body: options.body, changed: "SK \(number) of \(date)").print(options.output)
            if try Decrees.outdated(options.body, &register) != nil {
                Terminal.complain("an officer has changed since \(date): the decree must be renewed")
            }
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
            var register = try BodyRegister()
            let last = on ?? register.today
            let ended = try register.database.execute(
                "end decree",
                """
                UPDATE decree SET ended = $3::text::date, end_reason = $4
                WHERE body_code = $1 AND number = $2 AND ended IS NULL AND issued <= $3::text::date
                """, [.text(options.body), .text(number), .day(last), .text(reason)]
            ).affectedRows
            guard ended == 1 else {
                throw Failure(
                    .notFound, "\(options.body) has no decree \(number) that was issued by \(last) and not ended before"
                )
            }
            try Changed(body: options.body, changed: "SK \(number) until \(last)").print(options.output)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists decrees, of one body or of all, past ones too.")

        @Argument(help: "Code of the body; default: all.")
        var body: String?
        @OptionGroup var output: OutputOptions

        func run() throws {
            var register = try BodyRegister()
            if let body { _ = try register.name(of: body) }
            let decrees = try Decrees.decrees(of: body, &register)
            try output.print(decrees, Decrees.text(of: decrees))
        }
    }
}
