import Foundation
import Rabbit
import TestKit
import Testing

extension Live {
    @Suite("Publishing", .serialized)
    final class PublishTests: BrokerTest {
        @Test("a message that no queue wants is a failure although it is confirmed")
        func returned() throws {
            var connection = try broker.connect()
            try connection.selectConfirms()
            try connection.publish(Live.message("nowhere"))
            let first = try Live.event(&connection) { if case .returned = $0 { true } else { false } }
            #expect(first == .returned(exchange: "", routingKey: "nowhere", reason: "312 NO_ROUTE"))
            #expect(Live.code { try connection.waitForConfirms(milliseconds: 5000) } == .unroutable)
            #expect(connection.unconfirmed == 0)
        }

        @Test("one lost among many is still seen")
        func returnedAmongMany() throws {
            try broker.declareQueue("q")
            let many = (0..<50).map { Live.message($0 == 20 ? "nowhere" : "q") }
            #expect(Live.code { try broker.publish(many) } == .unroutable)
            #expect(try broker.depth("q") == 49)
        }

        @Test("an exchange that is missing closes the channel, and says which")
        func missingExchange() throws {
            var connection = try broker.connect()
            try connection.selectConfirms()
            try connection.publish(
                Publication(exchange: "none", routingKey: "q", properties: MessageProperties(), body: []))
            do throws(RabbitError) {
                try connection.waitForConfirms(milliseconds: 5000)
                Issue.record("confirmed")
            } catch {
                #expect(error.code == .closedByBroker)
                #expect(error.reason.hasPrefix("404") && error.reason.contains("none"))
            }
        }

        @Test("a full queue refuses")
        func nack() throws {
            try broker.setPolicy("full", of: "q", #"{"max-length":2,"overflow":"reject-publish"}"#)
            try broker.declareQueue("q")
            var refused = false
            for _ in 0..<10 where !refused {
                refused = Live.code { try broker.publish(to: "q", [1]) } == .notAccepted
            }
            #expect(refused)
            // The limit of a quorum queue is a soft one.
            #expect(try (2...4).contains(broker.depth("q")))
        }

        @Test("confirms that do not come are waited for no longer than said")
        func noConfirm() throws {
            try broker.declareQueue("q")
            try SilentProxy.with(to: broker.address.port) { proxy in
                var connection = try connect(broker, through: proxy, heartbeat: 15)
                proxy.freeze([.toClient])
                try connection.publish(Live.message("q"))
                let took = milliseconds {
                    #expect(Live.code { try connection.waitForConfirms(milliseconds: 500) } == .timeout)
                }
                #expect((450..<2000).contains(took))
                #expect(connection.unconfirmed == 1)
                // It was late, not lost.
                proxy.resume()
                try connection.waitForConfirms(milliseconds: 10_000)
            }
        }

        @Test("a publish that blocks on a silent peer ends when its socket is broken")
        func brokenSocket() throws {
            try SilentProxy.with(to: broker.address.port) { proxy in
                var connection = try connect(broker, through: proxy, heartbeat: 15)
                proxy.freeze()
                let socket = connection.socket
                Thread.detachNewThread {
                    Thread.sleep(forTimeInterval: 1)
                    SocketBreaker.shutDown(socket)
                }
                let took = milliseconds {
                    #expect(Live.code { try publishForEver(&connection) } == .connectionLost)
                }
                #expect((900..<2500).contains(took))
            }
        }

        @Test("without a watchdog the kernel ends it after two heartbeats")
        func userTimeout() throws {
            try SilentProxy.with(to: broker.address.port) { proxy in
                var connection = try connect(broker, through: proxy, heartbeat: 1)
                proxy.freeze()
                let took = milliseconds {
                    #expect(Live.code { try publishForEver(&connection) } == .connectionLost)
                }
                #expect(took < 10_000)
            }
        }

        private func publishForEver(_ connection: inout RabbitConnection) throws {
            var large = Live.message("q", [UInt8](repeating: 0, count: 1 << 20))
            large.isMandatory = false
            for _ in 0..<1000 { try connection.publish(large) }
        }

        private func connect(
            _ broker: TestBroker, through proxy: SilentProxy, heartbeat: Int
        ) throws -> RabbitConnection {
            var address = broker.address
            address.port = proxy.port
            var options = RabbitConnection.Options()
            options.heartbeatSeconds = heartbeat
            var connection = try RabbitConnection(to: address, options: options)
            try connection.selectConfirms()
            return connection
        }

        @Test("deliveries that come between confirms are not lost")
        func interleaved() throws {
            try broker.declareQueue("q")
            try broker.publish([Live.message("q", [1]), Live.message("q", [2])])
            var connection = try broker.connect()
            try connection.selectConfirms()
            _ = try connection.consume("q", prefetch: 10)
            for number in 3...8 { try connection.publish(Live.message("q", [UInt8(number)])) }
            try connection.waitForConfirms(milliseconds: 10_000)
            var bodies: [[UInt8]] = []
            while bodies.count < 8, let delivery = try Live.delivery(&connection, seconds: 5) {
                bodies.append(delivery.body)
            }
            #expect(bodies == (1...8).map { [UInt8($0)] })
        }

        @Test("a message whose properties fit no frame is an error, and nothing of it is sent")
        func headersTooLarge() throws {
            try broker.declareQueue("q")
            let huge = MessageProperties(headers: ["x": .bytes([UInt8](repeating: 1, count: 200_000))])
            #expect(Live.code { try broker.publish(to: "q", properties: huge) } != nil)
            #expect(try broker.depth("q") == 0)
        }

        @Test(
            "a message id that is longer than its field is left out, by bytes; the message goes",
            arguments: [
                (255, true), (256, false),
            ])
        func longID(bytes: Int, isSent: Bool) throws {
            try broker.declareQueue("q")
            let id = "é" + String(repeating: "x", count: bytes - 2)
            try broker.publish(to: "q", properties: MessageProperties(messageID: id))
            var connection = try broker.connect()
            _ = try connection.consume("q", prefetch: 1)
            let delivery = try #require(try Live.delivery(&connection))
            #expect(delivery.properties.messageID == (isSent ? id : nil))
        }
    }
}
