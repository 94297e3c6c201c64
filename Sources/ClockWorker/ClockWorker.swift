package import Ops
import Shared

/// Does what is due by the clock rather than by a message: reminders, overdue marks, escalations, closing by silence; the
/// new deadlines of a changed calendar; announcing what was stored and never announced.
package enum ClockWorker {
    package static let process = WorkerProcess(
        name: "ClockWorker",
        purpose: "lets the clocks of cases speak; announces what was stored and never announced",
        stage: "clock", furtherSettings: SettingKey.clock
    ) { preparation in
        let smsWait = try preparation.environment.number(.smsWait, in: 1...3600, default: 300)
        let guardian = try preparation.guardedStart(queue: "routing")
        let status = LaneStatus()
        let runner = ClockRunner(preparation, smsWait: smsWait, status: status) { try guardian.verify() }
        let night = LaneStatus()
        let nightly = NightlyRunner(preparation, status: night)
        let members = [
            LaneGroup.Member(name: "clock", status: status, run: runner.run),
            LaneGroup.Member(name: "night", status: night, run: nightly.run),
        ]
        let anchor = LaneStatus()
        let anchors = try AnchorRunner(preparation, status: anchor)
        // Also without a page for the figures: it writes down when parked messages become more.
        let figures = LaneStatus()
        let reader = try FiguresRunner(preparation, status: figures)
        preparation.metrics.add { reader.samples }
        return WorkerProcess.Lanes(
            members + [
                LaneGroup.Member(name: "anchor", status: anchor, run: anchors.run),
                LaneGroup.Member(name: "figures", status: figures, run: reader.run),
            ])
    }
}
