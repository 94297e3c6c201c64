import Ops
import Shared
import Store

/// Takes submissions in: decodes, validates, normalises, stores each once, and announces it.
@main
struct IntakeWorker {
    static func main() async {
        await WorkerProcess.reading(
            "intake", name: "IntakeWorker",
            purpose: "stores submissions of all channels, each once, and announces them", prefetch: 1000
        ) { preparation in
            {
                let store = try PostgresIntakeStore(url: preparation.settings.databaseURL)
                return IntakeStage(store: store, now: try StoreClock.of(preparation.settings.databaseURL))
            }
        }.run()
    }
}
