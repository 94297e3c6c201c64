import ArgumentParser
import Operator
import Postgres
import Store

/// `lapor facts`
struct FactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "The table that figures are counted from; 'lapor reconcile' compares it with the journal.",
        subcommands: [Rebuild.self])

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
