package import Complaints
import Foundation
package import Logging
import Rabbit

extension LaneWorld {
    /// The real clock, real waits, and `logger`.
    package static func live(_ logger: Logger) -> LaneWorld {
        var world = LaneWorld(
            milliseconds: { SocketBreaker.monotonicMilliseconds },
            timestamp: { Instant.now.rfc3339 },
            sleep: { Thread.sleep(forTimeInterval: Double($0) / 1000) },
            log: { level, message, metadata in
                logger.log(level: level, "\(message)", metadata: metadata.mapValues(\.metadata))
            })
        world.isVerbose = logger.logLevel <= .debug
        return world
    }
}

extension Instant {
    /// This moment, by the system's clock.
    package static var now: Instant {
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }
}
