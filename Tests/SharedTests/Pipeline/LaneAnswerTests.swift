import Rabbit
import TestKit
import Testing

@testable import Contract
@testable import Shared

/// What the senders of parked messages are told.
@Suite struct LaneAnswerTests {
    private func delivery(_ tag: UInt64, _ words: String, to queue: String?, returned: Int64? = nil) -> Delivery {
        var delivery = Delivery(tag, words, returned: returned)
        (delivery.properties.replyTo, delivery.properties.correlationID) = (queue, "c\(tag)")
        return delivery
    }

    @Test(arguments: [nil, 1 as Int64]) func `each refused entry is answered, with the name of what is parked`(
        returned: Int64?
    ) throws {
        var test = LaneUnderTest([delivery(1, "a unreadable b unreadable2", to: "mine", returned: returned)])
        #expect(test.turn() == nil)
        let answers = test.diary.published.filter { $0.exchange.isEmpty }
        let parked = test.diary.published.filter { $0.exchange == "dead" }
        #expect(answers.count == 2 && parked.count == 2)
        for (answer, letter) in zip(answers, parked) {
            #expect(answer.routingKey == "mine" && !answer.isMandatory && answer.properties.correlationID == "c1")
            let event = try #require(JSONFields(answer.body, in: answer.body.indices))
            #expect(try event.string("type") == ParkedOutcome.submissionType)
            let data = try #require(try event.optionalObject("data"))
            #expect(try data.string("error") == "json_invalid")
            #expect(try data.string("parked") == ParkedName.of(letter.body, "test", letter.properties))
            #expect(
                try data.optionalInteger("item").map(Int64.init) == letter.properties.headers["x-lapor-item"]?.integer)
        }
    }

    @Test func `nobody is answered who has not asked, and no queue of lapor's`() {
        for queue in [nil, "", "intake", "intake.dead", "routing", "intake.from.web", "lapor.events.web"] {
            var test = LaneUnderTest([delivery(1, "unreadable", to: queue)])
            #expect(test.turn() == nil)
            #expect(test.parked == ["unreadable"])
            #expect(test.diary.published.count == 1, "\(queue ?? "none")")
        }
    }

    @Test func `an answer alone is no announcement`() {
        let answer = Outbound(routingKey: "mine", messageID: "1", json: [], to: .sender(correlationID: nil))
        #expect(!Verdict.pass(answer).isAnnounced && !Verdict.passAll([answer]).isAnnounced)
        #expect(Verdict.passAll([answer, Outbound(routingKey: "e", messageID: "2", json: [])]).isAnnounced)
    }
}
