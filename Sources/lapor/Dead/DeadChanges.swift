import ArgumentParser
import Operator

struct DeadReplay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Puts parked messages back to the stage that gave them up.",
        discussion: """
            Replaying twice changes nothing: what is stored is known. A message that is still bad is parked again. Messages \
            that the broker parked because they ended workers (code delivery_limit) go back one at a time. What was parked because \
            of who sent it (codes sender_not_allowed, foreign_route) stays, unless --vouch-for names the account. With --all it asks \
            first; without a terminal it needs --yes.
            """)

    @OptionGroup var selection: DeadSelection
    @Option(help: "Messages per second.")
    var rate = 100.0
    @OptionGroup var vouching: VouchOption
    @OptionGroup var who: DeadActor
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(rate > 0, CallWords.aboveZero("--rate"))
    }

    func run() throws {
        let choice = try selection.choice()
        if selection.dryRun { return try output.print(ParkedPlan(choice)) }
        try Consent.require(ParkedWords.replayQuestion(choice.count), given: selection.yes || !selection.all)
        try output.print(try ReplayedMessages(choice, actor: who.actor, vouchingFor: vouching.vouchFor, rate: rate))
    }
}

struct DeadDiscard: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Takes parked messages out of their queue; undo puts them back, for 90 days.",
        discussion: """
            Each is kept, with who discarded it and why, before it is removed. It asks first; without a terminal it needs --yes.
            """)

    @OptionGroup var selection: DeadSelection
    @Option(help: "Why they are not worth keeping.")
    var reason: String
    @OptionGroup var who: DeadActor
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try require(!reason.isBlank, CallWords.empty("--reason"))
    }

    func run() throws {
        let choice = try selection.choice()
        if selection.dryRun { return try output.print(ParkedPlan(choice)) }
        try Consent.require(ParkedWords.discardQuestion(choice.count), given: selection.yes)
        try output.print(try DiscardedMessages(choice, actor: who.actor, reason: reason))
    }
}

struct DeadUndo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Puts what was discarded, or replaced by a corrected copy, back where it lay.",
        discussion: """
            Each once: what lies in its queue again is no longer kept. What a corrected copy has become stays as it is.
            """)

    @Argument(help: "A call such as run-17, or the id of one message; 'lapor dead list --kept' has both.")
    var what: String
    @OptionGroup var stage: DeadCommand.StageOption
    @OptionGroup var who: DeadActor
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try UndoneMessages(what, stages: stage.stages, actor: who.actor)) }
}

struct DeadEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Publishes a corrected copy in the place of a parked submission or command.",
        discussion: """
            The copy comes from a file, or, with --reason, from $VISUAL or $EDITOR on a terminal: who sees the original is written \
            down. It is checked as its stage will check it, and \
            published only if it will be accepted. The original is kept for 90 days. The workers' own events are not edited.
            """)

    @Argument(help: "The id that 'lapor dead list --each' prints, or a beginning that no other id has.")
    var id: String
    @Option(name: .customLong("with"), help: "The file that holds the whole corrected message.", completion: .file())
    var file: String?
    @Option(help: "What was corrected, and on whose word; needed where an editor shows the original.")
    var reason: String?
    @Flag(help: "Say whether the copy would be accepted, and do nothing.")
    var dryRun = false
    @OptionGroup var vouching: VouchOption
    @OptionGroup var stage: DeadCommand.StageOption
    @OptionGroup var who: DeadActor
    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.print(
            try EditedMessage(
                id, ParkedFilter(stages: stage.stages), with: file, actor: who.actor, reason: reason,
                vouchingFor: vouching.vouchFor, dryRun: dryRun))
    }
}
