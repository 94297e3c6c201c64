import Rabbit
import Shared

/// Looks through a queue of parked messages and leaves everything where it is: what is read is not acknowledged, so
/// the broker puts it back when the connection closes.
struct DeadQueue {
    private let stage: String

    init(stage: String) { self.stage = stage }

    /// Hands each message to `body`, first come first, until it says false.
    ///
    /// - Throws: `RabbitError`; `SettingError` without a broker's address.
    func each(_ body: (Delivery) -> Bool) throws {
        var connection = try RabbitConnection(to: try Connections.broker())
        let count = try connection.messageCount(of: "\(stage).dead")
        guard count > 0 else { return }
        _ = try connection.consume("\(stage).dead", prefetch: min(count, 65_535))
        for _ in 0..<count {
            // Somebody else may have taken one meanwhile: then there is no more to wait for.
            guard let delivery = try nextDelivery(&connection), body(delivery) else { return }
        }
    }

    private func nextDelivery(_ connection: inout RabbitConnection) throws(RabbitError) -> Delivery? {
        while let event = try connection.next(milliseconds: 2000) {
            switch event {
            case .delivery(let delivery): return delivery
            case .closed(_, let text): throw RabbitError(.closedByBroker, in: "basic.consume", text)
            case .consumerCancelled: throw RabbitError(.consumerCancelled, in: "basic.consume", "\(stage).dead is gone")
            default: continue
            }
        }
        return nil
    }
}
