import ArgumentParser
import Operator
import Shared

/// Which parked messages a command is about.
struct DeadSelection: ParsableArguments {
    @Argument(help: "Ids that 'lapor dead list --each' prints, or their beginnings.")
    var ids: [String] = []
    @Option(help: "Only this stage: \(Topology.stages.joined(separator: ", ")).")
    var stage: String?
    @Option(help: "Only this code, such as field_missing or delivery_limit.")
    var code: String?
    @Flag(help: "All that the other conditions leave.")
    var all = false

    func validate() throws {
        if let stage, !Topology.stages.contains(stage) {
            throw ValidationError("--stage must be one of \(Topology.stages.joined(separator: ", "))")
        }
        guard !ids.isEmpty || code != nil || all else { throw ValidationError("name ids, a --code, or --all") }
    }

    /// What is meant.
    var choice: ParkedChoice { ParkedChoice(ids: ids, stages: stage.map { [$0] } ?? Topology.stages, code: code) }
}
