import Rabbit
import Shared
import TestKit
import Testing

@testable import Contract

/// What a lane does while an alarm holds publishers back.
@Suite struct LaneSpillTests {
    @Test func `what is stored is acknowledged without being announced`() {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "b c")])
        test.lane.broker.isHeldBack = true
        #expect(test.turn() == nil)
        #expect(test.diary.entries == ["handle 3", "held back 1", "settle 1 2"])
        #expect(test.script.stored == ["a", "b", "c"])
        #expect(test.status.counts.spilled == 2 && test.status.counts.published == 0)
    }

    @Test func `a delivery of which something must be parked waits for the end of the alarm`() {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "b unreadable"), Delivery(3, "c"), Delivery(4, "bad")])
        test.script.judge("bad", .reject(Rejection("storage_refused", "no")))
        test.lane.broker.isHeldBack = true
        #expect(test.turn() == nil)
        #expect(test.diary.entries.last == "settle 1 3")
        #expect(test.turn() == nil)
        #expect(test.parked.isEmpty && test.diary.entries.last == "rest")
        test.lane.broker.isHeldBack = false
        #expect(test.turn() == nil)
        #expect(Set(test.parked) == ["unreadable", "bad"])
        #expect(Set(test.diary.entries.suffix(6).filter { $0.hasPrefix("settle") }) == ["settle 2", "settle 4"])
    }

    @Test func `fresh deliveries are never acknowledged together with one that waits`() {
        var test = LaneUnderTest([Delivery(1, "unreadable"), Delivery(2, "a")], batchSize: 1)
        test.lane.broker.isHeldBack = true
        #expect(test.turn() == nil)
        #expect(test.turn() == nil)
        #expect(
            test.diary.entries
                == ["held back 1", "settle ", "handle 1", "held back 1", "settle 2"].filter { $0 != "settle " })
    }

    @Test func `suspects are stored and acknowledged too`() {
        var test = LaneUnderTest([Delivery(1, "a b", returned: 1), Delivery(2, "c unreadable", returned: 1)])
        test.lane.broker.isHeldBack = true
        #expect(test.turn() == nil)
        #expect(Set(test.script.stored) == ["a", "b", "c"])
        #expect(test.diary.entries.filter { $0.hasPrefix("settle") } == ["settle 1"])
        test.lane.broker.isHeldBack = false
        #expect(test.turn() == nil)
        #expect(test.parked == ["unreadable"])
        #expect(test.diary.entries.last == "settle 2")
    }

    @Test(arguments: [nil, 1 as Int64]) func `what came too early is kept until it is with the broker`(returned: Int64?)
    {
        var test = LaneUnderTest([Delivery(1, "a early", returned: returned), Delivery(2, "b", returned: returned)])
        let again = Outbound(
            routingKey: "in", messageID: "early", json: Array("again".utf8),
            to: .waiting(exchange: "wait", MessageProperties(replyTo: "sender")))
        test.script.judge("early", .putOff(again))
        test.lane.broker.isHeldBack = true
        #expect(test.turn() == nil)
        #expect(test.diary.entries.filter { $0.hasPrefix("settle") } == ["settle 2"])
        test.lane.broker.isHeldBack = false
        #expect(test.turn() == nil)
        #expect(test.diary.entries.last == "settle 1")
        let waiting = test.diary.published.filter { $0.exchange == "wait" }
        #expect(waiting.count == 1 && waiting[0].body == again.json && waiting[0].properties.replyTo == "sender")
        #expect(waiting[0].isMandatory && waiting[0].routingKey == "in")
    }

    @Test func `what waits does not keep the lane from resting`() {
        var test = LaneUnderTest([Delivery(1, "unreadable")])
        test.lane.broker.isHeldBack = true
        for _ in 0..<3 { #expect(test.turn() == nil) }
        #expect(test.diary.entries.suffix(2) == ["rest", "rest"])
    }
}
