import ArgumentParser
import Operator

struct TopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top",
        abstract: "A page that keeps itself up to date: queues, delays, speed, workers, parked messages.",
        discussion: "Where standard output is no terminal, one page. q or Ctrl-C ends it.")

    @Option(help: "Seconds between two looks.")
    var every = 2.0
    @OptionGroup var output: OutputOptions

    func validate() throws { try require(every >= 0.5, CallWords.tooOften("--every")) }

    func run() throws {
        var view = LiveView()
        if output.json { return try output.print(try view.next()) }
        try LiveScreen.watch(every: every) { output.page(try view.next()) }
    }
}
