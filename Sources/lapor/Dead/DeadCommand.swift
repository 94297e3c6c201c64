import ArgumentParser
import Shared

/// `lapor dead`
struct DeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead", abstract: "Parked messages: what could not be processed, why, and what to do with it.",
        discussion: """
            Looking changes nothing: every message stays in its queue. What is put back or discarded is written down, \
            with who did it.
            """,
        subcommands: [DeadList.self, DeadShow.self, DeadReplay.self, DeadDiscard.self])

    /// Which queues to look into.
    struct StageOption: ParsableArguments {
        @Option(help: "Only this stage: \(Topology.stages.joined(separator: ", ")).")
        var stage: String?

        var stages: [String] { stage.map { [$0] } ?? Topology.stages }

        func validate() throws {
            if let stage, !Topology.stages.contains(stage) {
                throw ValidationError("--stage must be one of \(Topology.stages.joined(separator: ", "))")
            }
        }
    }
}
