import Logging
import Rabbit

extension Lane where B: ~Copyable, S: ~Copyable {
    /// Keeps parked messages that their queue refuses.
    mutating func keep(_ refused: [Publication]) throws(LaneError) {
        var backoff = Backoff()
        while true {
            do throws(StageFailure) {
                var messages: [RefusedMessage] = []
                for message in refused { messages.append(try RefusedMessage(message)) }
                try parking.overflow.keep(messages)
                let facts: [String: LogFact] = ["messages": .integer(refused.count), "code": .text("parking_full")]
                return world.log(.error, "the queue of parked messages takes no more: kept in the store", facts)
            } catch {
                if case .fault(let reason) = error { throw .fault(reason) }
                status.setReady(false)
                world.log(.warning, "nowhere to park, holding", ["reason": .text("\(error)")])
                try wait(backoff.next())
            }
        }
    }
}
