import Rabbit
import Shared

/// A connection that publishes events and waits for their confirms. Confined to its thread.
struct EventPublisher: ~Copyable {
    private let status: LaneStatus
    private let heartbeat: Int
    private var connection: RabbitConnection

    /// - Throws: `RabbitError` when the broker is away.
    init(_ settings: WorkerSettings, name: String, status: LaneStatus) throws(RabbitError) {
        var options = RabbitConnection.Options()
        options.heartbeatSeconds = settings.heartbeat
        options.name = name
        var connection = try RabbitConnection(to: settings.broker, options: options)
        Telemetry.connected(to: .broker)
        try connection.selectConfirms()
        status.watch([connection.socket])
        self.connection = connection
        self.status = status
        heartbeat = settings.heartbeat
    }

    deinit { status.unwatch() }

    var isBlocked: Bool { connection.blocked }

    /// Publishes all; false when an alarm holds them back, and then nobody knows which of them the broker will take.
    ///
    /// - Parameter isMandatory: whether somebody must be there to take them.
    mutating func publish(_ events: [Outbound], isMandatory: Bool = true) throws(RabbitError) -> Bool {
        try pulse()
        guard !connection.blocked else { return false }
        for var message in Envelope.pack(events, exchange: Topology.eventsExchange, at: .now) {
            message.isMandatory = isMandatory
            try connection.publish(message)
            KillPoint.publishing.pass()
        }
        var wait = ConfirmWait(heartbeat: heartbeat)
        while try !wait.isOver(&connection) {
            status.beat()
            if connection.blocked || status.isStopping { return false }
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
}
