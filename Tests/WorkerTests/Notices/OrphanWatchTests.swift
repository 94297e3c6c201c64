import Testing

@testable import NotifyWorker

@Suite struct OrphanWatchTests {
    private let start = ContinuousClock.now

    @Test func `a claim is free when its owner has been gone for long enough`() {
        var watch = OrphanWatch(patience: .seconds(18))
        #expect(watch.note([7], at: start) == [])
        #expect(watch.note([7, 8], at: start + .seconds(10)) == [])
        #expect(watch.note([7, 8], at: start + .milliseconds(17_999)) == [])
        #expect(watch.note([7, 8], at: start + .seconds(18)) == [7])
        #expect(watch.note([7, 8], at: start + .seconds(28)) == [7, 8])
    }

    @Test func `one that was settled or taken over meanwhile is forgotten`() {
        var watch = OrphanWatch(patience: .seconds(18))
        #expect(watch.note([7], at: start) == [])
        #expect(watch.note([], at: start + .seconds(2)) == [])
        #expect(watch.note([7], at: start + .seconds(19)) == [])
    }
}
