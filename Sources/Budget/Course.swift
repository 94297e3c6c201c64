import Complaints
import Contract
import Foundation
import Rabbit
import Shared

/// What a lane does with a stage, in batches of one size and at one moment, so that every count is the same.
enum Course {
    /// As many as one envelope holds at most.
    private static let batchSize = Envelope.maximumCount

    /// A working day's morning.
    static let now = { @Sendable in Instant(microseconds: 1_796_007_600_000_000) }

    static func submissions(in file: URL) throws -> [Delivery] {
        try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { line in
            let channel = try JSONDecoder().decode(Sender.self, from: line).channel
            return Delivery(
                tag: 0, exchange: Topology.intakeExchange, routingKey: "intake.\(channel)",
                properties: MessageProperties(contentType: "application/json"), body: Array(line))
        }
    }

    private struct Sender: Decodable {
        var channel: String
    }

    /// What `stage` announces of `deliveries`, as the next stages get it.
    ///
    /// - Throws: `StageFailure`, or the `Rejection` of the first message that is refused.
    static func take(_ deliveries: [Delivery], through stage: consuming some Stage & ~Copyable) throws -> [Delivery] {
        var stage = stage
        var left = deliveries[...]
        var announced: [Delivery] = []
        while !left.isEmpty {
            var outbound: [Outbound] = []
            try measured { outbound = try turn(&left, &stage) }
            announced += Envelope.pack(outbound, exchange: Topology.eventsExchange).map { message in
                Delivery(
                    tag: 0, exchange: message.exchange, routingKey: message.routingKey, properties: message.properties,
                    body: message.body)
            }
        }
        try measured { try stage.idle() }
        return announced
    }

    private static func turn(
        _ left: inout ArraySlice<Delivery>, _ stage: inout some Stage & ~Copyable
    ) throws -> [Outbound] {
        var entries = stage.decode(left.removeFirst())
        while entries.count < batchSize, let delivery = left.popFirst() { entries += stage.decode(delivery) }
        let items = try entries.map { entry in try entry.content.get() }
        let verdicts = try stage.handle(items[...])
        for case .reject(let rejection) in verdicts { throw rejection }
        let outbound = verdicts.flatMap(\.outbound)
        stage.confirmed(outbound)
        return outbound
    }
}
