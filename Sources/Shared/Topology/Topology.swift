import Complaints

/// The exchanges, queues, bindings and policies that the pipeline stands on.
///
/// A value: `TopologyControl` puts it into effect, and every worker compares it with what it finds before it starts.
package struct Topology: Sendable, Equatable {
    /// A durable exchange.
    package struct Exchange: Sendable, Equatable {
        package var name: String
        /// `topic`, `direct` or `fanout`.
        package var type: String
        /// The exchange that gets what no queue of this one takes. It is declared so: a policy could be displaced by others'.
        package var alternate: String?

        /// Whether a worker that starts declares it once more.
        var isDeclaredByWorkers: Bool { type != "fanout" && alternate == nil }
    }

    /// A durable quorum queue.
    package struct Queue: Sendable, Equatable {
        package var name: String
        /// What its policy says; `x-queue-type` is the only declare argument.
        package var policy: [String: PolicyValue]
    }

    package enum PolicyValue: Sendable, Equatable, CustomStringConvertible {
        case text(String)
        case number(Int)

        package var description: String {
            switch self {
            case .text(let text): text
            case .number(let number): String(number)
            }
        }
    }

    /// Messages of one exchange that go on to another.
    package struct ExchangeBinding: Sendable, Hashable {
        package var source: String
        package var destination: String
        package var key: String
    }

    /// Messages of `exchange` with a key that matches go to `queue`.
    package struct Binding: Sendable, Equatable, Hashable {
        package var exchange: String
        package var queue: String
        package var key: String
    }

    package var exchanges: [Exchange]
    package var queues: [Queue]
    package var bindings: [Binding]
    package var exchangeBindings: [ExchangeBinding]

    /// Where channels publish, key `intake.<channel>`.
    package static let intakeExchange = "lapor.intake"
    /// Takes all of `intakeExchange` to channels' own queues.
    package static let channelsExchange = "lapor.intake.channels"
    /// What of that goes to none of them.
    package static let intakeRestExchange = "lapor.intake.rest"
    /// Where workers announce what happened, key `complaint.<event>`, of confidential cases `confidential.<event>`.
    package static let eventsExchange = "lapor.events"
    /// Where officers send commands, key `case.<command>`.
    package static let caseworkExchange = "lapor.casework"
    /// Where parked messages go, with the stage as key.
    package static let deadExchange = "lapor.dead"

    /// Whether what others publish to an exchange may have the key: `intake.<channel>`, or `intake` where each item of a batch names
    /// its own; likewise `case.<command>`.
    package static func takes(_ key: String, on exchange: String) -> Bool {
        let word: String
        switch exchange {
        case intakeExchange: word = "intake"
        case caseworkExchange: word = "case"
        default: return true
        }
        return key.hasPrefix(word) && (key.utf8.count == word.utf8.count || key.hasPrefix(word + "."))
    }

    /// The stages that have a work queue and, beside it, a queue of parked messages.
    package static let stages = ["intake", "routing", "notify", "casework"]

    /// Deliveries of one message before it is parked as one that kills workers.
    static let deliveryLimit = 50
    /// Deliveries of a parked message: so many that looking at it never removes it. RabbitMQ 4 has 20 by default.
    static let deadDeliveryLimit = 1_000_000
    /// Bytes of a work queue before publishers are refused: about four million complaints.
    static let workQueueBytes = 4 << 30
    /// Bytes of a queue of parked messages.
    package static let deadQueueBytes = 1 << 30

    package static let lapor = Topology(
        exchanges: [
            Exchange(name: intakeExchange, type: "topic"), Exchange(name: intakeRestExchange, type: "fanout"),
            Exchange(name: channelsExchange, type: "topic", alternate: intakeRestExchange),
            Exchange(name: eventsExchange, type: "topic"),
            Exchange(name: caseworkExchange, type: "topic"), Exchange(name: deadExchange, type: "direct"),
        ] + retries.map { Exchange(name: $0.name, type: "fanout") },
        queues: stages.map(workQueue) + stages.map(deadQueue) + retries.map(retryQueue),
        bindings: [
            Binding(exchange: intakeRestExchange, queue: "intake", key: ""),
            // They are put in effect in this order, while workers publish: what routing misses meanwhile the sweeper announces
            // again, what notify misses nobody does.
            Binding(exchange: eventsExchange, queue: "notify", key: "complaint.#"),
            Binding(exchange: eventsExchange, queue: "notify", key: "confidential.#"),
        ]
            + CaseEvent.allCases.filter(\.asksForRouting).flatMap { event in
                [event.routingKey, event.confidentialKey].map {
                    Binding(exchange: eventsExchange, queue: "routing", key: $0)
                }
            } + [
                // Also what has a misspelt key: it is parked, and its sender told.
                Binding(exchange: caseworkExchange, queue: "casework", key: "#")
            ] + stages.map { Binding(exchange: deadExchange, queue: "\($0).dead", key: $0) }
            + retries.map { Binding(exchange: $0.name, queue: $0.name, key: "") },
        // Whatever its key: where that names no channel, the alternate exchange leads it to intake, which parks it.
        exchangeBindings: [ExchangeBinding(source: intakeExchange, destination: channelsExchange, key: "#")])

    /// Marks a virtual host that was made for rehearsal: real complaints never pass there.
    package static let rehearsalExchange = "lapor.rehearsal"

    package static let queueNames = Set(lapor.queues.map(\.name))

    /// Fixed delays; a message published here with a queue's name as key comes back to that queue alone.
    static let retries = [("5s", 5_000), ("30s", 30_000), ("2m", 120_000), ("10m", 600_000), ("1h", 3_600_000)]
        .map { (name: "lapor.retry.\($0.0)", milliseconds: $0.1) }

    /// Where a message waits that came too early, and for how many seconds.
    package static let shortestRetry = (exchange: retries[0].name, seconds: retries[0].milliseconds / 1000)

    static func workQueue(_ stage: String) -> Queue { workQueue(stage, of: stage, bytes: workQueueBytes) }

    /// - Parameter stage: the one that reads it.
    static func workQueue(_ name: String, of stage: String, bytes: Int) -> Queue {
        Queue(
            name: name,
            policy: [
                "delivery-limit": .number(deliveryLimit), "dead-letter-exchange": .text(deadExchange),
                "dead-letter-routing-key": .text(stage), "dead-letter-strategy": .text("at-least-once"),
                "overflow": .text("reject-publish"), "max-length-bytes": .number(bytes),
            ])
    }

    static func deadQueue(_ stage: String) -> Queue {
        Queue(
            name: "\(stage).dead",
            policy: [
                "delivery-limit": .number(deadDeliveryLimit), "overflow": .text("reject-publish"),
                "max-length-bytes": .number(deadQueueBytes),
            ])
    }

    private static func retryQueue(_ retry: (name: String, milliseconds: Int)) -> Queue {
        // No dead-letter key: the message keeps the one it came with, which names the queue to go back to.
        Queue(
            name: retry.name,
            policy: [
                "message-ttl": .number(retry.milliseconds), "dead-letter-exchange": .text(""),
                "dead-letter-strategy": .text("at-least-once"), "overflow": .text("reject-publish"),
                "max-length-bytes": .number(workQueueBytes),
            ])
    }
}
