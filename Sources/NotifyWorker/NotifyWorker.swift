import Ops
import Shared
import Store

/// Tells reporters and officers what happened to a complaint, each of them once.
@main
struct NotifyWorker {
    static let process = WorkerProcess.reading(
        "notify", name: "NotifyWorker",
        purpose: "tells reporters and liaison officers what happened, each of them once", prefetch: 64,
        furtherSettings: SettingKey.notify
    ) { preparation in
        let url = preparation.settings.databaseURL
        let providers = try ProviderSettings(preparation.environment)
        let knowledge = SharedKnowledge<NotifyKnowledge>()
        return {
            let now = try StoreClock.of(url)
            return try NotifyStage(
                try StageSession(
                    url: url, name: "NotifyWorker", knowledge: knowledge, at: now(), read: NotifyKnowledge.read),
                providers: try Providers(providers), hours: providers.smsHours, now: now)
        }
    }

    static func main() async { await process.run() }
}
