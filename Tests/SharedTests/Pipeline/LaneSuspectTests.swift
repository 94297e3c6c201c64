import Rabbit
import Shared
import TestKit
import Testing

@testable import Contract

/// Messages that came back may have killed a worker: one at a time, item by item, after everything else.
@Suite struct LaneSuspectTests {
    @Test func `fresh ones first, then suspects one at a time`() {
        var test = LaneUnderTest([
            Delivery(1, "x", returned: 1), Delivery(2, "a"), Delivery(3, "y", returned: 2), Delivery(4, "b"),
        ])
        #expect(test.turn() == nil)
        #expect(
            test.diary.entries.map { $0.hasPrefix("settle ") && $0 != "settle 2 4" ? "settle" : $0 } == [
                "handle 2", "publish 1", "confirmed 2", "settle 2 4", "handle 1", "publish 1", "confirmed 1", "settle",
                "handle 1", "publish 1", "confirmed 1", "settle",
            ])
        #expect(test.script.stored.prefix(2) == ["a", "b"] && Set(test.script.stored.suffix(2)) == ["x", "y"])
    }

    @Test func `an envelope is acknowledged with its last item`() {
        var test = LaneUnderTest([Delivery(1, "x unreadable y", returned: 1)])
        #expect(test.turn() == nil)
        #expect(
            test.diary.entries == [
                "handle 1", "publish 1", "confirmed 1", "handle 1", "publish 1", "confirmed 1", "publish 1", "settle 1",
            ], "bad items are parked with the acknowledgement, so that an attempt that ends early parks none twice")
        #expect(test.parked == ["unreadable"])
        #expect(test.diary.published.first { $0.exchange == "dead" }?.properties.headers["x-lapor-item"] == .integer(1))
    }

    @Test func `a broken contract parks nothing of a returned envelope`() {
        let words = Array(repeating: "unreadable", count: 60).joined(separator: " ")
        var test = LaneUnderTest([Delivery(1, words, returned: 1)], inputIsOurs: true)
        let failure = test.turn()
        #expect(failure == .contractBroken("50 bad messages in a row"))
        #expect(test.parked.isEmpty)
        #expect(!test.diary.entries.contains { $0.hasPrefix("settle") })
    }

    @Test func `an item that fails leaves its envelope unacknowledged`() {
        var test = LaneUnderTest([Delivery(1, "x y z", returned: 1)])
        test.script.fail("y", with: .fault("ours"))
        #expect(test.turn() == .fault("ours"))
        #expect(!test.diary.entries.contains { $0.hasPrefix("settle") })
    }

    @Test func `nothing is acknowledged over an unfinished suspect`() {
        var test = LaneUnderTest([Delivery(2, "x", returned: 1)] + (3...12).map { Delivery($0, "s", returned: 0) })
        test.lane.broker.deliver([Delivery(13, "a"), Delivery(14, "b")])
        #expect(test.turn() == nil)
        #expect(test.diary.entries.contains("settle 13 14"))
        #expect(!test.diary.entries.contains { $0.hasPrefix("settle up to") })
    }

    @Test func `suspects with later tags do not hinder`() {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "b"), Delivery(3, "x", returned: 1)])
        #expect(test.turn() == nil)
        #expect(test.diary.entries.contains("settle up to 2"))
        #expect(test.diary.entries.last == "settle 3")
    }

    @Test func `few at a time while fresh ones come`() {
        var test = LaneUnderTest((1...20).map { Delivery($0, "x", returned: 1) } + [Delivery(21, "a")])
        #expect(test.turn() == nil)
        #expect(test.script.stored.count == 1 + 8)
        test.lane.broker.deliver([Delivery(22, "b")])
        #expect(test.turn() == nil)
        #expect(test.script.stored.count == 2 + 16)
        #expect(test.diary.entries.contains("settle 22"), "suspects below it are unfinished")
    }

    @Test func `all are tried in the end, without a rest between`() {
        var test = LaneUnderTest((1...100).map { Delivery($0, "x\($0)", returned: Int64($0 % 3)) })
        var turns = 0
        while test.script.stored.count < 100, turns < 20 {
            #expect(test.turn() == nil)
            turns += 1
        }
        #expect(Set(test.script.stored).count == 100)
        #expect(!test.diary.entries.contains("rest"))
    }

    @Test func `a killer with fewer returns than an innocent one is not always tried first`() {
        // Both are returned by each crash, so that the difference stays: the innocent one would reach the limit first.
        let first = (1...100).map { _ in
            var test = LaneUnderTest([Delivery(1, "killer", returned: 3), Delivery(2, "innocent", returned: 4)])
            test.script.fail("killer", with: .fault("ends the process"))
            #expect(test.turn() == .fault("ends the process"))
            return test.script.stored.contains("innocent")
        }
        #expect(first.contains(true))
    }

    @Test(arguments: [(1, "x y"), (2, "z"), (3, "x y"), (4, "z")] as [(Int64, String)])
    func `a killer holds up neither the items before it nor those after it`(attempt: Int64, stored: String) {
        var test = LaneUnderTest([Delivery(1, "x y killer z", returned: attempt)])
        test.script.fail("killer", with: .fault("ends the process"))
        #expect(test.turn() == .fault("ends the process"))
        #expect(test.script.stored.joined(separator: " ") == stored)
    }

    @Test func `a suspect without items is acknowledged`() {
        var test = LaneUnderTest([Delivery(1, "", returned: 1)])
        #expect(test.turn() == nil)
        #expect(test.diary.entries == ["settle 1"])
    }

    @Test func `a bad suspect is parked alone`() {
        var test = LaneUnderTest([Delivery(1, "x", returned: 1), Delivery(2, "y", returned: 1)])
        test.script.fail("x", with: .badData(Rejection("storage_refused", "no")), times: .max)
        #expect(test.turn() == nil)
        #expect(test.parked == ["x"])
        #expect(test.script.stored == ["y"])
    }
}
