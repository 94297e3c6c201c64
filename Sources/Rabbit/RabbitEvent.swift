/// Everything a broker can say on a connection that is open: the one switch of every reader.
package enum RabbitEvent: Sendable, Equatable {
    /// A message for our consumer, complete.
    case delivery(Delivery)
    /// A mandatory message that no queue wanted. Its confirm follows all the same.
    case returned(exchange: String, routingKey: String, reason: String)
    /// The broker took responsibility for a publish, or for all up to it.
    case confirmed(tag: UInt64, multiple: Bool)
    /// The broker refused a publish, or all up to it.
    case notAccepted(tag: UInt64, multiple: Bool)
    /// Publishers are held back (memory or disk alarm).
    case blocked(reason: String)
    case unblocked
    case consumerCancelled(tag: String)
    case closed(code: Int, text: String)
}
