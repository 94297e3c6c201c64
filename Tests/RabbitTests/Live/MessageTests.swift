import Rabbit
import Shared
import TestKit
import Testing

extension Live {
    @Suite("Messages", .serialized)
    final class MessageTests: BrokerTest {
        @Test(
            "a body arrives as it was sent, whatever its length",
            arguments: [0, 1, 131_064, 131_065, 300_000, 1_048_576])
        func body(_ count: Int) throws {
            try broker.declareQueue("q")
            let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
            try broker.publish(to: "q", body)
            let delivery = try #require(try broker.take("q").first)
            #expect(delivery.body == body)
            #expect(try broker.depth("q") == 0)
        }

        @Test("10 MB are refused by the broker's limit, as a refusal that names it")
        func tooLarge() throws {
            try broker.declareQueue("q")
            var connection = try broker.connect()
            try connection.selectConfirms()
            #expect(
                Live.code {
                    try connection.publish(Live.message("q", [UInt8](repeating: 7, count: 10_000_000)))
                    try connection.waitForConfirms(milliseconds: 10_000)
                } == .closedByBroker)
            #expect(try broker.depth("q") == 0)
        }

        @Test("every property arrives, and none that was not sent")
        func properties() throws {
            try broker.declareQueue("q")
            let all = MessageProperties(
                contentType: "application/json", contentEncoding: "gzip", headers: ["x": .integer(1)],
                messageID: "Pengaduan-é-🌋", type: "id.lapor", timestamp: 1_767_225_600,
                correlationID: "k-1", replyTo: "jawaban", appID: "aplikasi")
            try broker.publish(to: "q", properties: all)
            try broker.publish(to: "q")
            try broker.publish(to: "q", properties: MessageProperties(contentType: "", messageID: ""))
            let deliveries = try broker.take("q", 3)
            #expect(
                deliveries.map(\.properties) == [
                    all, MessageProperties(), MessageProperties(contentType: "", messageID: ""),
                ])
            #expect(deliveries.map(\.routingKey) == ["q", "q", "q"])
        }

        @Test("header values of every kind make the round trip")
        func headers() throws {
            let headers: [String: FieldValue] = [
                "true": .boolean(true), "false": .boolean(false), "zero": .integer(0), "minimum": .integer(.min),
                "maximum": .integer(.max), "pi": .double(.pi), "least": .double(.leastNonzeroMagnitude),
                "text": .text("Kelurahan Cikini — 🇮🇩"), "empty": .text(""), "not UTF-8": .bytes([0xFF, 0, 0xFE]),
                "at": .timestamp(4_102_444_800), "void": .void, "no rows": .table([:]), "no items": .array([]),
                "table": .table(["inner": .table(["leaf": .array([.integer(1), .text("b"), .void])])]),
                "array": .array([.array([.boolean(true)]), .table(["k": .double(-0.5)]), .timestamp(0)]),
                String(repeating: "k", count: 128): .integer(-1), "": .text("no name"),
            ]
            try broker.declareQueue("q")
            try broker.publish(to: "q", properties: MessageProperties(headers: headers))
            #expect(try broker.take("q").first?.properties.headers == headers)
        }

        @Test(
            "headers nested thousands deep are read as void below, and crash nothing",
            arguments: [(5000, "{\"k\":", "}"), (5000, "[", "]"), (100, "[", "]")])
        func nested(_ depth: Int, _ open: String, _ close: String) throws {
            try broker.declareQueue("q")
            let value = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            let json =
                #"{"properties":{"headers":{"deep":\#(value),"flat":2}},"routing_key":"q","payload":"x","#
                + #""payload_encoding":"string"}"#
            let host = ManagementAPI.escape(broker.address.virtualHost)
            let answer = try broker.api.send(
                "POST", "exchanges/\(host)/amq.default/publish", Array(json.utf8))
            try #require(String(decoding: answer, as: UTF8.self).contains("true"))
            // The broker itself needs time for these, with the square of the depth.
            let delivery = try #require(try broker.take("q", seconds: 30).first)
            #expect(delivery.properties.headers["flat"] == .integer(2))
            #expect(delivery.body == [UInt8(ascii: "x")])
            // What was read can be published again, as parking does.
            try broker.publish(to: "q", properties: delivery.properties)
            #expect(try broker.take("q", seconds: 30).first?.properties == delivery.properties)
        }
    }
}
