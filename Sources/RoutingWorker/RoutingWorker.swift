import Ops
import Shared
import Store

/// Finds the body that must answer each registered complaint, or the desk that must look at it.
@main
struct RoutingWorker {
    static let process = WorkerProcess.reading(
        "routing", name: "RoutingWorker",
        purpose: "finds the responsible body of each complaint and starts its legal clocks", prefetch: 64
    ) { preparation in
        let url = preparation.settings.databaseURL
        let knowledge = SharedKnowledge<RoutingKnowledge>()
        return {
            let now = try StoreClock.of(url)
            let session = try StageSession(
                url: url, name: "RoutingWorker", knowledge: knowledge, at: now(), read: RoutingKnowledge.read)
            return RoutingStage(session, now: now)
        }
    }

    static func main() async { await process.run() }
}
