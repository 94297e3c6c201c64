import Logging
package import Rabbit

/// A lane's two connections to a real broker: one consumes and acknowledges only, so that an alarm that blocks
/// publishers never blocks its acknowledgements; the other publishes only.
package struct RabbitBroker: Broker, ~Copyable {
    package struct Configuration: Sendable {
        package var address: RabbitAddress
        package var queue: String
        /// Most deliveries that wait unsettled.
        package var prefetch: Int
        /// Milliseconds that an alarm may hold publishers back before the lane goes on without publishing.
        package var patience = 30_000
        package var options = RabbitConnection.Options()

        package init(address: RabbitAddress, queue: String, prefetch: Int) {
            self.address = address
            self.queue = queue
            self.prefetch = prefetch
        }
    }

    private let configuration: Configuration
    private let status: LaneStatus
    private let world: LaneWorld
    private var consumer: RabbitConnection
    private var producer: RabbitConnection
    private var consumerTag: String
    /// Since when an alarm holds publishers back.
    private var blockedAt: Int?

    /// Connects twice and subscribes.
    ///
    /// - Throws: `RabbitError` when the broker is away or the queue is missing.
    package init(_ configuration: Configuration, status: LaneStatus, world: LaneWorld) throws(RabbitError) {
        var consumer = try RabbitConnection(to: configuration.address, options: configuration.options)
        Telemetry.connected(to: .broker)
        let producer = try Self.openProducer(configuration)
        let tag = try consumer.consume(configuration.queue, prefetch: configuration.prefetch)
        status.watch([consumer.socket, producer.socket])
        self.configuration = configuration
        self.status = status
        self.world = world
        self.consumer = consumer
        self.producer = producer
        consumerTag = tag
    }

    deinit { status.unwatch() }

    package mutating func take(milliseconds: Int) throws(LaneError) -> Delivery? {
        do throws(RabbitError) {
            while let event = try consumer.next(milliseconds: milliseconds) {
                switch event {
                case .delivery(let delivery): return delivery
                case .consumerCancelled: throw RabbitError(.consumerCancelled, in: "consume", configuration.queue)
                case .closed(_, let text): throw RabbitError(.closedByBroker, in: "consume", text)
                default: continue
                }
            }
            consumer.releaseBuffers()
            return nil
        } catch {
            throw .broker(error)
        }
    }

    /// Publishes until all is confirmed. A failed publish never drops the consuming connection, so the deliveries in
    /// hand are not returned and their delivery limit is not used up; what is confirmed is not published again, so that
    /// nothing is parked once for each attempt.
    package mutating func publish(_ messages: [Publication]) throws(LaneError) -> Publishing {
        var backoff = Backoff()
        var refusals = RefusalLog()
        var left = messages
        while true {
            let before = producer.published
            do throws(RabbitError) {
                _ = try producer.next()
                guard try waitWhileBlocked() else { return .heldBack }
                for message in left {
                    try producer.publish(message)
                    KillPoint.publishing.pass()
                }
                guard try waitForConfirms() else { return .heldBack }
                producer.releaseBuffers()
                refusals.worksAgain("publishing works again", world)
                return .confirmed
            } catch {
                status.setReady(false)
                left = producer.notTaken(of: left, publishedAfter: before)
                refusals.takePublish(error, world)
                try reopenProducer(&backoff)
                let rest = Unpublished(left, after: error)
                if rest.givenUp > 0 {
                    world.log(.warning, "answers given up", ["messages": .integer(rest.givenUp)])
                }
                if let end = rest.end { return end }
                left = rest.messages
            }
        }
    }

    package mutating func settle(_ tags: [UInt64], multiple: Bool) throws(LaneError) {
        // While there is always more to take, nobody else gives back what was taken.
        defer { consumer.releaseBuffers() }
        do throws(RabbitError) {
            if multiple, let last = tags.last { return try consumer.acknowledge(last, multiple: true) }
            for tag in tags { try consumer.acknowledge(tag) }
        } catch {
            throw .broker(error)
        }
    }

    /// Answers heartbeats on both connections and sees alarms.
    package mutating func pulse() throws(LaneError) {
        do throws(RabbitError) {
            try consumer.keepAlive()
        } catch {
            throw .broker(error)
        }
        do throws(RabbitError) {
            if case .closed(_, let text)? = try producer.next() {
                throw RabbitError(.closedByBroker, in: "read", text)
            }
        } catch {
            var backoff = Backoff()
            try reopenProducer(&backoff)
        }
    }

    package mutating func cancel() throws(LaneError) {
        do throws(RabbitError) {
            try consumer.cancel(consumerTag)
        } catch {
            throw .broker(error)
        }
    }

    package var isHeldBack: Bool {
        guard producer.blocked, let blockedAt else { return false }
        return status.isStopping || world.milliseconds() - blockedAt >= configuration.patience
    }

    /// False when an alarm holds publishers back for too long.
    private mutating func waitWhileBlocked() throws(RabbitError) -> Bool {
        guard producer.blocked else {
            goOn()
            return true
        }
        if blockedAt == nil {
            blockedAt = world.milliseconds()
            world.log(.warning, "broker holds publishers back, waiting", [:])
        }
        status.setReady(false)
        while producer.blocked {
            if isHeldBack { return false }
            _ = try producer.next(milliseconds: 500)
            try consumer.keepAlive()
            status.beat()
        }
        goOn()
        return true
    }

    private mutating func goOn() {
        guard blockedAt != nil else { return }
        blockedAt = nil
        world.log(.notice, "broker lets publishers go on", [:])
    }

    /// Waits for all confirms; false when an alarm, which the broker tells only those who publish, holds them back.
    private mutating func waitForConfirms() throws(RabbitError) -> Bool {
        var wait = ConfirmWait(heartbeat: configuration.options.heartbeatSeconds)
        while try !wait.isOver(&producer) {
            guard try waitWhileBlocked() else { return false }
            try consumer.keepAlive()
        }
        return true
    }

    private mutating func reopenProducer(_ backoff: inout Backoff) throws(LaneError) {
        var refusals = RefusalLog()
        while true {
            if status.isStopping { throw .stopped }
            world.sleep(backoff.next())
            status.beat()
            do throws(RabbitError) {
                try consumer.keepAlive()
            } catch {
                throw .broker(error)
            }
            do throws(RabbitError) {
                let fresh = try Self.openProducer(configuration)
                status.watch([consumer.socket, fresh.socket])
                producer = fresh
                refusals.worksAgain("publishing connection is open again", world)
                return
            } catch {
                if refusals.take(error, world) { continue }
                world.log(.warning, "no publishing connection", ["reason": "\(error)"])
            }
        }
    }

    private static func openProducer(_ configuration: Configuration) throws(RabbitError) -> RabbitConnection {
        var producer = try RabbitConnection(to: configuration.address, options: configuration.options)
        Telemetry.connected(to: .broker)
        try producer.selectConfirms()
        return producer
    }
}
