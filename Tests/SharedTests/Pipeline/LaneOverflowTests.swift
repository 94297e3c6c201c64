import Contract
import Rabbit
import TestKit
import Testing

@testable import Shared

/// What a lane does with parked messages that their queue refuses.
@Suite struct LaneOverflowTests {
    @Test func `a full queue of parked messages holds nobody up`() throws {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "unreadable"), Delivery(3, "b")])
        test.lane.broker.fullExchange = "dead"
        #expect(test.turn() == nil)
        #expect(test.script.stored == ["a", "b"])
        #expect(test.diary.entries.last == "settle up to 3")
        #expect(test.envelopes.count == 1 && test.parked.isEmpty)
        let kept = try #require(test.overflow.kept.first)
        #expect(test.overflow.kept.count == 1 && kept.stage == "test")
        #expect(String(decoding: kept.body, as: UTF8.self) == "unreadable")
        let headers = try KeptProperties(json: kept.properties).properties.headers
        #expect(headers["x-lapor-code"]?.text == "json_invalid")
    }

    @Test func `a suspect's too`() {
        var test = LaneUnderTest([Delivery(1, "a unreadable", returned: 1)])
        test.lane.broker.fullExchange = "dead"
        #expect(test.turn() == nil)
        #expect(test.script.stored == ["a"] && test.overflow.kept.count == 1)
        #expect(test.diary.entries.last == "settle 1")
    }

    @Test func `nothing is acknowledged before it is kept`() {
        var test = LaneUnderTest([Delivery(1, "unreadable")]) { status, _ in status.requestStop() }
        test.lane.broker.fullExchange = "dead"
        test.overflow.fail(9)
        #expect(test.turn() == .stopped)
        #expect(test.overflow.kept.isEmpty && !test.diary.entries.contains { $0.hasPrefix("settle") })
    }

    @Test func `a store that is away is waited for`() {
        var test = LaneUnderTest([Delivery(1, "unreadable")])
        test.lane.broker.fullExchange = "dead"
        test.overflow.fail(3)
        #expect(test.turn() == nil)
        #expect(test.overflow.kept.count == 1 && test.diary.entries.last == "settle up to 1")
    }
}
