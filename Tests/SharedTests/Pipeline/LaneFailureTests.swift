import Rabbit
import TestKit
import Testing

@testable import Contract
@testable import Shared

/// What each kind of failure means for the batch in hand.
@Suite struct LaneFailureTests {
    private static let refused = Rejection("storage_refused", "no")

    // MARK: Hold

    @Test func `an unavailable database is waited for, with the same batch`() {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "b")])
        test.script.fail("a", with: .unavailable("gone"))
        test.script.fail("reopen", with: .unavailable("still gone"), times: 2)
        #expect(test.turn() == nil)
        #expect(
            test.diary.entries == [
                "handle 2: unavailable", "reopen: unavailable", "reopen: unavailable", "reopen", "handle 2",
                "publish 1",
                "confirmed 2", "settle up to 2",
            ])
        #expect(test.script.stored == ["a", "b"])
        #expect(test.parked.isEmpty)
        #expect(test.status.counts.holds == 1 && test.status.isReady)
        #expect(test.world.sleeps.reduce(0, +) >= 3 * 200 && test.world.sleeps.max() ?? 0 <= 500)
    }

    @Test func `a database that lets nobody in is waited for, and said once`() {
        var test = LaneUnderTest([Delivery(1, "a")])
        test.script.fail("a", with: .refused("no"))
        test.script.fail("reopen", with: .refused("no"), times: 20)
        #expect(test.turn() == nil)
        #expect(test.script.stored == ["a"] && test.parked.isEmpty)
        #expect(
            test.world.log == [
                "error: login refused, trying again until somebody mends it", "notice: database is back",
            ])
    }

    @Test func `a key that is missing is waited for, and the message then stored`() {
        var test = LaneUnderTest([Delivery(1, "a")])
        test.script.fail("a", with: .locked(Remedy("words", "bring it")), times: 30)
        #expect(test.turn() == nil)
        #expect(test.script.stored == ["a"] && test.parked.isEmpty)
        #expect(
            test.world.log == [
                "error: a key is missing, trying again until somebody mends it", "notice: database is back",
            ])
    }

    @Test func `a database that lets everybody in and stores nothing is told of once`() {
        var test = LaneUnderTest([Delivery(1, "a")])
        test.script.fail("a", with: .unavailable("read-only"), times: 30)
        #expect(test.turn() == nil)
        #expect(test.script.stored == ["a"] && test.parked.isEmpty)
        #expect(test.world.log == ["warning: database unavailable, holding", "notice: database is back"])
        #expect(test.status.counts.holds == 30)
        #expect(test.world.sleeps.reduce(0, +) > 30 * 400, "it waits longer and longer")
    }

    @Test func `each outage is told of`() {
        var test = LaneUnderTest([])
        for _ in 0..<2 {
            test.script.fail("rest", with: .unavailable("gone"), times: 3)
            for _ in 0..<4 { #expect(test.turn() == nil) }
        }
        let lines = ["warning: database unavailable, holding", "notice: database is back"]
        #expect(test.world.log == lines + lines)
    }

    @Test func `a hold is not ready`() {
        var test = LaneUnderTest([Delivery(1, "a")]) { status, _ in if status.isReady { status.requestStop() } }
        test.status.setReady(true)
        test.script.fail("a", with: .unavailable("gone"))
        test.script.fail("reopen", with: .unavailable("gone"), times: 3)
        #expect(test.turn() == nil, "would have stopped, had it been ready while it waited")
    }

    @Test func `a stop ends a hold`() {
        var test = LaneUnderTest([Delivery(1, "a")]) { status, total in if total > 2_000 { status.requestStop() } }
        test.script.fail("a", with: .unavailable("gone"), times: .max)
        test.script.fail("reopen", with: .unavailable("gone"), times: .max)
        #expect(test.turn() == .stopped)
        #expect(!test.diary.entries.contains { $0.hasPrefix("publish") || $0.hasPrefix("settle") })
        #expect(test.world.sleeps.reduce(0, +) <= 2_000 + 500)
    }

    @Test func `a broker lost during a hold ends the lane`() {
        let lost = LaneError.broker(RabbitError(.connectionLost, in: "read", "gone"))
        var test = LaneUnderTest([Delivery(1, "a")])
        test.script.fail("a", with: .unavailable("gone"), times: .max)
        test.lane.broker.pulseFailure = lost
        #expect(test.turn() == lost)
        #expect(test.diary.entries == ["handle 1: unavailable"])
    }

    @Test func `a rest that fails holds too`() {
        var test = LaneUnderTest([])
        test.script.fail("rest", with: .unavailable("gone"))
        #expect(test.turn() == nil)
        #expect(test.diary.entries == ["rest: unavailable", "reopen"])
        #expect(!test.status.isReady)
        #expect(test.turn() == nil)
        #expect(test.status.isReady)
    }

    // MARK: Contention

    @Test func `contention is tried again three times`() {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "b")])
        test.script.fail("a", with: .contention("40P01"), times: 3)
        #expect(test.turn() == nil)
        let expected = [String](repeating: "handle 2: contention", count: 3) + ["handle 2"]
        #expect(test.diary.entries.prefix(4) == expected[...])
        #expect(test.world.sleeps.count == 3 && test.world.sleeps.allSatisfy { 5...150 ~= $0 })
    }

    @Test func `then the batch is halved, in order`() {
        var test = LaneUnderTest((1...4).map { Delivery($0, ["a", "b", "c", "d"][Int($0) - 1]) })
        test.script.fail("a", with: .contention("40P01"), times: 4)
        #expect(test.turn() == nil)
        let handled = test.diary.entries.filter { $0.hasPrefix("handle") }
        #expect(handled == [String](repeating: "handle 4: contention", count: 4) + ["handle 2", "handle 2"])
        #expect(test.script.stored == ["a", "b", "c", "d"])
        #expect(test.envelopes == [#"["a","b","c","d"]"#])
        #expect(test.diary.entries.last == "settle up to 4")
    }

    @Test func `a single item is never given up for contention`() {
        var test = LaneUnderTest([Delivery(1, "a")])
        test.script.fail("a", with: .contention("40001"), times: 9)
        #expect(test.turn() == nil)
        #expect(test.script.stored == ["a"] && test.parked.isEmpty)
    }

    // MARK: Bad data

    @Test(arguments: 0..<7) func `one bad item is found and parked alone`(position: Int) {
        let words = ["a", "b", "c", "d", "e", "f", "g"]
        let bad = words[position]
        var test = LaneUnderTest(words.enumerated().map { Delivery(UInt64($0 + 1), $1) })
        test.script.fail(bad, with: .badData(Self.refused), times: .max)
        #expect(test.turn() == nil)
        #expect(test.parked == [bad])
        let others = words.filter { $0 != bad }
        #expect(test.script.stored == others, "each once, in order")
        #expect(test.envelopes == ["[" + others.map { "\"\($0)\"" }.joined(separator: ",") + "]"])
        #expect(test.diary.entries.suffix(3) == ["publish 2", "confirmed 6", "settle up to 7"])
    }

    @Test func `two bad items of one envelope are parked, their neighbours pass`() {
        var test = LaneUnderTest([Delivery(1, "a b c d")])
        test.script.fail("b", with: .badData(Self.refused), times: .max)
        test.script.fail("d", with: .badData(Self.refused), times: .max)
        #expect(test.turn() == nil)
        #expect(test.parked == ["b", "d"])
        #expect(test.diary.published.compactMap { $0.properties.headers["x-lapor-item"]?.integer } == [1, 3])
        #expect(test.envelopes == [#"["a","c"]"#])
    }

    // MARK: Drift

    @Test func `a fault stops the lane and parks nothing`() {
        var test = LaneUnderTest([Delivery(1, "a"), Delivery(2, "unreadable")])
        test.script.fail("a", with: .fault("42P01"))
        #expect(test.turn() == .fault("42P01"))
        #expect(test.diary.entries == ["handle 1: fault"])
        #expect(test.diary.published.isEmpty)
    }

    @Test(arguments: [StageFailure.fault("42"), .badData(refused)]) func `so does a rest that cannot work`(
        failure: StageFailure
    ) {
        var test = LaneUnderTest([])
        test.script.fail("rest", with: failure)
        guard case .fault = test.turn() else {
            Issue.record("no fault")
            return
        }
    }

    @Test func `a fault found while reopening stops the lane`() {
        var test = LaneUnderTest([Delivery(1, "a")])
        test.script.fail("a", with: .unavailable("gone"))
        test.script.fail("reopen", with: .fault("not migrated"))
        #expect(test.turn() == .fault("not migrated"))
        #expect(test.diary.published.isEmpty)
    }

    // MARK: Contract

    private static func envelope(good: Int, bad: Int) -> [Delivery] {
        let words = [String](repeating: "a", count: good) + [String](repeating: "unreadable", count: bad)
        return [Delivery(1, words.joined(separator: " "))]
    }

    @Test func `our own input: more than a fifth bad stops the stage`() {
        var test = LaneUnderTest(Self.envelope(good: 79, bad: 21), inputIsOurs: true)
        guard case .contractBroken = test.turn() else {
            Issue.record("went on")
            return
        }
        #expect(test.diary.entries == ["handle 79"])
        #expect(test.diary.published.isEmpty)
    }

    @Test func `our own input: a fifth is parked`() {
        var test = LaneUnderTest(Self.envelope(good: 80, bad: 20), inputIsOurs: true)
        #expect(test.turn() == nil)
        #expect(test.parked.count == 20)
    }

    @Test func `our own input: fifty in a row stop the stage, however they come`() {
        var test = LaneUnderTest((1...60).map { Delivery($0, "unreadable") }, inputIsOurs: true, batchSize: 1)
        for _ in 0..<49 { #expect(test.turn() == nil) }
        guard case .contractBroken = test.turn() else {
            Issue.record("went on")
            return
        }
        #expect(test.parked.count == 49)
    }

    @Test func `a careless channel does not stop intake`() {
        var test = LaneUnderTest((1...100).map { Delivery($0, "unreadable") })
        #expect(test.turn() == nil)
        #expect(test.parked.count == 100)
        #expect(test.diary.entries == ["publish 100", "settle up to 100"])
    }
}
