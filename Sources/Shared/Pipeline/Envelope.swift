public import Rabbit

/// Packs events into as few messages as the limits allow: one CloudEvents batch per routing key.
public enum Envelope {
    /// Most events in one message.
    public static let maximumCount = 256
    /// Most bytes in one message: it fits one AMQP frame.
    public static let maximumBytes = 120 * 1024
    /// What says that a message is a CloudEvents batch.
    public static let contentType = "application/cloudevents-batch+json"

    /// The messages that carry `events`, in order, to `exchange`.
    public static func pack(_ events: [Outbound], exchange: String) -> [Publication] {
        var open: [(key: String, id: String, body: [UInt8], count: Int)] = []
        var sealed: [Publication] = []
        func seal(_ envelope: (key: String, id: String, body: [UInt8], count: Int)) {
            let properties = MessageProperties(contentType: contentType, messageID: envelope.id)
            sealed.append(
                Publication(
                    exchange: exchange, routingKey: envelope.key, properties: properties,
                    body: envelope.body + [UInt8(ascii: "]")]))
        }
        for event in events {
            if let index = open.firstIndex(where: { $0.key == event.routingKey }) {
                if open[index].count < maximumCount, open[index].body.count + event.json.count + 2 <= maximumBytes {
                    open[index].body.append(UInt8(ascii: ","))
                    open[index].body.append(contentsOf: event.json)
                    open[index].count += 1
                    continue
                }
                seal(open.remove(at: index))
            }
            var body = [UInt8(ascii: "[")]
            body.reserveCapacity(min(maximumBytes, (event.json.count + 1) * events.count + 2))
            body.append(contentsOf: event.json)
            open.append((event.routingKey, event.messageID, body, 1))
        }
        open.forEach(seal)
        return sealed
    }
}
