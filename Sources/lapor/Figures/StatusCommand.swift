import ArgumentParser
import Operator

/// `lapor status`
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows queues, delays and counts: whether the pipeline gets its work done.")

    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try PipelineStatus()) }
}
