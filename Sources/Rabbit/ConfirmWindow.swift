/// Which publishes of a channel in confirm mode still wait for the broker's word. A value: it does no I/O.
///
/// A returned message is confirmed as well, so its route counts as returned whatever follows.
package struct ConfirmWindow: Sendable, Equatable {
    /// The number that the last publish was given; the channel counts from 1.
    package private(set) var published: UInt64 = 0
    /// Publishes that were refused by `basic.nack`.
    package var refused: Int { refusedTags.count }
    /// Where publishes were sent that came back. All that went there count as returned: the broker looks at the route
    /// alone, and a return does not say which publish it answers.
    package private(set) var returned: Set<Route> = []
    private var refusedTags: Set<UInt64> = []
    private var floor: UInt64 = 0
    private var settledAbove: Set<UInt64> = []

    package init() {}

    /// Publishes that nothing was heard of yet.
    package var outstanding: Int { Int(published - floor) - settledAbove.count }

    package mutating func publish() { published += 1 }

    package mutating func confirm(_ tag: UInt64, multiple: Bool) {
        guard tag <= published, tag > floor || multiple else { return }
        if multiple {
            floor = max(floor, tag)
            if !settledAbove.isEmpty { settledAbove = settledAbove.filter { $0 > floor } }
        } else {
            settledAbove.insert(tag)
        }
        while settledAbove.remove(floor + 1) != nil { floor += 1 }
    }

    package mutating func refuse(_ tag: UInt64, multiple: Bool) {
        guard tag <= published, tag > floor else { return }
        for refused in (multiple ? floor + 1 : tag)...tag where !isAnswered(refused) { refusedTags.insert(refused) }
        confirm(tag, multiple: multiple)
    }

    package mutating func giveBack(_ route: Route) { returned.insert(route) }

    /// Whether a queue holds what was sent by `route` as publish number `tag`: confirmed, not refused, not returned.
    package func isTaken(_ tag: UInt64, by route: Route) -> Bool {
        isAnswered(tag) && !refusedTags.contains(tag) && !returned.contains(route)
    }

    private func isAnswered(_ tag: UInt64) -> Bool { tag <= floor || settledAbove.contains(tag) }
}
