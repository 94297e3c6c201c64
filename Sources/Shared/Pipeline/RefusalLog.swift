import Logging
import Rabbit

/// Tells of logins that are refused. A refusal lasts until somebody acts: it is an error at once, and then said rarely.
package struct RefusalLog: Sendable {
    /// Milliseconds between two lines about the same refusal.
    package static let pause = 600_000
    private var said: (reason: String, at: Int)?

    package init() {}

    /// Tells of `error` if it is a refused login and was not told of lately; false when it is something else.
    package mutating func take(_ error: any Error, _ world: LaneWorld) -> Bool {
        guard let reason = Self.reason(of: error) else {
            said = nil
            return false
        }
        let now = world.milliseconds()
        if let said, said.reason == reason, now - said.at < Self.pause { return true }
        said = (reason, now)
        world.log(.error, "login refused, trying again until somebody mends it", ["reason": reason])
        return true
    }

    /// Nil when it is no refused login.
    private static func reason(of error: any Error) -> String? {
        switch error {
        case StageFailure.refused(let reason): reason
        case LaneError.broker(let error): refusal(error)
        case let error as RabbitError: refusal(error)
        default: nil
        }
    }

    private static func refusal(_ error: RabbitError) -> String? {
        error.isLastingRefusal ? error.remedy.map { "\($0)" } ?? error.reason : nil
    }
}
