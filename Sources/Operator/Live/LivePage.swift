import Complaints
import Foundation
import Shared
import Store

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
        let whole = wholeText
        guard let height = Screen.height, whole.lines(over: Screen.width) > height else { return whole }
        return text(height: height)
    }

    /// What a low screen has room for: of each group at least a line, what is late and what is parked before all.
    func text(height: Int) -> String {
        let head = [self.head, status.queueTable].joined(separator: "\n").fitting(Screen.width)
        let foot = [countLine, status.proof, LiveWords.howToEnd.text].joined(separator: "\n").fitting(Screen.width)
        let room = height - head.lines(over: Screen.width) - foot.lines(over: Screen.width)
        let waiting = status.lags.filter { $0.count > 0 }.sorted { Self.urgency($0) < Self.urgency($1) }
        let silentFirst = workers.filter { !$0.alive } + workers.filter(\.alive)
        // Two tables have a head of two lines each above their rows.
        let rows = max(2, room - 4)
        let ofLags = min(waiting.count, max(1, rows - min(silentFirst.count, max(2, rows / 2))))
        let ofWorkers = max(1, rows - max(1, ofLags))
        var lags = status
        lags.lags = Array(waiting.prefix(ofLags))
        let tables = [
            waiting.isEmpty ? LiveWords.nothingWaits.text : lags.lagTable,
            workerTable(silentFirst, most: ofWorkers),
        ]
        return ([head] + tables + [foot]).joined(separator: "\n")
    }

    /// Late clocks first, then what waits longest.
    private static func urgency(_ lag: PipelineStatus.Lag) -> (Int, Double) {
        let isClock = lag.name == WaitingWork.Kind.clock.name
        return (isClock ? 0 : lag.oldestSeconds == nil ? 2 : 1, -(lag.oldestSeconds ?? 0))
    }

    private var countLine: String {
        let notices = status.notifications.sorted { $0.key < $1.key }
        return
            (["\(WorkWords.complaints) \(status.complaints)"]
            + notices.map { "\(WorkWords.notices($0.key)) \($0.value)" })
            .joined(separator: " · ")
    }

    private var head: String {
        let speed = LiveWords.speed(Self.shown(complaintsPerSecond), Self.shown(noticesPerSecond))
        let time = IndonesianZone.wib.time(rfc3339: at)
        let alive = workers.count(where: \.alive)
        // What a low screen has no room for is at the end, and said before: how many work.
        return "\(LiveWords.title) · \(time) · \(speed)\n\(LiveWords.workers(alive, workers.count - alive))"
    }

    private var wholeText: String {
        [
            head, status.queueTable, workerTable(workers), status.lagTable, status.countTable, status.proof,
            LiveWords.howToEnd.text,
        ]
        .joined(separator: "\n\n")
    }

    private func workerTable(_ workers: [WorkerList.Row], most: Int? = nil) -> String {
        guard !workers.isEmpty else { return WorkerWords.none.text }
        let isCut = most.map { workers.count > $0 } ?? false
        let shown = isCut ? Array(workers.prefix(max(1, (most ?? 0) - 1))) : workers
        let left = workers.count - shown.count
        return TextTable(
            [.worker, .host, .process, .lanes, .state, .lastWork],
            shown.map { row in
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
        ).text + (left > 0 ? "\n" + LiveWords.moreWorkers(left).text : "")
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
