import ArgumentParser
import Operator

/// `lapor dead list`
struct DeadList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "Counts parked messages by stage and reason, or lists each; the same message parked twice counts once.")

    @OptionGroup var stage: DeadCommand.StageOption
    @Flag(help: "List each message instead of counting them.")
    var each = false
    @Option(help: "Look at so many messages of each stage at most.")
    var limit = 100_000
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be above 0") }
    }

    func run() throws {
        let list = try ParkedList(stages: stage.stages, limit: limit)
        if each { try output.print(list) } else { try output.print(ParkedGroups(list)) }
    }
}
