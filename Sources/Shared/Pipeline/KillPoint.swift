import Foundation
import Synchronization

/// A named place in a worker's turn at which a test ends the process, as `kill -9` would.
///
/// `LAPOR_KILL_POINT=committed:3` ends the process when it comes to `committed` for the third time. Without the variable
/// a place costs one comparison.
package enum KillPoint: String, Sendable, CaseIterable {
    /// A batch is in hand; nothing is stored.
    case collected
    /// Within a transaction: all is written, and COMMIT not sent.
    case storing
    /// The batch is stored; nothing is announced.
    case committed
    /// A message has been written to the broker; no confirm has been read, and others may follow.
    case publishing
    /// All is confirmed; nothing is acknowledged.
    case confirmed
    /// The batch is acknowledged; what it announced stands in the outbox.
    case acknowledged
    /// Notifications are claimed, or deliveries chosen; no provider and no receiver has been asked.
    case claimed
    /// The providers, or receivers, have answered; no outcome is stored.
    case answered
    /// What a mail says is confirmed; the mail lies in the mailbox still.
    case mailed
    /// What had been forgotten is announced again; it stands in the outbox.
    case swept
    /// A batch of cases of dormant bodies is held above them; others are left.
    case held

    /// A place and how often it is passed before the end.
    struct Armed: Sendable, Equatable {
        var point: KillPoint
        var turn: Int
    }

    package static let variable = "LAPOR_KILL_POINT"

    private static let place = ProcessInfo.processInfo.environment[variable] ?? ""
    private static let armed = Armed(place)

    /// What is wrong with the variable; nil: nothing. A place that nobody passes would let a test prove nothing.
    package static var fault: String? {
        guard !place.isEmpty, armed == nil else { return nil }
        let places = allCases.map(\.rawValue).joined(separator: ", ")
        return "must be PLACE or PLACE:TURN, for tests only; places: \(places)"
    }

    private static let passes = Atomic<Int>(0)

    /// Comes by; does not return when this is where the process is to end.
    package func pass() {
        guard let armed = Self.armed, armed.point == self else { return }
        guard Self.passes.add(1, ordering: .relaxed).newValue == armed.turn else { return }
        kill(getpid(), SIGKILL)
        while true { pause() }
    }
}

extension KillPoint.Armed {
    /// Reads `name` or `name:turn`, with a turn of 1 or more; nil when it is neither.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, let point = KillPoint(rawValue: String(name)), parts.count <= 2 else {
            return nil
        }
        guard let turn = parts.count == 2 ? Int(parts[1]) : 1, turn >= 1 else { return nil }
        self.init(point: point, turn: turn)
    }
}
