package import Logging

/// The time, the waits and the log of a lane, so that tests can stand in for them.
package struct LaneWorld: Sendable {
    /// Milliseconds of a clock that only goes forward.
    package var milliseconds: @Sendable () -> Int
    /// The moment, RFC 3339, for headers.
    package var timestamp: @Sendable () -> String
    package var sleep: @Sendable (_ milliseconds: Int) -> Void
    /// Writes a line; the message is constant, what varies is in the second part.
    package var log: @Sendable (Logger.Level, String, [String: LogFact]) -> Void
    /// Whether lines about single messages are wanted.
    package var isVerbose = false

    package init(
        milliseconds: @escaping @Sendable () -> Int, timestamp: @escaping @Sendable () -> String,
        sleep: @escaping @Sendable (Int) -> Void,
        log: @escaping @Sendable (Logger.Level, String, [String: LogFact]) -> Void
    ) {
        self.milliseconds = milliseconds
        self.timestamp = timestamp
        self.sleep = sleep
        self.log = log
    }

    /// Waits in short steps, so that the watchdog sees the lane getting on; ends early when the lane is to end.
    package func wait(_ milliseconds: Int, _ status: LaneStatus) {
        var left = milliseconds
        while left > 0, !status.isStopping {
            sleep(min(left, 200))
            status.beat()
            left -= 200
        }
    }

    /// Runs `serve` until the lane is to end: again after each failure, after longer and longer waits until `serve` says that
    /// something worked.
    ///
    /// - Parameter report: tells of a failure; returns how many milliseconds to wait beyond the usual.
    package func keepGoing(
        _ status: LaneStatus, serve: (_ worked: () -> Void) throws -> Void, report: (any Error) -> Int
    ) {
        var backoff = Backoff()
        while !status.isStopping {
            do {
                try serve { backoff.reset() }
            } catch {
                status.setReady(false)
                guard !status.isStopping else { break }
                let further = report(error)
                status.count { $0.reconnects += 1 }
                wait(backoff.next() + further, status)
            }
        }
        status.setReady(false)
    }
}
