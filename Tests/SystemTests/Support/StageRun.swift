import Foundation
import Logging
import Ops
import Shared
import TestKit
import Testing

@testable import CaseWorker
@testable import ClockWorker
@testable import IntakeWorker
@testable import NotifyWorker
@testable import RoutingWorker
@testable import WebhookWorker

/// A worker that runs in the test's own process: with the settings, the lanes and the log that it has as a program. What
/// belongs to a process of its own (signals, exit codes, health pages, kill points) is tested with a `Program`.
final class StageRun {
    let name: String
    private let log: URL
    private let roster: LaneRoster
    private var lanes: [LaneStatus] { roster.statuses }
    private let running = DispatchGroup()

    private static let processes = Dictionary(
        uniqueKeysWithValues: [
            IntakeWorker.process, RoutingWorker.process, CaseWorker.process, NotifyWorker.process, ClockWorker.process,
            WebhookWorker.process,
        ].map { ($0.name, $0) })
    /// Settings that say nothing to lanes.
    private static let ofProcesses = [SettingKey.opsPort.name, SettingKey.opsHost.name, KillPoint.variable]

    /// Starts the worker that is called `name`.
    init(_ name: String, environment: [String: String], log: URL) throws {
        self.name = name
        self.log = log
        let process = try #require(Self.processes[name])
        try #require(Self.ofProcesses.allSatisfy { environment[$0] == nil }, "needs a process of its own")
        let stream = try LogFile(log)
        let preparation = try WorkerProcess.Preparation(of: process, Environment(environment)) {
            LineLogHandler(program: $0, format: .text, write: { stream.write($0) })
        }
        let prepared = try process.prepare(preparation)
        roster = LaneRoster(prepared.members)
        let group = preparation.group(roster, prepared.scout)
        running.enter()
        Task { [running] in
            do {
                try await group.run()
            } catch {
                Issue.record(error)
            }
            running.leave()
        }
    }

    /// Whether all its lanes take work.
    var isReady: Bool { lanes.allSatisfy(\.isReady) }

    var isRunning: Bool { running.wait(timeout: .now()) == .timedOut }

    /// Whether it says within seconds that it does not work, and why.
    func refuses(because reason: String) -> Bool {
        poll(seconds: 20) { output.contains("stage stopped") && output.contains(reason) } && !isReady
    }

    func requestStop() { roster.stop() }

    /// Checks that it ends in order, within the time that a process has for it.
    func awaitEnd(_ location: SourceLocation = #_sourceLocation) {
        let ended = running.wait(timeout: .now() + 24) == .success
        #expect(ended, "\(name) does not end: \(output.suffix(500))", sourceLocation: location)
    }

    /// What it has written so far.
    var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }
}

/// A file that several lanes write lines to.
private struct LogFile: Sendable {
    private let file: FileHandle

    init(_ url: URL) throws {
        _ = FileManager.default.createFile(atPath: url.path, contents: nil)
        file = try FileHandle(forWritingTo: url)
    }

    func write(_ line: String) { try? file.write(contentsOf: Data(line.utf8)) }
}
