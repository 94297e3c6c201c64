package import Ops
import Shared
import Store

/// Carries out what officers, coordinators and reporters want to happen to cases, and tells them what came of it.
package enum CaseWorker {
    package static let process = WorkerProcess.reading(
        "casework", name: "CaseWorker",
        purpose: "carries out commands on cases by the state machine, each once, and answers their senders",
        prefetch: 256, furtherSettings: SettingKey.casework
    ) { preparation in
        let url = preparation.settings.databaseURL
        let patience = try preparation.environment.number(.earlyCommand, in: 0...600, default: 30)
        let (knowledge, keys) = (SharedKnowledge<CaseKnowledge>(), preparation.keys)
        return {
            let now = try StoreClock.of(url)
            return CaseStage(
                try StageSession(
                    url: url, name: "CaseWorker", knowledge: knowledge, at: now(), keys: keys,
                    read: CaseKnowledge.read),
                patience: patience, now: now)
        }
    }
}
