package import Rabbit

/// Waits for the broker's confirms half a second at a time, so that heartbeats, alarms and a stop are seen meanwhile.
package struct ConfirmWait {
    private static let step = 500
    /// Milliseconds until the broker counts as gone.
    private var left: Int

    /// - Parameter heartbeat: seconds between two heartbeats: without an answer for two of them the broker is gone.
    package init(heartbeat: Int) { left = heartbeat * 2000 }

    /// Whether all that was published on `connection` is confirmed.
    ///
    /// - Throws: `RabbitError`, also when the broker has not answered for too long.
    package mutating func isOver(_ connection: inout RabbitConnection) throws(RabbitError) -> Bool {
        guard left > 0 else {
            throw RabbitError(.timeout, in: "confirm", "\(connection.unconfirmed) publishes unanswered")
        }
        left -= Self.step
        do throws(RabbitError) {
            try connection.waitForConfirms(milliseconds: Self.step)
            return true
        } catch {
            guard error.code == .timeout else { throw error }
            return false
        }
    }
}
