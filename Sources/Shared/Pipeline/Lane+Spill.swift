import Logging
import Rabbit

/// What a lane does when an alarm of the broker holds publishers back for long: what is stored is acknowledged without
/// being announced. Its event stands in the journal without a mark, and the sweeper publishes it when it can.
extension Lane where B: ~Copyable, S: ~Copyable {
    /// Acknowledges the deliveries of a batch of which everything is stored; the others wait for the alarm's end, because
    /// what is parked or put off exists nowhere else.
    mutating func spill(_ batch: Batch<S.Item>, _ verdicts: [Verdict]) throws(LaneError) {
        var bad = Set(batch.rejections.map(\.0.delivery))
        for (index, verdict) in verdicts.enumerated() {
            if !verdict.isStored { bad.insert(batch.origins[index].delivery) }
        }
        let good = batch.deliveries.indices.filter { !bad.contains($0) }
        for index in bad.sorted() { holdBack(batch.deliveries[index]) }
        try spill(good.map { batch.deliveries[$0].tag }, items: verdicts.count)
    }

    /// Acknowledges what is stored and not announced.
    mutating func spill(_ tags: [UInt64], items: Int) throws(LaneError) {
        try broker.settle(tags, multiple: false)
        status.count {
            $0.items += items
            $0.unannounced += items
            $0.spilled += tags.count
        }
        world.log(.warning, "stored and acknowledged without being announced", ["deliveries": .integer(tags.count)])
    }

    /// Keeps a delivery of which something must be parked or put off. The broker may take what was published before the alarm, so
    /// what is parked after it may be parked for the second time, as after any other interruption.
    mutating func holdBack(_ delivery: Delivery) {
        var delivery = delivery
        delivery.redelivered = true
        heldBack.append(delivery)
    }

    /// The alarm is over: what had to wait is tried again.
    mutating func releaseHeldBack() {
        suspects += heldBack
        heldBack = []
    }
}
