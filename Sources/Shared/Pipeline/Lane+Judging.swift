import Contract
import Logging

/// What a failed commit means for the batch.
extension Lane where B: ~Copyable, S: ~Copyable {
    /// Times a batch is tried again when other transactions are in the way, before it is halved.
    static var contentionRetries: Int { 3 }
    /// Times a single item is tried again: whoever is in its way for so long is not another transaction.
    static var loneRetries: Int { 20 }

    /// Has the stage judge `items`, holding, retrying or halving as the failure demands.
    mutating func judge(_ items: ArraySlice<S.Item>) throws(LaneError) -> [Verdict] {
        guard !items.isEmpty else { return [] }
        var retries = 0
        while true {
            do throws(StageFailure) {
                let verdicts = try stage.handle(items)
                KillPoint.committed.pass()
                outageEnded()
                status.beat()
                return verdicts
            } catch {
                switch error {
                case .contention(let reason) where items.count == 1 && retries >= Self.loneRetries:
                    throw .fault("the same row is always in the way: \(reason)")
                case .contention where retries < Self.contentionRetries || items.count == 1:
                    retries += 1
                    try wait(Int.random(in: 5...50) * retries)
                case .badData(let rejection) where items.count == 1:
                    return [.reject(rejection)]
                case .contention, .badData:
                    return try judgeHalves(items)
                case .unavailable, .refused, .forbidden, .locked, .fault:
                    try recover(from: error)
                }
            }
        }
    }

    private mutating func judgeHalves(_ items: ArraySlice<S.Item>) throws(LaneError) -> [Verdict] {
        let middle = items.startIndex + items.count / 2
        let first = try judge(items[..<middle])
        return first + (try judge(items[middle...]))
    }

    /// Holds the deliveries until the database is back; anything else ends the lane.
    mutating func recover(from failure: StageFailure) throws(LaneError) {
        switch failure {
        case .unavailable, .refused, .forbidden, .locked: try hold(failure)
        case .contention: return
        case .badData(let rejection): throw .fault("outside a batch: \(rejection.reason)")
        case .fault(let reason): throw .fault(reason)
        }
    }

    /// A session that opens is no end: a database that can only be read lets everybody in, and stores nothing.
    private mutating func hold(_ failure: StageFailure) throws(LaneError) {
        status.setReady(false)
        status.count { $0.holds += 1 }
        var outage = outage ?? Outage()
        outage.tell(failure, world)
        while true {
            let pause = outage.backoff.next()
            self.outage = outage
            try wait(pause)
            do throws(StageFailure) {
                return try stage.reopen()
            } catch {
                if outage.refusals.take(error, world) { continue }
                guard case .unavailable = error else { return try recover(from: error) }
            }
        }
    }

    /// What had failed works: said once.
    mutating func outageEnded() {
        guard outage != nil else { return }
        outage = nil
        world.log(.notice, "database is back", [:])
    }

    /// Waits in short steps, so that heartbeats go on and a stop is noticed.
    mutating func wait(_ milliseconds: Int) throws(LaneError) {
        var left = milliseconds
        while left > 0 {
            if status.isStopping { throw .stopped }
            let step = min(left, 500)
            world.sleep(step)
            left -= step
            try broker.pulse()
            status.beat()
        }
    }
}

/// A time in which the database stores nothing: said once, however often it lets somebody in meanwhile.
struct Outage {
    var refusals = RefusalLog()
    var backoff = Backoff()
    private var isTold = false

    fileprivate mutating func tell(_ failure: StageFailure, _ world: LaneWorld) {
        guard !refusals.take(failure, world), !isTold else { return }
        isTold = true
        world.log(.warning, "database unavailable, holding", ["reason": "\(failure)"])
    }
}
