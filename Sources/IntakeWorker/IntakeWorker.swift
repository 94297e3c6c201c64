import Ops
import Shared

/// Takes submissions in: decodes, validates, normalises, stores each once, and announces it.
@main
struct IntakeWorker {
    static func main() async {
        await WorkerProcess<IntakeStage<PostgresIntakeStore>>(
            name: "IntakeWorker", purpose: "stores submissions of all channels, each once, and announces them",
            queue: "intake", prefetch: 1000
        ) { settings, _ in
            {
                let store = try PostgresIntakeStore(url: settings.databaseURL)
                return IntakeStage(store: store, now: { Instant.now })
            }
        }.run()
    }
}
