import ArgumentParser
import Foundation
import Operator
import Shared

struct DeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead", abstract: "Parked messages: what could not be processed, why, and what to do with it.",
        discussion: """
            Looking changes nothing: every message stays in its queue. What is put back or discarded is written down, \
            with who did it.
            """,
        subcommands: [DeadList.self, DeadShow.self, DeadReplay.self, DeadDiscard.self])

    struct StageOption: ParsableArguments {
        @Option(help: "Only this stage: \(Topology.stages.joined(separator: ", ")).")
        var stage: String?

        var stages: [String] { stage.map { [$0] } ?? Topology.stages }

        func validate() throws {
            let known = Topology.stages
            try require(
                stage.map(known.contains) ?? true, CallWords.oneOf("--stage", known.joined(separator: ", ")))
        }
    }
}

struct DeadSelection: ParsableArguments {
    @Argument(help: "Ids that 'lapor dead list --each' prints, or their beginnings.")
    var ids: [String] = []
    @OptionGroup var stage: DeadCommand.StageOption
    @Option(help: "Only this code, such as field_missing or delivery_limit.")
    var code: String?
    @Flag(help: "All that the other conditions leave.")
    var all = false

    func validate() throws {
        try require(!ids.isEmpty || code != nil || all, CallWords.noneNamed)
    }

    var choice: ParkedChoice { ParkedChoice(ids: ids, stages: stage.stages, code: code) }
}

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
        try require(limit > 0, CallWords.aboveZero("--limit"))
    }

    func run() throws {
        let list = try ParkedList(stages: stage.stages, limit: limit)
        if each { try output.print(list) } else { try output.print(ParkedGroups(list)) }
    }
}

struct DeadShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one parked message: reason, headers, and its content with personal data masked.")

    @Argument(help: "The id that 'lapor dead list' prints, or its beginning.")
    var id: String
    @OptionGroup var stage: DeadCommand.StageOption
    @Flag(help: "Write the original bytes to standard output, unmasked, and nothing else.")
    var raw = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        let message = try ParkedMessage(id, stages: stage.stages)
        if raw { return FileHandle.standardOutput.write(Data(message.bytes)) }
        try output.print(message)
    }
}

struct DeadReplay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Puts parked messages back to the queue that gave them up.",
        discussion: """
            Replaying twice changes nothing: what is stored is known. A message that is still bad is parked again. Messages \
            that the broker parked because they ended workers (code delivery_limit) go back one at a time.
            """)

    @OptionGroup var selection: DeadSelection
    @Option(help: "Messages per second.")
    var rate = 100.0
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(rate > 0, CallWords.aboveZero("--rate"))
    }

    func run() throws { try output.print(try ReplayedMessages(selection.choice, rate: rate)) }
}

struct DeadDiscard: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Removes parked messages for good; who did it and why is written down first.")

    @OptionGroup var selection: DeadSelection
    @Option(help: "Why they are not worth keeping.")
    var reason: String
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(!reason.isBlank, CallWords.empty("--reason"))
    }

    func run() throws { try output.print(try DiscardedMessages(selection.choice, reason: reason)) }
}
