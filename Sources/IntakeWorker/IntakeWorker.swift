import Ops
import Shared
import Store

/// Takes submissions in: decodes, validates, normalises, stores each once, and announces it.
@main
struct IntakeWorker {
    static let process = WorkerProcess.reading(
        "intake", name: "IntakeWorker",
        purpose: "stores submissions of all channels, each once, and announces them", prefetch: 1000
    ) { preparation in
        let url = preparation.settings.databaseURL
        return {
            try IntakeStage(try DatabaseSession(url: url, name: "IntakeWorker"), now: try StoreClock.of(url))
        }
    }

    static func main() async { await process.run() }
}
