import Ops
import Shared

/// Tells reporters and officers what happened to a complaint, each of them once.
@main
struct NotifyWorker {
    static func main() async {
        await WorkerProcess<NotifyStage<PostgresNotifyStore>>(
            name: "NotifyWorker", purpose: "tells reporters and liaison officers what happened, each of them once",
            queue: "notify", prefetch: 64, furtherSettings: SettingKey.notify
        ) { settings, environment in
            let providers = try ProviderSettings(environment)
            let knowledge = SharedKnowledge<NotifyKnowledge>()
            return {
                let ways = try Providers(providers)
                let store = try PostgresNotifyStore(
                    url: settings.databaseURL, knowledge: knowledge, patience: ways.longestSending)
                return NotifyStage(store: store, providers: ways, hours: providers.smsHours, now: { Instant.now })
            }
        }.run()
    }
}
