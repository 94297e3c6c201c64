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

    /// Each item is stored and announced by itself, so that one that kills the worker holds up none before it. Bad ones
    /// are parked at the end, together with the acknowledgement: an attempt that ends early parks nothing twice.
    private mutating func trySuspect(_ delivery: Delivery) throws(LaneError) -> Int {
        var whole = Batch<S.Item>()
        whole.add(delivery, stage.decode(delivery))
        KillPoint.collected.pass()
        var rejected = whole.rejections
        var isAnnounced = true
        for position in whole.items.indices {
            switch try judge(whole.items[position..<position + 1]).first {
            case .pass(let event):
                let isConfirmed = try send([event], parking: [], of: whole)
                isAnnounced = isAnnounced && isConfirmed
            case .reject(let rejection): rejected.append((whole.origins[position], rejection))
            case .finish, nil: break
            }
            status.beat()
        }
        try guardContract(rejected.count, of: whole.size)
        let isParked = try send([], parking: rejected, of: whole)
        guard isParked, isAnnounced else {
            if isParked { try spill([delivery.tag], items: whole.size) } else { holdBack(delivery) }
            return max(1, whole.size)
        }
        KillPoint.confirmed.pass()
        try broker.settle([delivery.tag], multiple: false)
        KillPoint.acknowledged.pass()
        status.count {
            $0.items += whole.size
            $0.batches += 1
        }
        status.setReady(true)
        return max(1, whole.size)
    }
}
