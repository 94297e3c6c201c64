import Ops
import Shared
import Store

/// Tells reporters and officers what happened to a complaint, each of them once.
@main
struct NotifyWorker {
    static func main() async {
        await WorkerProcess.reading(
            "notify", name: "NotifyWorker",
            purpose: "tells reporters and liaison officers what happened, each of them once", prefetch: 64,
            furtherSettings: SettingKey.notify
        ) { preparation in
            let url = preparation.settings.databaseURL
            let providers = try ProviderSettings(preparation.environment)
            let knowledge = SharedKnowledge<NotifyKnowledge>()
            return {
                let ways = try Providers(providers)
                let store = try PostgresNotifyStore(
                    url: url, knowledge: knowledge, patience: ways.longestSending)
                return NotifyStage(
                    store: store, providers: ways, hours: providers.smsHours, now: try StoreClock.of(url))
            }
        }.run()
    }
}
