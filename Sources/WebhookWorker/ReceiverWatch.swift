import Shared
import Store

/// Looks every two seconds who is to be called.
struct ReceiverWatch: Sendable {
    /// Steps of 200 ms.
    private static let pause = 10
    let url: String
    let world: LaneWorld

    /// Adds a lane for each of them to `roster`, until that is to stop. None is taken away: it rests while there is nothing to do.
    ///
    /// - Parameter member: makes a receiver's lane.
    func report(to roster: LaneRoster, _ member: (Int32) -> LaneGroup.Member) {
        var known: Set<Int32> = []
        var session: Database?
        while !roster.isStopping {
            if let hooks = look(&session) {
                for hook in hooks where known.insert(hook.id).inserted { roster.add(member(hook.id)) }
            }
            for _ in 0..<Self.pause where !roster.isStopping { world.sleep(200) }
        }
    }

    /// Nil while the store is away, which the lanes say already.
    private func look(_ session: inout Database?) -> [Webhook]? {
        do {
            var open: Database
            if let last = session.take() {
                open = last
            } else {
                open = try Database(at: url, name: WorkerTable.webhook, seconds: 4)
            }
            let hooks = try WebhookTable.all(&open)
            session = consume open
            return hooks
        } catch {
            return nil
        }
    }
}
