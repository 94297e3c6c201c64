import Foundation
import Rabbit
import Shared
import TestKit
import Testing

/// Everything here talks to a real broker; without one it is skipped.
@Suite("Live broker", .stack, .dedicatedThread, .timeLimit(.minutes(6)))
enum Live {
    /// The code of the `RabbitError` that `body` throws.
    static func code(_ body: () throws -> Void) -> RabbitError.Code? {
        do {
            try body()
            return nil
        } catch let error as RabbitError {
            return error.code
        } catch LaneError.broker(let error) {
            return error.code
        } catch {
            return nil
        }
    }

    /// Reads events until one satisfies `wanted`.
    static func event(
        _ connection: inout RabbitConnection, seconds: Int = 10, where wanted: (RabbitEvent) -> Bool
    ) throws -> RabbitEvent? {
        let end = SocketBreaker.monotonicMilliseconds + seconds * 1000
        while SocketBreaker.monotonicMilliseconds < end {
            if let event = try connection.next(milliseconds: 200), wanted(event) { return event }
        }
        return nil
    }

    static func delivery(_ connection: inout RabbitConnection, seconds: Int = 10) throws -> Delivery? {
        let found = try event(&connection, seconds: seconds) { if case .delivery = $0 { true } else { false } }
        guard case .delivery(let delivery)? = found else { return nil }
        return delivery
    }

    static func message(_ queue: String, _ body: [UInt8] = [1]) -> Publication {
        Publication(exchange: "", routingKey: queue, properties: MessageProperties(), body: body)
    }

    static let world = LaneWorld(
        milliseconds: { SocketBreaker.monotonicMilliseconds }, timestamp: { "2026-01-01T00:00:00Z" },
        sleep: { Thread.sleep(forTimeInterval: Double($0) / 1000) }, log: { _, _, _ in })

    static func lane(_ broker: TestBroker, _ queue: String, prefetch: Int = 10) -> RabbitBroker.Configuration {
        RabbitBroker.Configuration(address: broker.address, queue: queue, prefetch: prefetch)
    }
}

/// A suite each of whose tests has a virtual host of its own.
class BrokerTest {
    let broker: TestBroker

    init() throws { broker = try TestBroker(TestStack.own ?? TestStack.required()) }

    deinit { broker.remove() }
}
