import Ops
import Shared
import Store

/// Finds the body that must answer each registered complaint, or the desk that must look at it.
@main
struct RoutingWorker {
    static func main() async {
        await WorkerProcess.reading(
            "routing", name: "RoutingWorker",
            purpose: "finds the responsible body of each complaint and starts its legal clocks", prefetch: 64
        ) { preparation in
            let url = preparation.settings.databaseURL
            let knowledge = SharedKnowledge<RoutingKnowledge>()
            return {
                let store = try PostgresRoutingStore(url: url, knowledge: knowledge)
                return RoutingStage(store: store, now: try StoreClock.of(url))
            }
        }.run()
    }
}
