import Rabbit
import Synchronization

/// What the rest of the process may know of a lane, and the flag that asks it to stop. Shared between threads.
public final class LaneStatus: Sendable {
    /// What a lane counts.
    public struct Counts: Sendable {
        /// Items judged.
        public var items = 0
        /// Turns that had something to do.
        public var batches = 0
        /// Events published and confirmed.
        public var published = 0
        /// Items parked with a reason.
        public var parked = 0
        /// Deliveries stored and acknowledged without being announced, while an alarm held publishers back.
        public var spilled = 0
        /// New broker connections after the first.
        public var reconnects = 0
        /// Times the lane had to wait for the database.
        public var holds = 0
        /// Nothing counted.
        public init() {}
    }

    private let stop = Atomic<Bool>(false)
    private let ready = Atomic<Bool>(false)
    private let beatAt = Atomic<Int>(0)
    private let preparing = Atomic<Bool>(false)
    private let sockets = Mutex<[Int32]>([])
    private let counted = Mutex(Counts())

    /// A lane that is not ready yet.
    public init() { beat() }

    /// Asks the lane to finish what it has in hand and end.
    public func requestStop() { stop.store(true, ordering: .releasing) }
    /// Whether the lane was asked to end.
    public var isStopping: Bool { stop.load(ordering: .acquiring) }

    /// Whether the lane takes and finishes messages.
    public var isReady: Bool { ready.load(ordering: .acquiring) }
    /// The lane works, or does not.
    public func setReady(_ value: Bool) { ready.store(value, ordering: .releasing) }

    /// The lane is getting on.
    public func beat() { beatAt.store(SocketBreaker.monotonicMilliseconds, ordering: .relaxed) }
    /// Milliseconds since the lane last got on; 0 while it prepares, for then no socket of the broker is open yet.
    public var silence: Int {
        preparing.load(ordering: .acquiring)
            ? 0 : SocketBreaker.monotonicMilliseconds - beatAt.load(ordering: .relaxed)
    }
    /// Whether the lane reads what it needs before it connects: on a busy machine that may take longer than a turn may.
    public func setPreparing(_ value: Bool) {
        beat()
        preparing.store(value, ordering: .releasing)
    }

    /// The counts so far.
    public var counts: Counts { counted.withLock { $0 } }
    /// Adds to the counts.
    public func count(_ change: (inout Counts) -> Void) { counted.withLock { change(&$0) } }

    /// These sockets are shut down when the lane falls silent.
    public func watch(_ descriptors: [Int32]) { sockets.withLock { $0 = descriptors } }
    /// The sockets are about to be closed: their numbers may soon belong to others.
    public func unwatch() { sockets.withLock { $0 = [] } }
    /// Breaks whatever wait the lane is in.
    func breakSockets() { sockets.withLock { $0.forEach(SocketBreaker.shutDown) } }
}
