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

    /// By lot: one that kills the worker comes before a given innocent one in every second crash at most, so that none is
    /// returned so often with it that it counts as deadly as well.
    private mutating func nextSuspect() -> Delivery? {
        suspects.indices.randomElement().map { suspects.remove(at: $0) }
    }

    /// Each item is stored and announced by itself, every other attempt backwards, so that one that kills the worker holds
    /// up neither those before it nor those after it. Bad ones are parked at the end, together with the acknowledgement: an
    /// attempt that ends early parks nothing twice.
    private mutating func trySuspect(_ delivery: Delivery) throws(LaneError) -> Int {
        var whole = Batch<S.Item>()
        whole.add(delivery, entries(of: delivery))
        KillPoint.collected.pass()
        var rejected = whole.rejections
        var (isAnnounced, isStored) = (true, true)
        var announced = 0
        for position in order(of: whole.items.indices, attempt: delivery.deliveryCount) {
            let verdict = try judge(whole.items[position..<position + 1]).first
            let outbound = verdict?.outbound ?? []
            if !outbound.isEmpty {
                let isConfirmed = try send(outbound, parking: [], of: whole)
                isAnnounced = isAnnounced && isConfirmed
                announced += 1
            }
            if case .reject(let rejection) = verdict { rejected.append((whole.origins[position], rejection)) }
            if case .putOff = verdict { isStored = false }
            status.beat()
        }
        rejected.sort { ($0.0.index ?? 0) < ($1.0.index ?? 0) }
        try guardContract(rejected.count, of: whole.size)
        let isParked = try send([], parking: rejected, of: whole)
        guard isParked, isAnnounced else {
            if isParked, isStored { try spill([delivery.tag], items: whole.size) } else { holdBack(delivery) }
            return max(1, whole.size)
        }
        KillPoint.confirmed.pass()
        try broker.settle([delivery.tag], multiple: false)
        KillPoint.acknowledged.pass()
        stage.settled(items: whole.size, parkedBytes: 0)
        status.count {
            $0.items += whole.size
            $0.announced += announced
            $0.batches += 1
        }
        status.setReady(true)
        return max(1, whole.size)
    }

    private func order(of positions: Range<Int>, attempt: Int) -> [Int] {
        attempt.isMultiple(of: 2) ? positions.reversed() : Array(positions)
    }
}
