import Foundation
import Rabbit
import Shared
import Synchronization
import TestKit
import Testing

extension Live {
    @Suite("The lane's broker", .serialized)
    final class LaneBrokerTests: BrokerTest {
        @Test("a queue that is deleted cancels its consumer")
        func cancelled() throws {
            try broker.declareQueue("q")
            var connection = try broker.connect()
            let tag = try connection.consume("q", prefetch: 1)
            var lane = try RabbitBroker(Live.lane(broker, "q"), status: LaneStatus(), world: Live.world)
            try broker.deleteQueue("q")
            #expect(
                try Live.event(&connection) { if case .consumerCancelled = $0 { true } else { false } }
                    == .consumerCancelled(tag: tag))
            #expect(Live.code { _ = try lane.take(milliseconds: 10_000) } == .consumerCancelled)
        }

        @Test("after a forced close an old tag acknowledges nothing, and the message comes again")
        func staleTag() throws {
            try broker.declareQueue("q")
            try broker.publish(to: "q", [9])
            var old = try RabbitBroker(Live.lane(broker, "q"), status: LaneStatus(), world: Live.world)
            let first = try #require(try old.take(milliseconds: 10_000))
            try broker.closeConnections(2)
            var new = try RabbitBroker(Live.lane(broker, "q"), status: LaneStatus(), world: Live.world)
            let second = try #require(try new.take(milliseconds: 10_000))
            _ = Live.code { try old.settle([first.tag], multiple: true) }
            #expect(Live.code { while try old.take(milliseconds: 2000) != nil {} } != nil)
            #expect(second.redelivered && second.body == [9])
            // Were the channel closed by a tag it does not know, none of this would work.
            try new.settle([second.tag], multiple: true)
            #expect(try new.publish([Live.message("q", [10])]) == .confirmed)
            let third = try #require(try new.take(milliseconds: 10_000))
            #expect(third.body == [10] && !third.redelivered)
            try new.settle([third.tag], multiple: false)
            #expect(try poll(seconds: 10) { try broker.depth("q") == 0 })
        }

        @Test("losing the publishing connection keeps the consuming one, and nothing is delivered again")
        func producerLost() throws {
            try broker.declareQueue("q")
            try broker.declareQueue("out")
            try broker.publish(to: "q", [1])
            let status = LaneStatus()
            var lane = try RabbitBroker(Live.lane(broker, "q"), status: status, world: Live.world)
            let delivery = try #require(try lane.take(milliseconds: 10_000))
            let names = try broker.connections(2)
            // The lane connects to consume first, then to publish.
            try broker.close(try #require(names.last))
            #expect(try lane.publish([Live.message("out", [2])]) == .confirmed)
            #expect(try lane.take(milliseconds: 300) == nil)
            try lane.settle([delivery.tag], multiple: true)
            try lane.pulse()
            #expect(try broker.take("out").map(\.body) == [[2]])
            #expect(try broker.connections(1).first == names.first)
            #expect(try lane.take(milliseconds: 100) == nil)
            try lane.cancel()
            #expect(try broker.depth("q") == 0)
        }

        @Test("memory of what was taken is given back, also while there is always more to take")
        func memory() throws {
            try broker.declareQueue("q")
            var lane = try RabbitBroker(Live.lane(broker, "q", prefetch: 1000), status: LaneStatus(), world: Live.world)
            let (size, count) = (10_000, 30_000)
            let body = [UInt8](repeating: 7, count: size)
            func megabytes() throws -> Int {
                let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
                return try #require(Int(pages)) * Int(getpagesize()) / 1_048_576
            }
            let before = try megabytes()
            for _ in 0..<count / 500 {
                #expect(try lane.publish((0..<500).map { _ in Live.message("q", body) }) == .confirmed)
            }
            for number in 1..<count {
                let delivery = try #require(try lane.take(milliseconds: 10_000))
                #expect(delivery.body.count == size)
                if number.isMultiple(of: 500) { try lane.settle([delivery.tag], multiple: true) }
            }
            // All that was taken would be 300 MB, far more than what tests beside this one use meanwhile.
            #expect(try megabytes() - before < 150)
        }

        @Test("a lane that publishes to a silent peer is freed by the watchdog")
        func watchdog() async throws {
            try broker.declareQueue("q")
            try await SilentProxy.with(to: broker.address.port) { proxy in
                var lane = Live.lane(broker, "q")
                lane.address.port = proxy.port
                let (configuration, status) = (lane, LaneStatus())
                let ended = Mutex<(RabbitError.Code?, Int)>((nil, 0))
                let member = LaneGroup.Member(name: "silent", status: status) {
                    let large = Live.message("q", [UInt8](repeating: 0, count: 1 << 20))
                    var code: RabbitError.Code?
                    var took = 0
                    code = Live.code {
                        var lane = try RabbitBroker(configuration, status: status, world: Live.world)
                        proxy.freeze()
                        status.beat()
                        let begin = SocketBreaker.monotonicMilliseconds
                        defer { took = SocketBreaker.monotonicMilliseconds - begin }
                        _ = try lane.publish([Publication](repeating: large, count: 100))
                    }
                    ended.withLock { $0 = (code, took) }
                }
                try await LaneGroup(LaneRoster([member]), silenceLimit: 1000, world: Live.world).run()
                let (code, took) = ended.withLock { $0 }
                #expect(code == .connectionLost)
                // Without the watchdog the kernel would need two heartbeats of 15 s.
                #expect(took < 8000)
            }
        }
    }
}
