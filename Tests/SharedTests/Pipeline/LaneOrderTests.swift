import Rabbit
import TestKit
import Testing

@testable import Contract
@testable import Shared

/// The order of effects: store, publish, acknowledge, and nothing after a step that failed.
@Suite struct LaneOrderTests {
    private static let lost = LaneError.broker(RabbitError(.connectionLost, in: "read", "gone"))

    @Test func `store, publish, mark, acknowledge`() throws {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "b c")])
        let settled = try test.lane.turn()
        #expect(settled == 3)
        #expect(test.diary.entries == ["handle 3", "publish 1", "confirmed 3", "settle up to 2"])
        #expect(test.envelopes == [#"["a","b","c"]"#])
        #expect(test.status.isReady)
    }

    @Test func `what needs no event is acknowledged without one`() throws {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "b")])
        test.script.judge("a", .finish)
        test.script.judge("b", .finish)
        #expect(test.turn() == nil)
        #expect(test.diary.entries == ["handle 2", "settle up to 2"])
    }

    @Test func `a batch has its limit`() {
        var test = LaneUnderTest((1...5).map { Delivery($0, "a") }, batchSize: 2)
        for _ in 0..<3 { #expect(test.turn() == nil) }
        #expect(test.diary.entries.filter { $0.hasPrefix("handle") } == ["handle 2", "handle 2", "handle 1"])
        #expect(test.diary.entries.last == "settle up to 5")
    }

    @Test(arguments: [LaneError.stopped, lost]) func `a failed publish acknowledges nothing`(failure: LaneError) {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "b")])
        test.diary.fail("publish", with: failure)
        #expect(test.turn() == failure)
        #expect(test.diary.entries == ["handle 2"])
    }

    @Test func `a failed parking acknowledges nothing`() {
        var test = LaneUnderTest([Delivery(1, "unreadable")])
        test.diary.fail("publish", with: .stopped)
        #expect(test.turn() == .stopped)
        #expect(test.diary.entries.isEmpty)
    }

    @Test func `a failed acknowledgement ends the lane`() {
        var test = LaneUnderTest([Delivery(1, "a")])
        test.diary.fail("settle", with: Self.lost)
        #expect(test.turn() == Self.lost)
        #expect(test.diary.entries == ["handle 1", "publish 1", "confirmed 1"])
    }

    @Test func `an empty turn rests`() throws {
        var test = LaneUnderTest([])
        let settled = try test.lane.turn()
        #expect(settled == 0)
        #expect(test.diary.entries == ["rest"])
        #expect(test.status.isReady)
    }

    @Test func `no rest while there is work`() {
        var test = LaneUnderTest([Delivery(1, "a")])
        #expect(test.turn() == nil)
        #expect(!test.diary.entries.contains("rest"))
        #expect(test.turn() == nil)
        #expect(test.diary.entries.last == "rest")
    }

    @Test func `an envelope without items is acknowledged`() {
        var test = LaneUnderTest([Delivery(1, "")])
        #expect(test.turn() == nil)
        #expect(test.diary.entries.contains("settle up to 1"))
    }

    @Test func counted() {
        var test = LaneUnderTest([Delivery(1, "a b unreadable"), Delivery(2, "c")])
        test.script.judge("c", .reject(Rejection("x", "y")))
        #expect(test.turn() == nil)
        let counts = test.status.counts
        #expect(counts.items == 4 && counts.batches == 1 && counts.published == 2 && counts.parked == 2)
    }

    // MARK: Draining

    @Test func `a drain finishes what was delivered`() {
        var test = LaneUnderTest((1...5).map { Delivery($0, "a") }, batchSize: 2)
        #expect(test.drain() == nil)
        #expect(test.script.stored.count == 5)
        #expect(test.diary.entries.first == "cancel")
        #expect(test.diary.entries.suffix(2) == ["settle up to 5", "rest"])
    }

    @Test func `a drain leaves suspects to the next process`() {
        var test = LaneUnderTest([Delivery(1, "x", returned: 1), Delivery(2, "a")])
        #expect(test.drain() == nil)
        #expect(test.diary.entries == ["cancel", "handle 1", "publish 1", "confirmed 1", "settle 2", "rest"])
    }

    @Test func `marks that cannot be stored do not spoil a drain`() {
        var test = LaneUnderTest([])
        test.script.fail("rest", with: .unavailable("gone"))
        #expect(test.drain() == nil)
        #expect(test.diary.entries == ["cancel", "rest: unavailable"])
    }

    @Test func `a stop during a drain's hold ends it`() {
        var test = LaneUnderTest([Delivery(1, "a")])
        test.script.fail("a", with: .unavailable("gone"), times: .max)
        test.status.requestStop()
        #expect(test.drain() == .stopped)
        #expect(test.diary.entries == ["cancel", "handle 1: unavailable"])
    }
}
