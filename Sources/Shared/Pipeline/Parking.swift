package import Contract
package import Rabbit

/// How a message that can never succeed is put aside: the original bytes and headers, with the reason beside them.
package struct Parking: Sendable {
    package let exchange: String
    /// The stage that gave up; also the routing key.
    package let stage: String
    /// Where that goes which the exchange's queue refuses.
    let overflow: any ParkingOverflow
    /// By which its messages come; what came otherwise is parked unread.
    let routes: OwnRoutes

    package init(exchange: String, stage: String, overflow: any ParkingOverflow) {
        self.exchange = exchange
        self.stage = stage
        self.overflow = overflow
        routes = OwnRoutes(of: stage)
    }

    /// The account that published it, when its sender said so.
    package static let accountHeader = "x-lapor-account"
    /// How often a message has been put back, in a header that it keeps.
    package static let replaysHeader = "x-lapor-replays"
    /// Bytes of original headers that are kept. A message's headers must fit one frame of 128 KiB with ours beside them.
    static let headerBytes = 64 * 1024

    /// The headers, largest left out first until they fit; a header of ours then says how many are missing.
    private static func fitting(_ headers: [String: FieldValue]) -> [String: FieldValue] {
        var kept = headers
        var size = headers.reduce(0) { $0 + $1.key.utf8.count + $1.value.encodedSize }
        for (key, value) in headers.sorted(by: { $0.value.encodedSize > $1.value.encodedSize })
        where size > headerBytes {
            kept[key] = nil
            size -= key.utf8.count + value.encodedSize
        }
        if kept.count < headers.count { kept["x-lapor-headers-dropped"] = .integer(Int64(headers.count - kept.count)) }
        return kept
    }

    /// The message to publish for an entry of `delivery` that was rejected.
    ///
    /// - Parameter at: the moment, RFC 3339.
    package func park(
        _ delivery: Delivery, index: Int?, bytes: [UInt8]?, because rejection: Rejection, at: String
    ) -> Publication {
        var properties = delivery.properties
        // The broker's own trail must not travel on: it would count our parking as another death.
        let trail = ["x-death", "x-first-death", "x-last-death"]
        properties.headers = properties.headers.filter { header in !trail.contains { header.key.hasPrefix($0) } }
        properties.headers["x-delivery-count"] = nil
        // To RabbitMQ these are further routing keys: a copy would land among another stage's parked messages.
        properties.headers["CC"] = nil
        properties.headers["BCC"] = nil
        // What only we write, nobody else has written.
        properties.headers = properties.headers.filter { !ParkedHead.headers.contains($0.key) }
        properties = properties.withoutProofs
        properties.headers = Self.fitting(properties.headers)
        properties.headers["x-lapor-stage"] = .text(stage)
        properties.headers["x-lapor-code"] = .text(rejection.code)
        properties.headers["x-lapor-reason"] = .text(rejection.reason)
        properties.headers["x-lapor-at"] = .text(at)
        properties.headers["x-lapor-exchange"] = .text(delivery.exchange)
        properties.headers["x-lapor-routing-key"] = .text(delivery.routingKey)
        properties.headers[Self.accountHeader] = delivery.properties.account.map(FieldValue.text)
        if let field = rejection.field { properties.headers["x-lapor-field"] = .text(field) }
        // Whoever had it before may have parked it and not lived to acknowledge it.
        properties.headers["x-lapor-redelivered"] = delivery.redelivered ? .boolean(true) : nil
        if let index { properties.headers["x-lapor-item"] = .integer(Int64(index)) }
        // An item never drags its neighbours along.
        let bytes = bytes ?? index.flatMap { CaseEventDecoder.slice($0, of: delivery.body) }
        if bytes != nil { properties.contentType = "application/cloudevents+json" }
        var body = bytes ?? delivery.body
        if rejection.code == Rejection.bodyTooLarge.code {
            let head = ParkedHead.of(body)
            body = head.body
            properties.headers.merge(head.headers) { $1 }
        }
        return Publication(exchange: exchange, routingKey: stage, properties: properties, body: body)
    }
}
