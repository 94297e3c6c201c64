import ArgumentParser
import Postgres
import Shared

/// `lapor facts`
struct FactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts", abstract: "The table that figures are counted from: what it has, against the journal.",
        subcommands: [Check.self, Rebuild.self])

    /// `lapor facts check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Replays every journal and compares it with facts and cases; exit code 70 when they differ.")

        @OptionGroup var output: OutputOptions

        private struct Result: Encodable {
            var cases: Int
            var facts: Int
            var complaints: Int
            var unreadable: Int
            var examples: [String]
        }

        func run() throws {
            var database = try FigureReader.session(try Connections.databaseURL())
            let found = try FactProjector.differences(&database)
            let result = Result(
                cases: found.cases, facts: found.facts, complaints: found.complaints, unreadable: found.unreadable,
                examples: found.examples.map(\.description))
            try output.print(
                result,
                """
                \(found.cases) cases replayed: \(found.facts) with other facts, \(found.complaints) with another row, \
                \(found.unreadable) that cannot be replayed
                """)
            guard found.count == 0 else {
                let examples = found.examples.map(\.description).joined(separator: ", ")
                throw Failure(.inconsistent, "\(found.count) cases are not as their journal says: \(examples)")
            }
        }
    }

    /// `lapor facts rebuild`
    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Makes all facts anew from the journal. Reports meanwhile see each case's old facts or its new ones, never half of them."
        )

        func run() throws {
            var database = try FigureReader.session(try Connections.databaseURL())
            let cases = Int(try database.execute("count cases", "SELECT count(*) FROM complaint").integer(0, 0))
            var bar = ProgressBar("facts")
            try FactProjector.rebuild(&database) { done in
                bar.show(Double(done) / Double(max(1, cases)), "\(done) of \(cases) cases")
            }
            bar.end()
            print("\(cases) cases folded")
        }
    }
}
