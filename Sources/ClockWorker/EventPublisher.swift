import Rabbit
import Shared

/// A connection that publishes events and waits for their confirms. Confined to its thread.
struct EventPublisher: ~Copyable {
    private let status: LaneStatus
    private let patience: Int
    private var connection: RabbitConnection

    /// - Throws: `RabbitError` when the broker is away.
    init(_ settings: WorkerSettings, name: String, status: LaneStatus) throws(RabbitError) {
        var options = RabbitConnection.Options()
        options.heartbeatSeconds = settings.heartbeat
        options.name = name
        var connection = try RabbitConnection(to: settings.broker, options: options)
        try connection.selectConfirms()
        status.watch([connection.socket])
        self.connection = connection
        self.status = status
        patience = settings.heartbeat * 2000
    }

    deinit { status.unwatch() }

    /// Whether an alarm holds publishers back.
    var isBlocked: Bool { connection.blocked }

    /// Publishes all; false when an alarm holds them back, and then nobody knows which of them the broker will take.
    ///
    /// - Throws: `RabbitError`.
    mutating func publish(_ events: [Outbound]) throws(RabbitError) -> Bool {
        try pulse()
        guard !connection.blocked else { return false }
        for message in Envelope.pack(events, exchange: Topology.eventsExchange) {
            try connection.publish(message)
            KillPoint.publishing.pass()
        }
        var left = patience
        while try !isConfirmed(within: 500) {
            status.beat()
            if connection.blocked || status.isStopping { return false }
            left -= 500
            if left <= 0 {
                throw RabbitError(.timeout, in: "confirm", "\(connection.unconfirmed) publishes unanswered")
            }
        }
        connection.releaseBuffers()
        return true
    }

    /// Answers heartbeats and sees alarms.
    ///
    /// - Throws: `RabbitError` when the connection is gone.
    mutating func pulse() throws(RabbitError) {
        while let event = try connection.next() {
            if case .closed(_, let text) = event { throw RabbitError(.closedByBroker, in: "read", text) }
        }
    }

    private mutating func isConfirmed(within milliseconds: Int) throws(RabbitError) -> Bool {
        do throws(RabbitError) {
            try connection.waitForConfirms(milliseconds: milliseconds)
            return true
        } catch {
            guard error.code == .timeout else { throw error }
            return false
        }
    }
}
