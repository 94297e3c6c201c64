package import Complaints
package import Rabbit

extension Delivery {
    /// When the message was published: the broker's header `timestamp_in_ms` where its interceptor sets one, else the property
    /// `timestamp` (whole seconds; AMQP 0-9-1, class basic), which is the publisher's word; nil when neither can be a moment
    /// since 2000.
    package var published: Instant? {
        if !properties.headers.isEmpty, let milliseconds = properties.headers["timestamp_in_ms"]?.integer {
            return Self.moment(milliseconds, perSecond: 1000)
        }
        return properties.timestamp.flatMap { Int64(exactly: $0) }.flatMap { Self.moment($0, perSecond: 1) }
    }

    /// The first second of the year 2000 and of 2200, since 1970: what lies outside them is no time of publishing.
    private static let since: Int64 = 946_684_800
    private static let before: Int64 = 7_258_118_400

    private static func moment(_ value: Int64, perSecond: Int64) -> Instant? {
        guard (since * perSecond..<before * perSecond).contains(value) else { return nil }
        return Instant(microseconds: value * (1_000_000 / perSecond))
    }
}

extension MessageProperties {
    /// Those of a message published at `moment`.
    package init(contentType: String, publishedAt moment: Instant) {
        self.init(contentType: contentType, timestamp: UInt64(max(0, moment.microseconds / 1_000_000)))
    }
}
