import Complaints
import Contract
import Rabbit

/// Collect, commit, publish, acknowledge: in that order and no other.
///
/// One thread owns a lane with all its connections. A turn is synchronous; whatever goes wrong in it, nothing that was
/// not stored and announced has been acknowledged.
package struct Lane<B: Broker & ~Copyable, S: Stage & ~Copyable>: ~Copyable {
    package struct Limits: Sendable {
        package var batchSize = 500
        /// Milliseconds to wait for a batch to fill.
        package var lingerMilliseconds = 0
        /// Milliseconds to wait for a first message before resting.
        package var idleMilliseconds = 1000
        /// Suspects tried after each batch of fresh messages.
        package var suspectsPerTurn = 8
        package init() {}
    }

    /// Broker and stage, for tests and for the runner.
    package var broker: B
    package var stage: S
    let limits: Limits
    let parking: Parking
    /// The exchange that events go to.
    let events: String
    let status: LaneStatus
    let world: LaneWorld
    var suspects: [Delivery] = []
    /// Deliveries of which something must be parked, which an alarm does not let us.
    var heldBack: [Delivery] = []
    /// Whether the messages still look like ours; it outlives the lane.
    var contract = ContractGuard()
    /// Measures its turns.
    var meter = LaneMeter.unread
    /// Since the database last stored nothing; nil: it works.
    var outage: Outage?

    /// One turn; returns how many items were settled.
    ///
    /// - Throws: `LaneError`; the lane is then of no more use.
    package mutating func turn() throws(LaneError) -> Int {
        status.beat()
        if !heldBack.isEmpty, !broker.isHeldBack { releaseHeldBack() }
        let allowed = try allowance()
        guard allowed > 0 else { return try pause() }
        let batch = try collect(upTo: allowed)
        var settled = batch.size
        if !batch.deliveries.isEmpty { try settle(batch) }
        settled += try trySuspects(upTo: settled > 0 ? limits.suspectsPerTurn : .max)
        if settled == 0 { try idle() }
        return settled
    }

    /// Takes what is there, without waiting for more than the first message (and the linger, if one is set).
    ///
    /// - Parameter allowed: so many items, as far as whole messages let it.
    mutating func collect(upTo allowed: Int) throws(LaneError) -> Batch<S.Item> {
        let size = min(limits.batchSize, allowed)
        var batch = Batch<S.Item>()
        var wait = suspects.isEmpty ? limits.idleMilliseconds : 0
        let fillUntil = world.milliseconds() + limits.lingerMilliseconds
        while batch.size < size, let delivery = try broker.take(milliseconds: wait) {
            if delivery.redelivered {
                suspects.append(delivery)
            } else {
                if batch.deliveries.isEmpty { meter.begin(published: delivery.published) }
                batch.add(delivery, entries(of: delivery))
            }
            wait = limits.lingerMilliseconds == 0 ? 0 : max(0, fillUntil - world.milliseconds())
        }
        return batch
    }

    /// Commits, publishes and acknowledges a batch.
    mutating func settle(_ batch: Batch<S.Item>, multiple allowed: Bool = true) throws(LaneError) {
        KillPoint.collected.pass()
        meter.end(.collect)
        let verdicts = try judge(batch.items[...])
        precondition(verdicts.count == batch.items.count, "one verdict per item")
        meter.end(.store, commit: stage.takeCommitTime())
        guard try publish(batch, verdicts) else { return try spill(batch, verdicts) }
        meter.end(.publish)
        let multiple = allowed && heldBack.isEmpty && suspects.allSatisfy { $0.tag > batch.lastTag }
        KillPoint.confirmed.pass()
        try broker.settle(batch.tags, multiple: multiple)
        KillPoint.acknowledged.pass()
        meter.end(.acknowledge)
        meter.end(items: batch.size)
        stage.settled(items: batch.size, parkedBytes: 0)
        status.setReady(true)
    }

    private mutating func publish(_ batch: Batch<S.Item>, _ verdicts: [Verdict]) throws(LaneError) -> Bool {
        var outbound: [Outbound] = []
        outbound.reserveCapacity(verdicts.count)
        var rejected = batch.rejections
        var announced = 0
        for (index, verdict) in verdicts.enumerated() {
            outbound += verdict.outbound
            if verdict.isAnnounced { announced += 1 }
            if case .reject(let rejection) = verdict { rejected.append((batch.origins[index], rejection)) }
        }
        try guardContract(rejected.count, of: verdicts.count + batch.rejections.count)
        guard try send(outbound, parking: rejected, of: batch) else { return false }
        status.count {
            $0.items += verdicts.count + batch.rejections.count
            $0.announced += announced
            $0.batches += 1
        }
        return true
    }

    /// Publishes events and parked messages and returns when all are confirmed, or, of what is parked, kept elsewhere; false
    /// when an alarm holds them back.
    mutating func send(
        _ outbound: [Outbound], parking rejected: [(Batch<S.Item>.Origin, Rejection)], of batch: Batch<S.Item>
    ) throws(LaneError) -> Bool {
        let now = world.timestamp()
        let parked = rejected.map { origin, rejection in
            parking.park(
                batch.deliveries[origin.delivery], index: origin.index, bytes: origin.bytes, because: rejection, at: now
            )
        }
        let messages = Envelope.pack(outbound, exchange: events, at: Instant(rfc3339: now)) + parked
        if !messages.isEmpty {
            switch try broker.publish(messages) {
            case .confirmed: break
            case .refused(let refused): try keep(refused)
            case .heldBack: return false
            }
        }
        if !rejected.isEmpty { tell(parked: rejected, of: batch) }
        tell(announced: outbound)
        stage.confirmed(outbound)
        if !parked.isEmpty { stage.settled(items: 0, parkedBytes: parked.reduce(0) { $0 + $1.parkedBytes }) }
        status.count {
            $0.published += outbound.count
            $0.parked += parked.count
        }
        return true
    }

    mutating func guardContract(_ bad: Int, of total: Int) throws(LaneError) {
        guard stage.inputIsOurs else { return }
        // Order within a batch does not matter here: good ones first is the mildest reading.
        let flags = [Bool](repeating: false, count: total - bad) + [Bool](repeating: true, count: bad)
        if let complaint = contract.note(flags) { throw .contractBroken(complaint) }
    }

    mutating func idle() throws(LaneError) {
        try broker.pulse()
        do throws(StageFailure) {
            try stage.idle()
            outageEnded()
            status.setReady(true)
        } catch {
            try recover(from: error)
        }
    }
}
