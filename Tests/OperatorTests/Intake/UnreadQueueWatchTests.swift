import Testing

@testable import Operator

@Suite struct UnreadQueueWatchTests {
    private let intake = UnreadQueue(name: "intake", waiting: 3)

    @Test func `that nobody reads a queue is said after some seconds, and then once a minute`() {
        var watch = UnreadQueueWatch()
        let told = (0...200).filter { !watch.toTell([intake], after: .seconds($0)).isEmpty }
        #expect(told == [5, 65, 125, 185])
    }

    @Test func `a worker that comes in time, or comes and goes, is waited for anew`() {
        var watch = UnreadQueueWatch()
        let told = (0...20).filter { second in
            !watch.toTell(second % 5 == 4 ? [] : [intake], after: .seconds(second)).isEmpty
        }
        #expect(told.isEmpty)
        _ = watch.toTell([], after: .seconds(21))
        #expect((22...30).filter { !watch.toTell([intake], after: .seconds($0)).isEmpty } == [27])
    }

    @Test func `each queue is told by itself`() {
        var watch = UnreadQueueWatch()
        let routing = UnreadQueue(name: "routing", waiting: 1)
        _ = watch.toTell([intake], after: .zero)
        _ = watch.toTell([intake, routing], after: .seconds(3))
        #expect(watch.toTell([intake, routing], after: .seconds(5)) == [intake])
        #expect(watch.toTell([intake, routing], after: .seconds(8)) == [routing])
    }
}
