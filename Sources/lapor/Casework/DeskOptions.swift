import ArgumentParser
import Complaints
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

extension TrackingCode {
    /// A code as people type it.
    ///
    /// - Throws: `Failure` `badData` with what is wrong.
    init(typed text: String) throws(Failure) {
        do throws(TrackingCodeError) {
            self = try TrackingCode(parsing: text)
        } catch {
            switch error {
            case .length(let count): throw Failure(.badData, "a tracking code has 12 letters, this has \(count)")
            case .letter(let letter): throw Failure(.badData, "'\(letter)' does not occur in tracking codes")
            case .checkLetter:
                throw Failure(.badData, "the tracking code has a typing error: its check letter does not fit")
            }
        }
    }
}
