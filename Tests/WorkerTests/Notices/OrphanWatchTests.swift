import Store
import Testing

@testable import NotifyWorker

@Suite struct OrphanWatchTests {
    private let start = ContinuousClock.now
    private let first = ClaimTable.Orphan(claim: 7, owner: 1)
    private let second = ClaimTable.Orphan(claim: 8, owner: 1)

    @Test func `a claim is free when its owner has been gone for long enough`() {
        var watch = OrphanWatch(patience: .seconds(18))
        #expect(watch.note([first], at: start) == [])
        #expect(watch.note([first, second], at: start + .seconds(10)) == [])
        #expect(watch.note([first, second], at: start + .milliseconds(17_999)) == [])
        #expect(watch.note([first, second], at: start + .seconds(18)) == [first])
        #expect(watch.note([first, second], at: start + .seconds(28)) == [first, second])
    }

    @Test func `one that was settled or taken over meanwhile is forgotten`() {
        var watch = OrphanWatch(patience: .seconds(18))
        #expect(watch.note([first], at: start) == [])
        #expect(watch.note([], at: start + .seconds(2)) == [])
        #expect(watch.note([first], at: start + .seconds(19)) == [])
    }

    @Test func `who took a claim over and is gone too has the same time to end what it sends`() {
        var watch = OrphanWatch(patience: .seconds(18))
        #expect(watch.note([first], at: start) == [])
        let heir = ClaimTable.Orphan(claim: 7, owner: 2)
        #expect(watch.note([heir], at: start + .seconds(18)) == [])
        #expect(watch.note([heir], at: start + .seconds(36)) == [heir])
    }
}
