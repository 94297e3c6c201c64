import Complaints
package import Ops
import Shared
import Store
import TLS

/// Calls those who asked for it when something happens to a case: each event at least once, those of a case in order.
package enum WebhookWorker {
    package static let process = WorkerProcess.reading(
        Topology.webhookStage, name: WorkerTable.webhook,
        purpose: "calls those who asked for it when something happens to a case", prefetch: 64,
        furtherSettings: SettingKey.webhook, scout: receivers
    ) { preparation in
        let url = preparation.settings.databaseURL
        let keys = preparation.keys
        return {
            WebhookStage(
                try DatabaseSession(url: url, name: WorkerTable.webhook, keys: keys), now: try StoreClock.of(url))
        }
    }

    /// Adds a lane for each receiver, so that none waits for another.
    ///
    /// - Throws: `Remedy` without keys for their secrets; `SettingError`.
    private static func receivers(_ preparation: WorkerProcess.Preparation) throws -> LaneGroup.Scout {
        guard preparation.keys.webhooks != nil else {
            throw Remedy(
                "\(SettingKey.webhooksKeyFile.name) is not set, and the secrets of webhooks are sealed under its keys",
                "let it name the file that 'lapor webhook add' had")
        }
        let url = preparation.settings.databaseURL
        let (keys, tls) = (preparation.keys, try authorities(preparation.environment))
        let report = AttemptReport(preparation.metrics)
        let watch = ReceiverWatch(url: url, world: preparation.world)
        return { roster in
            watch.report(to: roster) { id in
                let (name, status) = ("webhook-\(id)", LaneStatus())
                let courier = CourierRunner(
                    id: id, url: url, keys: keys, tls: tls, report: report, world: preparation.world(ofLane: name))
                return LaneGroup.Member(name: name, status: status) { courier.run(status) }
            }
        }
    }

    /// Whose receivers are trusted. Ours is never shown to them.
    ///
    /// - Throws: `SettingError` naming a file that cannot be used.
    private static func authorities(_ environment: Environment) throws(SettingError) -> TLSFiles {
        let files = TLSFiles(authorities: environment.text(.webhookAuthorities))
        do throws(TLSFault) {
            try files.check()
        } catch {
            throw SettingError(key: SettingKey.webhookAuthorities.name, reason: "\(error)")
        }
        return files
    }
}
