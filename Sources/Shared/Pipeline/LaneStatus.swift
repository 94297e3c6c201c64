import Rabbit
import Synchronization

/// What the rest of the process may know of a lane, and the flag that asks it to stop. Shared between threads.
package final class LaneStatus: Sendable {
    package struct Counts: Sendable {
        package var items = 0
        /// Items whose events the broker has confirmed.
        package var announced = 0
        /// Items stored whose events an alarm holds back.
        package var unannounced = 0
        /// Turns that had something to do.
        package var batches = 0
        package var published = 0
        package var parked = 0
        /// Deliveries stored and acknowledged without being announced, while an alarm held publishers back.
        package var spilled = 0
        /// New broker connections after the first.
        package var reconnects = 0
        /// Times the lane had to wait for the database.
        package var holds = 0
        /// Times the watchdog closed the lane's sockets.
        package var silences = 0
    }

    private let stop = Atomic<Bool>(false)
    private let ready = Atomic<Bool>(false)
    private let beatAt = Atomic<Int>(0)
    private let preparing = Atomic<Bool>(false)
    private let resting = Atomic<Bool>(false)
    private let sockets = Mutex<[Int32]>([])
    private let counted = Mutex(Counts())

    package init() { beat() }

    /// Asks the lane to finish what it has in hand and end.
    package func requestStop() { stop.store(true, ordering: .releasing) }
    package var isStopping: Bool { stop.load(ordering: .acquiring) }

    /// Whether the lane takes and finishes messages.
    package var isReady: Bool { ready.load(ordering: .acquiring) }
    package func setReady(_ value: Bool) { ready.store(value, ordering: .releasing) }

    package func beat() { beatAt.store(SocketBreaker.monotonicMilliseconds, ordering: .relaxed) }
    /// Milliseconds since the lane last got on; 0 while it prepares, for then no socket of the broker is open yet.
    package var silence: Int {
        preparing.load(ordering: .acquiring)
            ? 0 : SocketBreaker.monotonicMilliseconds - beatAt.load(ordering: .relaxed)
    }
    /// Whether the lane reads what it needs before it connects: on a busy machine that may take longer than a turn may.
    package func setPreparing(_ value: Bool) {
        beat()
        preparing.store(value, ordering: .releasing)
    }

    /// Whether the lane reads nothing, and need not, until somebody has made room for what its channel sends.
    package var isResting: Bool { resting.load(ordering: .acquiring) }
    package func setResting(_ value: Bool) { resting.store(value, ordering: .releasing) }

    package var counts: Counts { counted.withLock { $0 } }
    package func count(_ change: (inout Counts) -> Void) { counted.withLock { change(&$0) } }

    /// These sockets are shut down when the lane falls silent.
    package func watch(_ descriptors: [Int32]) { sockets.withLock { $0 = descriptors } }
    /// The sockets are about to be closed: their numbers may soon belong to others.
    package func unwatch() { sockets.withLock { $0 = [] } }
    func breakSockets() { sockets.withLock { $0.forEach(SocketBreaker.shutDown) } }
}
