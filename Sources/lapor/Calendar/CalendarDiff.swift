import ArgumentParser
import Operator

/// `lapor calendar diff`
struct CalendarDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compares the draft with the calendar in force, and says which open deadlines would move.")

    @Option(help: "How many cases to show.")
    var sample = 10
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard 0...1000 ~= sample else { throw ValidationError("--sample must be 0 to 1000") }
    }

    func run() throws { try output.print(try CalendarDifference(sample: sample)) }
}
