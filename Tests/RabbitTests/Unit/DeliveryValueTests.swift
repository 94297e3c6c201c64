import Testing

@testable import Rabbit

@Suite struct DeliveryValueTests {
    @Test func `a header's text and integer`() {
        #expect(FieldValue.text("é").text == "é" && FieldValue.text("é") == .bytes([0xC3, 0xA9]))
        #expect(FieldValue.bytes([0xFF]).text == "\u{FFFD}")
        #expect(
            FieldValue.integer(-7).integer == -7 && FieldValue.integer(1).text == nil && FieldValue.void.integer == nil)
    }

    @Test func `how often it came before`() {
        var delivery = Delivery(tag: 1)
        #expect(delivery.deliveryCount == 0)
        delivery.redelivered = true
        #expect(delivery.deliveryCount == 1)
        delivery.properties.headers["x-delivery-count"] = .integer(7)
        #expect(delivery.deliveryCount == 7)
        delivery.properties.headers["x-delivery-count"] = .text("x")
        #expect(delivery.deliveryCount == 1)
    }

    @Test func `an error is one line and says whether to try again`() {
        let error = RabbitError(.connectionLost, in: "basic.publish", "socket closed")
        #expect(error.description == "RabbitMQ, basic.publish: socket closed [connectionLost]")
        #expect(error.isRetriable && !RabbitError(.badAddress, in: "x", "y").isRetriable)
    }
}
