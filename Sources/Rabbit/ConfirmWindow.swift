/// Which publishes of a channel in confirm mode still wait for the broker's word. A value: it does no I/O.
///
/// A returned message is confirmed as well, so its route counts as returned whatever follows.
public struct ConfirmWindow: Sendable, Equatable {
    /// The number that the last publish was given; the channel counts from 1.
    public private(set) var published: UInt64 = 0
    /// Publishes that were refused by `basic.nack`.
    public var refused: Int { refusedTags.count }
    /// Where publishes were sent that came back. All that went there count as returned: the broker looks at the route
    /// alone, and a return does not say which publish it answers.
    public private(set) var returned: Set<Route> = []
    private var refusedTags: Set<UInt64> = []
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
        guard tag <= published, tag > floor else { return }
        for refused in (multiple ? floor + 1 : tag)...tag where !isAnswered(refused) { refusedTags.insert(refused) }
        settle(tag, multiple: multiple)
    }

    /// A publish by `route` came back.
    public mutating func giveBack(_ route: Route) { returned.insert(route) }

    /// Whether a queue holds what was sent by `route` as publish number `tag`: confirmed, not refused, not returned.
    public func isTaken(_ tag: UInt64, by route: Route) -> Bool {
        isAnswered(tag) && !refusedTags.contains(tag) && !returned.contains(route)
    }

    private func isAnswered(_ tag: UInt64) -> Bool { tag <= floor || settledAbove.contains(tag) }

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
