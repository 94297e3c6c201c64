import ArgumentParser
import Foundation
import Operator
import Shared

struct DeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead", abstract: "Parked messages: what could not be processed, why, and what to do with it.",
        discussion: """
            Looking leaves every message in its queue. What is put back, corrected or discarded is written down, with who did \
            it. What is discarded or corrected is kept for 90 days, and undo puts it back.
            """,
        subcommands: [
            DeadList.self, DeadShow.self, DeadReplay.self, DeadEdit.self, DeadDiscard.self, DeadUndo.self,
        ])

    struct StageOption: ParsableArguments {
        @Option(
            help: "Only this stage: \(Topology.stages.joined(separator: ", ")).",
            completion: .list(Topology.stages))
        var stage: String?

        var stages: [String] { stage.map { [$0] } ?? Topology.stages }

        func validate() throws {
            let known = Topology.stages
            try require(
                stage.map(known.contains) ?? true, CallWords.oneOf("--stage", known.joined(separator: ", ")))
        }
    }
}

/// Which parked messages, by what is known of them.
struct DeadFilter: ParsableArguments {
    @OptionGroup var stage: DeadCommand.StageOption
    @Option(help: "Only this code, such as field_missing or delivery_limit.")
    var code: String?
    @Option(help: "Only submissions of this channel, such as web.")
    var channel: String?
    @Option(help: "Only events and commands about cases that lie with this body, by its code.")
    var body: String?
    @Option(help: "Only those parked at least so long ago, as 12h or 7d.")
    var olderThan: Age?
    @Option(help: "Only those parked at most so long ago.")
    var newerThan: Age?

    /// Whether a condition narrows the choice, beyond the stage.
    var narrows: Bool {
        [code, channel, body].contains { $0 != nil } || olderThan != nil || newerThan != nil
    }

    var filter: ParkedFilter {
        var filter = ParkedFilter(stages: stage.stages)
        (filter.code, filter.channel, filter.body) = (code, channel, body)
        (filter.olderThan, filter.newerThan) = (olderThan, newerThan)
        return filter
    }
}

/// Whose words somebody answers for.
struct VouchOption: ParsableArguments {
    @Option(
        help:
            "Put back what this account sent for a channel that is not its own: from then on it is the channel's. -: who named no account."
    )
    var vouchFor: String?

    func validate() throws { try require(vouchFor?.isBlank != true, CallWords.empty("--vouch-for")) }
}

/// Who does it.
struct DeadActor: ParsableArguments {
    @Option(help: "Who does it; default: the user's name.")
    var actor = NSUserName()

    func validate() throws { try require(1...100 ~= actor.utf8.count, CallWords.length("--actor", 100)) }
}

struct DeadSelection: ParsableArguments {
    @Argument(help: "Ids that 'lapor dead list --each' prints, or beginnings that no other id has.")
    var ids: [String] = []
    @OptionGroup var filter: DeadFilter
    @Flag(help: "All that the other conditions leave.")
    var all = false
    @Flag(help: "Say which messages are meant, and do nothing.")
    var dryRun = false
    @Flag(help: "Do not ask.")
    var yes = false

    func validate() throws {
        try require(!ids.isEmpty || filter.narrows || all, CallWords.noneNamed)
    }

    /// Finds them, and nothing more.
    func choice() throws -> ParkedSelection { try ParkedSelection(ids: ids, filter.filter) }
}

struct DeadList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Counts parked messages by stage and reason, or lists each.",
        discussion: """
            A message that was parked twice is one message with a further copy; 'lapor status' and 'lapor doctor' count the \
            copies too.
            """)

    @OptionGroup var filter: DeadFilter
    @Flag(help: "List each message instead of counting them.")
    var each = false
    @Flag(help: "List what was discarded or corrected and is still kept.")
    var kept = false
    @OptionGroup var page: ListLimit
    @OptionGroup var columns: ColumnOption
    @OptionGroup var watching: WatchOption

    func validate() throws {
        try require(!kept || !(each || filter.narrows), CallWords.keptAlone)
    }

    func run() throws {
        let known = kept ? KeptMessages.columns : each ? ParkedList.columns : ParkedGroups.columns
        try columns.choosing(from: known, watching.output) {
            if kept { return try watching.print { try KeptMessages(stages: filter.stage.stages, limit: page.limit) } }
            if each { return try watching.print { try ParkedList(filter.filter, limit: page.limit) } }
            try watching.print { ParkedGroups(try ParkedList(filter.filter, limit: nil)) }
        }
    }
}

struct DeadShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one parked message: reason, headers, and its content with personal data masked.",
        discussion: "The content holds a citizen's words: it is shown to whoever says why with --reason.")

    @Argument(help: "The id that 'lapor dead list --each' prints, or a beginning that no other id has.")
    var id: String
    @OptionGroup var stage: DeadCommand.StageOption
    @Flag(help: "Look among those that were discarded or corrected and are still kept.")
    var kept = false
    @Flag(help: "Write the original bytes to standard output, unmasked, and nothing else.")
    var raw = false
    @OptionGroup var reading: ReaderOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { if raw { _ = try reading.needed() } }

    func run() throws {
        let reader = raw ? try reading.needed() : reading.reader
        let message =
            try kept
            ? ParkedMessage(kept: id, stages: stage.stages, for: reader)
            : ParkedMessage(id, ParkedFilter(stages: stage.stages), for: reader)
        if raw { return try Screen.copy(message.bytes) }
        try output.print(message)
    }
}
