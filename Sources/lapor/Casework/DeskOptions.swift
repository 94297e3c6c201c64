import ArgumentParser
import Foundation

/// What every decision at a desk names.
struct DeskOptions: ParsableArguments {
    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @Option(help: "Who decides; default: the user's name.")
    var actor = NSUserName()
    @Option(help: "Why. Reporter and officers read it: no personal data.")
    var reason: String

    func validate() throws {
        guard 1...300 ~= reason.utf8.count else { throw ValidationError("--reason must have 1 to 300 characters") }
        guard 1...100 ~= actor.utf8.count else { throw ValidationError("--actor must have 1 to 100 characters") }
    }
}
