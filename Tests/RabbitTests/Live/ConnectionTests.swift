import Rabbit
import TestKit
import Testing

extension Live {
    @Suite("Connections", .serialized)
    final class ConnectionTests: BrokerTest {
        private func error(_ address: RabbitAddress) -> RabbitError? {
            do throws(RabbitError) {
                _ = try RabbitConnection(to: address)
                return nil
            } catch {
                return error
            }
        }

        @Test("a wrong password is refused and not repeated")
        func wrongPassword() throws {
            var address = try TestStack.required().broker
            address.password = "rahasia-7391"
            let failure = try #require(error(address))
            #expect(failure.code == .refused)
            #expect(!failure.description.contains("rahasia-7391"))
        }

        @Test("an unknown virtual host is refused, without the password in the message")
        func wrongVirtualHost() throws {
            var address = try TestStack.required().broker
            address.virtualHost = "nowhere"
            let failure = try #require(error(address))
            #expect(failure.code == .refused)
            #expect(!failure.description.contains(address.password))
        }

        @Test("an account without rights on the virtual host is refused; without rights on a queue it is told so")
        func permissions() throws {
            try broker.declareQueue("q")
            try broker.setPermissions(write: "nothing")
            var connection = try broker.connect()
            try connection.selectConfirms()
            try connection.publish(Live.message("q"))
            #expect(Live.code { try connection.waitForConfirms(milliseconds: 5000) } == .closedByBroker)
        }

        @Test("a port where nobody listens cannot be connected to")
        func deadPort() throws {
            var address = try TestStack.required().broker
            address.port = LoopbackServer.deadPort()
            #expect(error(address)?.code == .cannotConnect)
        }

        @Test("a peer that accepts and says nothing is given up after the time to connect")
        func silentPeer() throws {
            try SilentProxy.with(to: nil) { proxy in
                var address = try TestStack.required().broker
                address.port = proxy.port
                var options = RabbitConnection.Options()
                options.connectSeconds = 1
                let took = milliseconds {
                    #expect(
                        Live.code { _ = try RabbitConnection(to: address, options: options) } == .cannotConnect)
                }
                #expect((900..<3000).contains(took))
            }
        }

        @Test("an idle connection that is only looked at lives on past three heartbeats")
        func heartbeat() throws {
            try broker.declareQueue("q")
            var connection = try broker.connect { $0.heartbeatSeconds = 1 }
            let end = SocketBreaker.monotonicMilliseconds + 4500
            while SocketBreaker.monotonicMilliseconds < end {
                #expect(try connection.next(milliseconds: 200) == nil)
                try connection.keepAlive()
            }
            #expect(try connection.messageCount(of: "q") == 0)
        }

        @Test("a connection that the operator closes says so")
        func forcedClose() throws {
            var connection = try broker.connect()
            #expect(try broker.closeConnections() == 1)
            let found = try Live.event(&connection) { if case .closed = $0 { true } else { false } }
            guard case .closed(let code, let text)? = found else {
                Issue.record("not closed")
                return
            }
            #expect(code == 320)
            #expect(text.hasPrefix("320 CONNECTION_FORCED"))
            #expect(Live.code { _ = try connection.next(milliseconds: 100) } == .connectionLost)
        }

        @Test("a peer that falls silent is gone after two heartbeats")
        func silence() throws {
            try SilentProxy.with(to: broker.address.port) { proxy in
                var connection = try connect(broker, through: proxy)
                proxy.freeze()
                let took = milliseconds {
                    #expect(Live.code { _ = try connection.next(milliseconds: 20_000) } == .connectionLost)
                }
                #expect((1000..<6000).contains(took))
            }
        }

        @Test("a connection that is reset is lost at once")
        func reset() throws {
            try SilentProxy.with(to: broker.address.port) { proxy in
                var connection = try connect(broker, through: proxy)
                proxy.drop()
                #expect(Live.code { _ = try connection.next(milliseconds: 10_000) } == .connectionLost)
            }
        }

        private func connect(_ broker: TestBroker, through proxy: SilentProxy) throws -> RabbitConnection {
            var address = broker.address
            address.port = proxy.port
            var options = RabbitConnection.Options()
            options.heartbeatSeconds = 1
            return try RabbitConnection(to: address, options: options)
        }

        @Test("400 connections, refused logins among them, leave no descriptor")
        func descriptors() throws {
            var wrong = broker.address
            wrong.virtualHost = "nowhere"
            var dead = broker.address
            dead.port = LoopbackServer.deadPort()
            let before = TestStack.openDescriptors
            for number in 0..<400 {
                switch number % 4 {
                case 0: #expect(Live.code { _ = try RabbitConnection(to: wrong) } == .refused)
                case 1: #expect(Live.code { _ = try RabbitConnection(to: dead) } == .cannotConnect)
                case 2:
                    var connection = try broker.connect()
                    #expect(Live.code { _ = try connection.messageCount(of: "none") } == .closedByBroker)
                default: _ = try broker.connect()
                }
            }
            // What other suites have open meanwhile goes again; a leak in any one of the four kinds would leave 100 for good.
            #expect(poll(seconds: 60) { TestStack.openDescriptors < before + 80 })
        }
    }
}
