import Rabbit
import TestKit
import Testing

@testable import Shared

/// A lane whose sender has a budget.
@Suite struct LanePaceTests {
    @Test func `who may have nothing now is not read; nothing is given back`() {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "b")])
        test.script.allow([0, 0])
        #expect(test.turn() == nil && test.turn() == nil)
        #expect(test.script.stored.isEmpty && !test.diary.entries.contains { $0.hasPrefix("settle") })
        #expect(test.turn() == nil)
        #expect(test.script.stored == ["a", "b"])
    }

    @Test func `no more is taken than allowed, but whole messages`() {
        var test = LaneUnderTest([Delivery(1, "a b c"), Delivery(2, "d"), Delivery(3, "e")])
        test.script.allow([2, 1])
        #expect(test.turn() == nil)
        #expect(test.script.stored == ["a", "b", "c"] && test.script.settled.items == 3)
        #expect(test.turn() == nil)
        #expect(test.script.stored == ["a", "b", "c", "d"])
    }

    @Test func `what is parked is counted as it lies there`() throws {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "unreadable")])
        #expect(test.turn() == nil)
        let parked = try #require(test.diary.published.first { $0.exchange == "dead" })
        #expect(parked.body.count == 10 && parked.properties.headerBytes > 100)
        #expect(test.script.settled.items == 2)
        #expect(test.script.settled.parkedBytes == parked.body.count + parked.properties.headerBytes)
    }

    @Test func `a suspect counts too`() {
        var test = LaneUnderTest([Delivery(1, "a b", returned: 1)])
        #expect(test.turn() == nil)
        #expect(test.script.settled.items == 2)
    }
}
