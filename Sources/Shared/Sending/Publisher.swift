import Dispatch
import Logging
package import Rabbit
import Synchronization

/// Publishes for many who wait, on a thread and a connection of its own, and tells each when the broker has confirmed. Nothing is
/// published twice, and nobody waits for longer than `patience`: what was not confirmed by then may be in a queue or not.
package final class Publisher: Sending {
    private struct Job: Sendable {
        let message: Publication
        let deadline: Int
        let tell: @Sendable (Outcome) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        /// Bytes that are waiting or not confirmed.
        var bytes = 0
        var isOpen = false
        var isAsleep = false
    }

    /// Milliseconds for which somebody waits.
    private static let patience = 5_000
    /// Bytes of messages in hand: 250 of the largest submissions.
    private static let mostBytes = 64 << 20
    /// Messages that are published before confirms are read again.
    private static let turn = 256

    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)
    let world: LaneWorld
    /// Who waits for answers; nil: this one hears none.
    let replies: Replies?

    /// - Parameter hearsReplies: whether it may be asked, and not only given messages.
    package init(world: LaneWorld, hearsReplies: Bool = false) {
        self.world = world
        replies = hearsReplies ? Replies() : nil
    }

    /// Publishes messages in their order and waits until it is known what became of each.
    package func publish(_ messages: [Publication]) async -> [Outcome] {
        guard !messages.isEmpty else { return [] }
        let deadline = world.milliseconds() + Self.patience
        return await withCheckedContinuation { continuation in
            let tally = Tally(messages.count) { continuation.resume(returning: $0) }
            for (place, message) in messages.enumerated() {
                offer(Job(message: message, deadline: deadline) { tally.note($0, at: place) })
            }
        }
    }

    /// Publishes one message, and tells what became of it.
    func offer(_ message: Publication, _ tell: @escaping @Sendable (Outcome) -> Void) {
        offer(Job(message: message, deadline: world.milliseconds() + Self.patience, tell: tell))
    }

    private func offer(_ job: Job) {
        if let refusal = take(job) { job.tell(.failure(refusal)) }
    }

    private func take(_ job: Job) -> Refusal? {
        let (refusal, wakes) = state.withLock { state -> (Refusal?, Bool) in
            guard state.isOpen else { return (.away, false) }
            let bytes = state.bytes + job.message.body.count
            guard bytes <= Self.mostBytes else { return (.busy, false) }
            state.bytes = bytes
            state.waiting.append(job)
            defer { state.isAsleep = false }
            return (nil, state.isAsleep)
        }
        if wakes { bell.signal() }
        return refusal
    }
}

extension Publisher {
    /// Keeps connecting and publishing on the calling thread until `status` asks it to end.
    ///
    /// - Parameter verify: looks, before each connection, whether the broker is as it must be.
    package func run(_ settings: WorkerSettings, name: String, _ status: LaneStatus, verify: () throws -> Void) {
        var refusals = RefusalLog()
        world.keepGoing(status) { worked in
            try verify()
            var renewal = TLSRenewal(settings.broker.tls.map { [$0] } ?? [])
            var line = try Line(settings, name: name, status, replies)
            status.setReady(true)
            refusals.worksAgain("publishing again", world)
            worked()
            try serve(&line, status, &renewal)
        } report: { error in
            if !refusals.take(error, world), refusals.isNews(error, world) {
                world.log(.warning, "publishing interrupted, connecting again", LogFacts.of(error))
            }
            return 0
        }
    }

    private func serve(
        _ line: inout Line, _ status: LaneStatus, _ renewal: inout TLSRenewal
    ) throws(RabbitError) {
        defer { close(&line) }
        do throws(RabbitError) {
            while !status.isStopping || line.isWaiting {
                status.beat()
                status.setReady(!line.isBlocked)
                // While publishers are held back nothing is taken, and nobody is let wait for it.
                let jobs = take(Self.turn, isOpen: !line.isBlocked && !status.isStopping)
                try publish(jobs, on: &line)
                let settled = try line.hear(until: world.milliseconds())
                replies?.expire(at: world.milliseconds())
                state.withLock { $0.bytes -= settled.bytes }
                status.count {
                    $0.published += settled.confirmed
                    $0.items += settled.confirmed
                    $0.announced += settled.confirmed
                }
                guard !line.isWaiting, replies?.isEmpty ?? true else { continue }
                if renewal.isDue(world) { return }
                sleep()
            }
        } catch {
            status.setReady(false)
            throw error
        }
    }

    /// Those behind one that cannot be sent were not published, and are told so.
    private func publish(_ jobs: [Job], on line: inout Line) throws(RabbitError) {
        for place in jobs.indices {
            do throws(RabbitError) {
                try line.publish(jobs[place])
            } catch {
                let rest = jobs[(place + 1)...]
                state.withLock { $0.bytes -= Self.bytes(rest) }
                rest.forEach { $0.tell(.failure(.away)) }
                throw error
            }
        }
    }

    private static func bytes(_ jobs: some Sequence<Job>) -> Int { jobs.reduce(0) { $0 + $1.message.body.count } }

