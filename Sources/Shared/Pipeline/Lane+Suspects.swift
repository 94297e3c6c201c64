import Rabbit

/// Messages that were delivered before may have crashed a worker: they are tried one at a time, after everything else.
extension Lane where B: ~Copyable, S: ~Copyable {
    /// Tries up to `limit` suspects, item by item; returns how many items were settled.
    mutating func trySuspects(upTo limit: Int) throws(LaneError) -> Int {
        var settled = 0
        var tried = 0
        while tried < limit, let suspect = nextSuspect() {
            settled += try trySuspect(suspect)
            tried += 1
            status.beat()
            // Fresh messages go first: look for some before the next suspect.
            if limit == .max, tried >= limits.suspectsPerTurn * 4 { break }
        }
        return settled
    }

    /// The suspect with the fewest attempts; among equals by lot, so that a killer does not always come before the same
    /// innocents.
    private mutating func nextSuspect() -> Delivery? {
        guard let fewest = suspects.map(\.deliveryCount).min() else { return nil }
        let candidates = suspects.indices.filter { suspects[$0].deliveryCount == fewest }
        guard let choice = candidates.randomElement() else { return nil }
        return suspects.remove(at: choice)
    }

    private mutating func trySuspect(_ delivery: Delivery) throws(LaneError) -> Int {
        let entries = stage.decode(delivery)
        for (position, entry) in entries.enumerated() {
            var single = Batch<S.Item>()
            single.add(delivery, [entry])
            // The delivery is acknowledged with its last item; the batch before that settles nothing.
            if position < entries.count - 1 { single.keepUnsettled() }
            try settle(single, multiple: false)
        }
        if entries.isEmpty { try broker.settle([delivery.tag], multiple: false) }
        return max(1, entries.count)
    }
}
