import ArgumentParser

/// `lapor body`
struct BodyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "body",
        abstract: "Bodies (instansi): who answers for them, their decrees, and whether they can act.",
        discussion: "What changes here is noticed by the nightly watch; 'lapor body watch' has it noticed at once.",
        subcommands: [
            BodyList.self, BodyShow.self, BodyImport.self, OfficerCommand.self, DecreeCommand.self,
            StandingRuleCommand.self, BodyWatchCommand.self, CoachingCommand.self,
        ])
}
