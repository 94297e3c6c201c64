import Logging
import Rabbit

/// Tells of logins that are refused, and of the end of every interruption. A refusal lasts until somebody acts: it is an error
/// at once, and then said rarely. That it works again is said once.
package struct RefusalLog: Sendable {
    /// Milliseconds between two lines about the same refusal.
    package static let pause = 600_000
    private var said: (reason: String, at: Int)?
    /// When each other failure was told of, since it last worked.
    private var told: [String: Int] = [:]
    /// Whether something failed since it last worked.
    private var isInterrupted = false

    package init() {}

    /// Tells of `error` if it is a refused login and was not told of lately; false when it is something else.
    package mutating func take(_ error: any Error, _ world: LaneWorld) -> Bool {
        isInterrupted = true
        guard let reason = Self.reason(of: error) else {
            said = nil
            return false
        }
        let now = world.milliseconds()
        if let said, said.reason == reason, now - said.at < Self.pause { return true }
        said = (reason, now)
        world.log(.error, "login refused, trying again until somebody mends it", ["reason": .text(reason)])
        return true
    }

    /// Whether a failure is worth a line: not the same one again and again while it lasts, though it is tried again each second.
    package mutating func isNews(_ error: any Error, _ world: LaneWorld) -> Bool {
        let (reason, now) = ("\(error)", world.milliseconds())
        if let at = told[reason], now - at < Self.pause { return false }
        // Reasons with a changing number are few, and forgotten.
        if told.count >= 20 { told = [:] }
        told[reason] = now
        return true
    }

    /// Says so, once, when what had failed works.
    package mutating func worksAgain(_ line: String, _ world: LaneWorld) {
        guard isInterrupted else { return }
        (isInterrupted, said, told) = (false, nil, [:])
        world.log(.notice, line, [:])
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
