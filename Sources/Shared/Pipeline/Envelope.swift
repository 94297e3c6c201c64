package import Complaints
package import Rabbit

/// Packs events into as few messages as the limits allow: one CloudEvents batch per routing key and channel.
package enum Envelope {
    /// Most events in one message.
    package static let maximumCount = 256
    /// Most bytes in one message: it fits one AMQP frame.
    package static let maximumBytes = 120 * 1024
    package static let contentType = "application/cloudevents-batch+json"

    private struct Open {
        var exchange: String
        var key: String
        var channel: String?
        var id: String
        var body: [UInt8]
        var count = 1

        func sealed(_ properties: MessageProperties) -> Publication {
            var properties = properties
            (properties.contentType, properties.messageID) = (Envelope.contentType, id)
            // One message to the queues of both keys, once to each; the broker takes the header off.
            if let channel { properties.headers["BCC"] = .array([.text("\(key).\(channel)")]) }
            return Publication(
                exchange: exchange, routingKey: key, properties: properties, body: body + [UInt8(ascii: "]")])
        }

        func fits(_ event: Outbound) -> Bool {
            count < maximumCount && body.count + event.json.count + 2 <= maximumBytes
        }

        mutating func add(_ event: Outbound) {
            body.append(UInt8(ascii: ","))
            body.append(contentsOf: event.json)
            count += 1
        }
    }

    /// The messages that carry `events`, in order; those that name no exchange go to `exchange`.
    ///
    /// - Parameter moment: when they are published, by which their readers see how old they are; nil: nobody says.
    package static func pack(_ events: [Outbound], exchange: String, at moment: Instant? = nil) -> [Publication] {
        let stamped = moment.map { MessageProperties(contentType: contentType, publishedAt: $0) } ?? MessageProperties()
        var open: [Open] = []
        var sealed: [Publication] = []
        for event in events {
            let target: String
            switch event.destination {
            case .events: target = exchange
            case .exchange(let other): target = other
            case .sender(let correlationID):
                sealed.append(answer(event, correlationID))
                continue
            case .waiting(let exchange, let properties):
                sealed.append(
                    Publication(
                        exchange: exchange, routingKey: event.routingKey, properties: properties, body: event.json))
                continue
            }
            if let index = open.firstIndex(where: {
                $0.key == event.routingKey && $0.channel == event.channel && $0.exchange == target
            }) {
                if open[index].fits(event) {
                    open[index].add(event)
                    continue
                }
                sealed.append(open.remove(at: index).sealed(stamped))
            }
            var body = [UInt8(ascii: "[")]
            body.reserveCapacity(min(maximumBytes, (event.json.count + 1) * events.count + 2))
            body.append(contentsOf: event.json)
            open.append(
                Open(
                    exchange: target, key: event.routingKey, channel: event.channel, id: event.messageID, body: body))
        }
        return sealed + open.map { $0.sealed(stamped) }
    }

    /// By the default exchange to the queue that the sender named, if it is still there.
    private static func answer(_ event: Outbound, _ correlationID: String?) -> Publication {
        var properties = MessageProperties(
            contentType: "application/cloudevents+json", messageID: event.messageID, correlationID: correlationID)
        if let trace = event.trace { properties.headers["traceparent"] = .text("\(trace)") }
        return Publication(
            exchange: "", routingKey: event.routingKey, properties: properties, body: event.json, isMandatory: false)
    }
}
