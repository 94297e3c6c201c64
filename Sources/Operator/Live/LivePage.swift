import Complaints
import Foundation
import Shared

/// The pipeline at a glance: what waits, how fast it goes, who works on it.
package struct LivePage: CommandResult {
    var at: String
    var status: PipelineStatus
    var workers: [WorkerList.Row]
    /// Complaints and notices stored a second since the page before; nil on the first.
    var complaintsPerSecond: Double?
    var noticesPerSecond: Double?

    init(_ status: PipelineStatus, _ workers: [WorkerList.Row], at now: Instant, since before: Look?) {
        (at, self.status, self.workers) = (now.rfc3339, status, workers)
        guard let before, now > before.at else { return }
        let seconds = Double(now.microseconds - before.at.microseconds) / 1e6
        func rate(_ now: Int, _ before: Int) -> Double { (Double(now - before) / seconds * 10).rounded() / 10 }
        complaintsPerSecond = rate(status.complaints, before.complaints)
        noticesPerSecond = rate(status.notices, before.notices)
    }

    /// What the next page compares itself with.
    struct Look {
        var at: Instant
        var complaints: Int
        var notices: Int
    }

    package var text: String {
        let speed = LiveWords.speed(Self.shown(complaintsPerSecond), Self.shown(noticesPerSecond))
        let time = IndonesianZone.wib.time(rfc3339: at)
        let alive = workers.count(where: \.alive)
        // What a low screen has no room for is at the end, and said before: how many work.
        let head = "\(LiveWords.title) · \(time) · \(speed)\n\(LiveWords.workers(alive, workers.count - alive))"
        return [
            head, status.queueTable, workerTable, status.lagTable, status.countTable, status.proof,
            LiveWords.howToEnd.text,
        ]
        .joined(separator: "\n\n")
    }

    private var workerTable: String {
        guard !workers.isEmpty else { return WorkerWords.none.text }
        return TextTable(
            [.worker, .host, .process, .lanes, .state, .lastWork],
            workers.map { row in
                let zone = IndonesianZone.wib
                let state =
                    row.alive
                    ? Painted(WorkerWords.alive, .green)
                    : Painted(WorkerWords.silent(Phrase(seconds: row.beatSeconds)), .red)
                return [
                    row.kind, row.host, row.pid, "\(row.ready)/\(row.lanes)", state,
                    row.workedAt.map { zone.time(rfc3339: $0) },
                ]
            }
        ).text
    }

    private static func shown(_ rate: Double?) -> String { rate.map { "\($0)" } ?? "-" }
}

/// One page after the other, each with the speed since the one before.
package struct LiveView {
    private var before: LivePage.Look?

    package init() {}

    package mutating func next() throws -> LivePage {
        let (status, workers, now) = (try PipelineStatus(), try WorkerList.now().rows, Instant.now)
        defer { before = LivePage.Look(at: now, complaints: status.complaints, notices: status.notices) }
        return LivePage(status, workers, at: now, since: before)
    }
}

extension PipelineStatus {
    /// All that were told or will be.
    fileprivate var notices: Int { notifications.values.reduce(0, +) }
}