    /// What is to be published now; when there is nothing to publish on, everybody who waits is told.
    private func take(_ most: Int, isOpen: Bool) -> [Job] {
        let (jobs, refused) = state.withLock { state -> ([Job], [Job]) in
            state.isOpen = isOpen
            let taken = Array(state.waiting.prefix(most))
            guard isOpen else {
                defer { state.waiting = [] }
                state.bytes -= Self.bytes(state.waiting)
                return ([], state.waiting)
            }
            state.waiting.removeFirst(taken.count)
            return (taken, [])
        }
        refused.forEach { $0.tell(.failure(.away)) }
        return jobs
    }

    /// Until somebody comes, or it is time for a heartbeat.
    private func sleep() {
        let isIdle = state.withLock { state in
            state.isAsleep = state.waiting.isEmpty
            return state.isAsleep
        }
        guard isIdle else { return }
        _ = bell.wait(timeout: .now() + .milliseconds(100))
        state.withLock { $0.isAsleep = false }
    }

    /// The connection is about to end: nobody waits for it.
    private func close(_ line: inout Line) {
        _ = take(0, isOpen: false)
        let bytes = line.giveUp()
        // Answers come by the connection on which was asked.
        replies?.expire(at: nil)
        state.withLock { $0.bytes -= bytes }
    }

    /// A connection, and who waits for its confirms. Confined to its thread.
    private struct Line: ~Copyable {
        private var connection: RabbitConnection
        private let status: LaneStatus
        private let replies: Replies?
        private var unconfirmed: [UInt64: Job] = [:]
        private var oldest: UInt64 = 1

        /// - Throws: `RabbitError` when the broker is away.
        init(
            _ settings: WorkerSettings, name: String, _ status: LaneStatus, _ replies: Replies?
        ) throws(RabbitError) {
            var options = RabbitConnection.Options()
            options.heartbeatSeconds = settings.heartbeat
            options.name = name
            var connection = try RabbitConnection(to: settings.broker, options: options)
            Telemetry.connected(to: .broker)
            try connection.selectConfirms()
            // Intake asks everybody who they are.
            connection.account = settings.broker.user
            if replies != nil {
                _ = try connection.consume(RabbitConnection.directReplies, prefetch: 0, isSettled: true)
            }
            status.watch([connection.socket])
            self.connection = connection
            (self.status, self.replies) = (status, replies)
        }

        deinit { status.unwatch() }

        var isWaiting: Bool { !unconfirmed.isEmpty }
        var isBlocked: Bool { connection.blocked }

        mutating func publish(_ job: Job) throws(RabbitError) {
            // Before it is sent: where sending fails nobody knows whether it went.
            unconfirmed[connection.published + 1] = job
            try connection.publish(job.message)
            KillPoint.publishing.pass()
        }

        /// Reads what the broker says, and tells those whom it concerns, and those who have waited for too long.
        ///
        /// - Parameter now: milliseconds.
        /// - Throws: `RabbitError`, also when a message came back: then the topology is not as it must be.
        mutating func hear(until now: Int) throws(RabbitError) -> (bytes: Int, confirmed: Int) {
            var (bytes, confirmed) = (0, 0)
            var wait = isWaiting ? 1 : replies?.isEmpty ?? true ? 0 : 5
            while let event = try connection.next(milliseconds: wait) {
                wait = 0
                switch event {
                case .confirmed(let tag, let multiple):
                    for job in settle(tag, multiple) {
                        bytes += job.message.body.count
                        confirmed += 1
                        job.tell(.success(()))
                    }
                case .notAccepted(let tag, let multiple):
                    for job in settle(tag, multiple) {
                        bytes += job.message.body.count
                        job.tell(.failure(.full))
                    }
                case .delivery(let delivery): replies?.note(delivery)
                case .returned(let exchange, let key, _):
                    let route = Route(exchange: exchange, key: key)
                    throw RabbitError(.unroutable, in: "basic.publish", "no queue is bound for \(route)")
                case .closed(_, let text): throw RabbitError(.closedByBroker, in: "confirm", text)
                default: continue
                }
            }
            connection.releaseBuffers()
            return (bytes + expire(at: now), confirmed)
        }

        private mutating func settle(_ tag: UInt64, _ multiple: Bool) -> [Job] {
            guard multiple else { return unconfirmed.removeValue(forKey: tag).map { [$0] } ?? [] }
            guard tag >= oldest else { return [] }
            defer { oldest = tag + 1 }
            var jobs: [Job] = []
            for tag in oldest...tag {
                if let job = unconfirmed.removeValue(forKey: tag) { jobs.append(job) }
            }
            return jobs
        }

        private mutating func expire(at now: Int) -> Int {
            var bytes = 0
            for (tag, job) in unconfirmed where job.deadline <= now {
                unconfirmed[tag] = nil
                bytes += job.message.body.count
                job.tell(.failure(.unconfirmed))
            }
            return bytes
        }

        /// Tells everybody that nothing is known; the bytes of their messages.
        mutating func giveUp() -> Int {
            let jobs = unconfirmed.values
            unconfirmed = [:]
            jobs.forEach { $0.tell(.failure(.unconfirmed)) }
            return Publisher.bytes(jobs)
        }
    }
}
