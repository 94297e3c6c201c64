import Rabbit
import Testing

@testable import Shared

/// What becomes of what a failed publish has left.
@Suite struct UnpublishedTests {
    private let answer = Publication(
        exchange: "", routingKey: "senders", properties: MessageProperties(), body: [1], isMandatory: false)
    private let event = Publication(
        exchange: Topology.eventsExchange, routingKey: "complaint.registered", properties: MessageProperties(),
        body: [2])
    private let parked = Publication(
        exchange: Topology.deadExchange, routingKey: "intake", properties: MessageProperties(), body: [3])

    private func rest(_ left: [Publication], _ code: RabbitError.Code, _ reason: String = "") -> Unpublished {
        Unpublished(left, after: RabbitError(code, in: "basic.publish", reason))
    }

    @Test func `answers that their queue refuses are given up, the last of all`() {
        for code in [RabbitError.Code.notAccepted, .timeout] {
            let rest = rest([answer, answer], code)
            #expect(rest.end == .confirmed && rest.givenUp == 2)
        }
        let waiting = rest([event, answer], .notAccepted)
        #expect(waiting.end == nil && waiting.messages == [event, answer] && waiting.givenUp == 0)
    }

    @Test func `full queues of parked messages and of answers at once stop nobody`() {
        let rest = rest([parked, answer], .notAccepted)
        #expect(rest.end == .refused([parked]) && rest.givenUp == 1)
    }

    @Test func `who may not write answers writes events all the same`() {
        let refused = "ACCESS_REFUSED - write access to exchange 'amq.default' refused"
        let rest = rest([event, answer], .closedByBroker, refused)
        #expect(rest.end == nil && rest.messages == [event] && rest.givenUp == 1)
        #expect(self.rest([answer], .closedByBroker, refused).end == .confirmed)
        #expect(self.rest([event], .closedByBroker, refused).messages == [event])
    }

    @Test(arguments: [RabbitError.Code.connectionLost, .cannotConnect, .unroutable, .closedByBroker])
    func `what may pass is tried again whole`(code: RabbitError.Code) {
        let rest = rest([event, answer, parked], code)
        #expect(rest.end == nil && rest.messages == [event, answer, parked] && rest.givenUp == 0)
    }
}
