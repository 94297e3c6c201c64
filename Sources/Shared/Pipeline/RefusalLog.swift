import Logging
import Rabbit

/// Tells of logins that are refused, of rights, queues and bindings that are missing, and of the end of every interruption. These
/// last until somebody acts: they are an error at once, and then said rarely. That it works again is said once.
package struct RefusalLog: Sendable {
    /// Milliseconds between two lines about the same refusal.
    package static let pause = 600_000
    private var said: (reason: String, at: Int)?
    /// When each other failure was told of, since it last worked.
    private var told: [String: Int] = [:]
    /// Whether something failed since it last worked.
    private var isInterrupted = false

    package init() {}

    /// Tells of `error` if somebody must mend it and it was not told of lately; false when it is something else.
    package mutating func take(_ error: any Error, _ world: LaneWorld) -> Bool {
        isInterrupted = true
        guard let (line, reason) = Self.lasting(error) else {
            said = nil
            return false
        }
        let now = world.milliseconds()
        if let said, said.reason == reason, now - said.at < Self.pause { return true }
        said = (reason, now)
        var facts = LogFacts.of(error)
        facts["reason"] = .text(reason)
        world.log(.error, "\(line), trying again until somebody mends it", facts)
        return true
    }

    /// Tells of a publish that fails and is tried again: by `take` where somebody must mend it, else as a warning, the same one rarely.
    mutating func takePublish(_ error: RabbitError, _ world: LaneWorld) {
        guard !take(error, world), isNews(error, world) else { return }
        world.log(.warning, "publish failed, trying again", ["reason": "\(error)"])
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

    /// What is said of what lasts until somebody mends it; nil when it may pass by itself.
    private static func lasting(_ error: any Error) -> (line: String, reason: String)? {
        switch error {
        case StageFailure.refused(let reason): ("login refused", reason)
        case StageFailure.forbidden(let remedy): ("the database refuses it", "\(remedy)")
        case StageFailure.locked(let remedy): ("a key is missing", "\(remedy)")
        case LaneError.broker(let error): lasting(error)
        case let error as RabbitError: lasting(error)
        case TopologyError.mismatch: ("the broker is not as it must be", "\(error)")
        case let remedy as Remedy: ("the broker refuses it", "\(remedy)")
        default: nil
        }
    }

    private static func lasting(_ error: RabbitError) -> (line: String, reason: String)? {
        let isUnroutable = error.code == .unroutable
        guard error.isLastingRefusal || isUnroutable || error.code == .closedByBroker && error.needsSomebody else {
            return nil
        }
        let line =
            error.isLastingRefusal ? "login refused" : isUnroutable ? "publish failed" : "the broker refuses it"
        return (line, error.remedy.map { "\($0)" } ?? error.reason)
    }
}
