/// Which publishes of a channel in confirm mode still wait for the broker's word. A value: it does no I/O.
///
/// A returned message is confirmed as well, so a return marks the window as failed whatever follows.
public struct ConfirmWindow: Sendable, Equatable {
    /// The number that the last publish was given; the channel counts from 1.
    public private(set) var published: UInt64 = 0
    /// Publishes that were refused by `basic.nack`.
    public private(set) var refused = 0
    /// The first return's reason, when a publish was returned.
    public private(set) var returned: String?
    private var floor: UInt64 = 0
    private var settledAbove: Set<UInt64> = []

    /// A window on a channel that has published nothing yet.
    public init() {}

    /// Publishes that nothing was heard of yet.
    public var outstanding: Int { Int(published - floor) - settledAbove.count }

    /// One more message was sent.
    public mutating func publish() { published += 1 }

    /// The broker confirmed `tag`, or all up to it.
    public mutating func confirm(_ tag: UInt64, multiple: Bool) { settle(tag, multiple: multiple) }

    /// The broker refused `tag`, or all up to it.
    public mutating func refuse(_ tag: UInt64, multiple: Bool) {
        let before = outstanding
        settle(tag, multiple: multiple)
        refused += before - outstanding
    }

    /// A publish came back.
    public mutating func giveBack(_ reason: String) { returned = returned ?? reason }

    private mutating func settle(_ tag: UInt64, multiple: Bool) {
        guard tag <= published, tag > floor || multiple else { return }
        if multiple {
            floor = max(floor, tag)
            if !settledAbove.isEmpty { settledAbove = settledAbove.filter { $0 > floor } }
        } else {
            settledAbove.insert(tag)
        }
        while settledAbove.remove(floor + 1) != nil { floor += 1 }
    }
}
