import Complaints
package import Ops
import Shared
import Store

/// Reads a mailbox: one mail is one report, or words on one.
package enum MailWorker {
    package static let process: WorkerProcess = {
        var process = WorkerProcess(
            name: WorkerTable.mail, purpose: "reads a mailbox, and hands over each mail as a report",
            stage: "mail", furtherSettings: SettingKey.mail, prepare: prepare)
        process.brokerUse = .publishing(on: Topology.intakeExchange)
        process.servers = { try MailSettings($0).faults }
        return process
    }()

    private static func prepare(_ preparation: WorkerProcess.Preparation) throws -> WorkerProcess.Lanes {
        let settings = try MailSettings(preparation.environment)
        let guardian = try preparation.guardedStart(publishingOn: Topology.intakeExchange)
        let publisher = Publisher(world: preparation.world)
        let counts = MailCounts()
        preparation.metrics.add { counts.samples }
        let (publishing, reading) = (LaneStatus(), LaneStatus())
        let reader = MailboxRunner(
            settings, publisher, counts, database: preparation.settings.databaseURL,
            world: preparation.world(ofLane: "mailbox"))
        return WorkerProcess.Lanes([
            LaneGroup.Member(name: "publisher", status: publishing) {
                publisher.run(preparation.settings, name: preparation.name, publishing) {
                    try guardian.verifyBroker()
                }
            },
            LaneGroup.Member(name: "mailbox", status: reading) { reader.run(reading) },
        ])
    }
}
