import ArgumentParser
import Operator

/// How a command that only reads prints its result: once, or drawn again and again.
struct WatchOption: ParsableArguments {
    @Option(help: "On a terminal: draw it again every so many seconds, until q or Ctrl-C.")
    var watch: Double?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(watch.map { $0 >= 0.5 } ?? true, CallWords.tooOften("--watch"))
        try require(watch == nil || !output.json, CallWords.watchedByPeople)
    }

    /// Where nobody watches it is printed once, and the command ends as it would without the option.
    func print<Result: CommandResult>(_ result: () throws -> Result) throws {
        guard let watch, Screen.isTerminal else { return try output.print(try result()) }
        try LiveScreen.watch(every: watch) { output.page(try result()) }
    }
}
