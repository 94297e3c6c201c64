package import Ops
import Shared
import Store

/// Takes SMS from Kannel's bearerbox: each becomes a submission, and is acknowledged when the broker has confirmed it.
package enum SmsWorker {
    package static let process: WorkerProcess = {
        var process = WorkerProcess(
            name: WorkerTable.sms, purpose: "takes SMS from Kannel, and acknowledges them when they are safe",
            stage: "sms", furtherSettings: SettingKey.sms, prepare: prepare)
        process.brokerUse = .publishing(on: Topology.intakeExchange)
        return process
    }()

    private static func prepare(_ preparation: WorkerProcess.Preparation) throws -> WorkerProcess.Lanes {
        let settings = try SmsSettings(preparation.environment)
        let guardian = try preparation.guardedStart(publishingOn: Topology.intakeExchange)
        let tally = SMSTally(preparation.metrics)
        let (url, program) = (preparation.settings.databaseURL, preparation.name)
        return WorkerProcess.Lanes(
            (0..<preparation.settings.lanes).map { number in
                let (name, status) = ("sms-\(number)", LaneStatus())
                let lane = BoxLane(
                    settings: preparation.settings, sms: settings, status: status, tally: tally,
                    receipts: { ReceiptDesk(url: url, name: program) { .now } }, world: preparation.world(ofLane: name),
                    name: preparation.name
                ) { try guardian.verifyBroker() }
                return LaneGroup.Member(name: name, status: status, run: lane.run)
            })
    }
}
