import Complaints
import Kannel
import Logging
import Rabbit
import Shared

/// A connection to bearerbox and one to the broker, on a thread of its own. What breaks one ends both: bearerbox then hands out
/// again, under the same ids, what was not acknowledged.
struct BoxLane: Sendable {
    let settings: WorkerSettings
    let sms: SmsSettings
    let status: LaneStatus
    let tally: SMSTally
    /// Where receipts are stored.
    let receipts: @Sendable () -> ReceiptDesk
    let world: LaneWorld
    /// Of the process, by which the broker knows the connection.
    let name: String
    /// Looks whether the broker is as it must be.
    let verify: @Sendable () throws -> Void

    /// Runs until `status` asks it to end.
    func run() {
        var refusals = RefusalLog()
        world.keepGoing(status) { worked in
            try verify()
            var renewal = TLSRenewal(settings.broker.tls.map { [$0] } ?? [])
            var turns = try BoxTurns(self)
            while !status.isStopping {
                try turns.turn()
                refusals.worksAgain("taking SMS again", world)
                worked()
                if renewal.isDue(world) { return }
            }
        } report: { error in
            if !refusals.take(error, world), refusals.isNews(error, world) {
                world.log(.warning, "taking SMS interrupted, connecting again", LogFacts.of(error))
            }
            return 0
        }
    }
}

/// Collect, publish, confirm, acknowledge: in that order and no other. Confined to its thread.
struct BoxTurns: ~Copyable {
    /// SMS of a turn: as many as bearerbox hands out at once by default.
    private static let most = 100
    /// Milliseconds to wait for a first SMS.
    private static let idle = 200
    /// Milliseconds between two signs of life to bearerbox.
    private static let pulse = 10_000
    private let lane: BoxLane
    private var broker: RabbitConnection
    private var box: BoxConnection
    private var beatAt: Int
    private var receipts: ReceiptDesk

    /// Connects twice, to bearerbox last: nothing is handed out that cannot be published.
    ///
    /// - Throws: `RabbitError`, `BoxError`.
    init(_ lane: BoxLane) throws {
        var options = RabbitConnection.Options()
        options.heartbeatSeconds = lane.settings.heartbeat
        options.name = lane.name
        var broker = try RabbitConnection(to: lane.settings.broker, options: options)
        Telemetry.connected(to: .broker)
        try broker.selectConfirms()
        // Intake asks everybody who they are.
        broker.account = lane.settings.broker.user
        let box = try BoxConnection(to: lane.sms.box)
        lane.status.watch([broker.socket, box.socket])
        beatAt = lane.world.milliseconds()
        self.lane = lane
        self.broker = broker
        self.box = box
        receipts = lane.receipts()
    }

    deinit { lane.status.unwatch() }

    /// - Throws: `RabbitError`, `BoxError`: both connections are then of no more use.
    mutating func turn() throws {
        lane.status.beat()
        try keepAlive()
        // While an alarm holds publishers back nothing is taken.
        guard !broker.blocked else {
            lane.status.setReady(false)
            return lane.world.wait(Self.idle, lane.status)
        }
        lane.status.setReady(true)
        let taken = try collect()
        try settleReceipts()
        guard !taken.isEmpty else { return }
        KillPoint.collected.pass()
        try publish(taken)
        KillPoint.confirmed.pass()
        try box.send(taken.map { .ack(BoxAck(.success, of: $0.id)) })
        KillPoint.acknowledged.pass()
        lane.tally.count(published: taken.count)
        lane.status.count {
            $0.published += taken.count
            $0.items += taken.count
            $0.announced += taken.count
            $0.batches += 1
        }
    }

    private mutating func keepAlive() throws {
        try broker.keepAlive()
        let now = lane.world.milliseconds()
        guard now - beatAt >= Self.pulse else { return }
        beatAt = now
        try box.send(.heartbeat(load: 0))
    }

    /// The SMS that are there, without waiting for more than the first.
    private mutating func collect() throws -> [BoxSMS] {
        var taken: [BoxSMS] = []
        var wait = Self.idle
        while taken.count < Self.most, let message = try box.next(milliseconds: wait) {
            switch message {
            case .sms(let sms) where sms.kind == .report: receipts.take(sms)
            case .sms(let sms): taken.append(sms)
            case .admin(.shutdown, _), .admin(.restart, _): throw BoxError(.closed, "it is shut down")
            case .heartbeat, .admin, .ack, .other: break
            }
            wait = 0
        }
        return taken
    }

    /// Acknowledges the receipts that are stored, or given up.
    private mutating func settleReceipts() throws {
        let settled = receipts.settle(at: lane.world.milliseconds())
        guard !settled.ids.isEmpty else { return }
        try box.send(settled.ids.map { .ack(BoxAck(.success, of: $0)) })
        lane.tally.count(receipts: settled.ids.count - settled.dropped, dropped: settled.dropped)
    }

    /// Publishes SMS and returns when all are confirmed.
    private mutating func publish(_ taken: [BoxSMS]) throws {
        let now = Instant.now
        var unread = 0
        for sms in taken {
            let incoming = IncomingSMS(sms, lane.sms.channels)
            if incoming.words == nil { unread += 1 }
            try broker.publish(incoming.publication(at: now))
            KillPoint.publishing.pass()
        }
        lane.tally.count(received: taken.count, undecoded: unread)
        var wait = ConfirmWait(heartbeat: lane.settings.heartbeat)
        while try !wait.isOver(&broker) {
            lane.status.beat()
            // An alarm may last longer than anybody is let wait: bearerbox keeps them.
            if lane.status.isStopping { throw LaneError.stopped }
        }
    }
}
