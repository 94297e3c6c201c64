import Ops
import Shared

/// Finds the body that must answer each registered complaint, or the desk that must look at it.
@main
struct RoutingWorker {
    static func main() async {
        await WorkerProcess<RoutingStage<PostgresRoutingStore>>(
            name: "RoutingWorker", purpose: "finds the responsible body of each complaint and starts its legal clocks",
            queue: "routing", prefetch: 64
        ) { settings, _ in
            let knowledge = SharedKnowledge<RoutingKnowledge>()
            return {
                let store = try PostgresRoutingStore(url: settings.databaseURL, knowledge: knowledge)
                return RoutingStage(store: store, now: { Instant.now })
            }
        }.run()
    }
}
