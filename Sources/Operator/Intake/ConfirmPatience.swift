import Rabbit

/// Waits for the broker's word on what was published. An alarm, by which the broker holds publishers back in silence, is told to
/// whoever waits as soon as it is known.
struct ConfirmPatience {
    /// Milliseconds between two looks at what the broker says.
    private static let step = 500
    private let end: ContinuousClock.Instant
    private var isTold = false

    init(until end: ContinuousClock.Instant) { self.end = end }

    /// - Throws: `RabbitError`: `blocked` when the time is over and an alarm is the reason; else as `waitForConfirms`.
    static func wait(_ connection: inout RabbitConnection, seconds: Int) throws(RabbitError) {
        var patience = ConfirmPatience(until: .now + .seconds(seconds))
        try patience.wait(&connection)
    }

    mutating func wait(_ connection: inout RabbitConnection) throws(RabbitError) {
        while true {
            do throws(RabbitError) {
                return try connection.waitForConfirms(milliseconds: min(Self.step, millisecondsLeft))
            } catch {
                guard error.code == .timeout else { throw error }
                tell(connection)
                guard millisecondsLeft <= 0 || Interruption.hasCome else { continue }
                throw connection.blockReason.map { RabbitError(.blocked, in: "confirm", $0) } ?? error
            }
        }
    }

    /// Waits while an alarm is known: what is written meanwhile nobody reads.
    ///
    /// - Throws: `RabbitError`.
    mutating func waitWhileBlocked(_ connection: inout RabbitConnection) throws(RabbitError) {
        try connection.keepAlive()
        guard connection.blocked else { return }
        try wait(&connection)
    }

    private var millisecondsLeft: Int { max(0, Int((end - .now) / .milliseconds(1))) }

    private mutating func tell(_ connection: borrowing RabbitConnection) {
        guard !isTold, let reason = connection.blockReason else { return }
        isTold = true
        Terminal.complain(IntakeWords.heldBack(reason, RabbitError.Code.blocked.rawValue))
    }
}
