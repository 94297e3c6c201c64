import Rabbit
import TestKit
import Testing

extension Live {
    @Suite("Alarms", .serialized, .privateServers)
    final class AlarmTests: BrokerTest {
        @Test("an alarm holds publishers back and is seen; the consuming connection still acknowledges")
        func memoryAlarm() throws {
            let stack = try #require(TestStack.own)
            try broker.declareQueue("q")
            try broker.publish(to: "q", [1])
            // The broker's own program may take longer than heartbeats may stay away, and more than 60 s it never grants.
            var consumer = try broker.connect { $0.heartbeatSeconds = 0 }
            _ = try consumer.consume("q", prefetch: 10)
            let delivery = try #require(try Live.delivery(&consumer))
            var producer = try broker.connect { $0.heartbeatSeconds = 0 }
            try producer.selectConfirms()
            do {
                try stack.control("-q", "set_vm_memory_high_watermark", "absolute", "1MB")
                defer { try? stack.control("-q", "set_vm_memory_high_watermark", "absolute", "1GB") }
                try producer.publish(Live.message("q", [2]))
                let blocked = try Live.event(&producer) { if case .blocked = $0 { true } else { false } }
                #expect(blocked == .blocked(reason: "low on memory"))
                #expect(producer.blocked == true)
                #expect(Live.code { try producer.waitForConfirms(milliseconds: 300) } == .timeout)
                try consumer.acknowledge(delivery.tag)
                // An answered method: the acknowledgement before it was read.
                #expect(try consumer.messageCount(of: "q") == 0)
            }
            try producer.waitForConfirms(milliseconds: 10_000)
            #expect(producer.blocked == false)
            let second = try #require(try Live.delivery(&consumer))
            #expect(second.body == [2])
            try consumer.acknowledge(second.tag)
            #expect(try poll(seconds: 10) { try broker.depth("q") == 0 })
        }
    }
}
