package import Logging

/// The time, the waits and the log of a lane, so that tests can stand in for them.
package struct LaneWorld: Sendable {
    /// Milliseconds of a clock that only goes forward.
    package var milliseconds: @Sendable () -> Int
    /// The moment, RFC 3339, for headers.
    package var timestamp: @Sendable () -> String
    /// Blocks the lane's thread.
    package var sleep: @Sendable (_ milliseconds: Int) -> Void
    /// Writes a line; the message is constant, what varies is in the second part.
    package var log: @Sendable (Logger.Level, String, [String: String]) -> Void

    package init(
        milliseconds: @escaping @Sendable () -> Int, timestamp: @escaping @Sendable () -> String,
        sleep: @escaping @Sendable (Int) -> Void,
        log: @escaping @Sendable (Logger.Level, String, [String: String]) -> Void
    ) {
        self.milliseconds = milliseconds
        self.timestamp = timestamp
        self.sleep = sleep
        self.log = log
    }
}
