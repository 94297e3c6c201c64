import ArgumentParser
import Foundation
import Postgres
import Shared

/// `lapor refuse`
struct RefuseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Takes a case from a body whose business it is not (bukan wewenang).",
        discussion: """
            Routing finds another body and never goes back to one that refused; after two refusals the national desk \
            decides. The reporter is told who refused and why.
            """)

    @OptionGroup var desk: DeskOptions
    @Option(help: "Code of the body whose business it is, if known.")
    var suggest: String?
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var code: String
        var refusedBy: String
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let code = try TrackingCode(typed: desk.code)
        let body = try DeskOptions.deciding {
            try CaseDesk.refuse(
                code, actor: desk.actor, reason: desk.reason, suggestion: suggest, at: .now, &database)
        }
        try output.print(
            Result(code: code.grouped, refusedBy: body),
            "\(code.grouped) is no longer with \(body); ClockWorker announces it, RoutingWorker finds another body.")
    }
}

/// `lapor assign`
struct AssignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Gives a case to a body: a coordinator's disposisi.",
        discussion: "What people assign after a refusal is what `lapor train --since` learns from.")

    @OptionGroup var desk: DeskOptions
    @Option(help: "Code of the body, such as 32.04/1.03.")
    var body: String
    @Flag(help: "By the national desk: binds, also a body that refused before.")
    var national = false
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var code: String
        var body: String
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let code = try TrackingCode(typed: desk.code)
        try DeskOptions.deciding {
            try CaseDesk.assign(
                code, to: body, actor: desk.actor, reason: desk.reason, isNational: national, at: .now, &database)
        }
        try output.print(Result(code: code.grouped, body: body), "\(code.grouped) is with \(body) now.")
    }
}

/// What every decision at a desk names.
struct DeskOptions: ParsableArguments {
    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @Option(help: "Who decides; standard: the user's name.")
    var actor = NSUserName()
    @Option(help: "Why. Reporter and officers read it: no personal data.")
    var reason: String

    func validate() throws {
        guard 1...300 ~= reason.utf8.count else { throw ValidationError("--reason must have 1 to 300 characters") }
        guard 1...100 ~= actor.utf8.count else { throw ValidationError("--actor must have 1 to 100 characters") }
    }

    /// Turns what the desk objects to into a failure with an exit code.
    static func deciding<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let problem as CaseDesk.Problem {
            throw Failure(problem == .unknownCase ? .notFound : .badData, problem.description)
        }
    }
}

extension TrackingCode {
    /// A code as people type it.
    ///
    /// - Throws: `Failure` `badData` with what is wrong.
    init(typed text: String) throws(Failure) {
        do throws(TrackingCodeError) {
            self = try TrackingCode(parsing: text)
        } catch {
            switch error {
            case .length(let count): throw Failure(.badData, "a tracking code has 12 letters, this has \(count)")
            case .letter(let letter): throw Failure(.badData, "'\(letter)' does not occur in tracking codes")
            case .checkLetter:
                throw Failure(.badData, "the tracking code has a typing error: its check letter does not fit")
            }
        }
    }
}
