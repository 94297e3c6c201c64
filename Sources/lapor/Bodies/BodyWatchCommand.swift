import ArgumentParser
import Operator

/// `lapor body watch`
struct BodyWatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Looks now whether each body can act, and moves cases of those that cannot.",
        discussion: "A ClockWorker does the same every night. Running it twice changes nothing.")

    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try BodyWatchReport()) }
}
