import Foundation
import Synchronization

/// The workers that a rehearsal starts because nobody else has: those that stand beside this program.
final class RehearsalWorkers {
    static let names = ["IntakeWorker", "RoutingWorker", "NotifyWorker", "CaseWorker", "ClockWorker"]
    private var processes: [Process] = []

    /// Starts those of `names` that are not among `running`.
    ///
    /// - Throws: `Failure` `configuration` when a program is missing.
    init(besides running: Set<String>, logs: URL) throws {
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
        var environment = ProcessInfo.processInfo.environment
        environment["LAPOR_OUTBOX_DIR"] = environment["LAPOR_OUTBOX_DIR"] ?? logs.appendingPathComponent("outbox").path
        for name in Self.names where !running.contains(name) {
            let process = Process()
            process.executableURL = folder.appendingPathComponent(name)
            process.environment = environment
            let log = logs.appendingPathComponent("\(name).log")
            guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
                throw Failure(.cannotWrite, CommonWords.cannotWrite(log.path))
            }
            process.standardError = try FileHandle(forWritingTo: log)
            process.standardOutput = FileHandle.nullDevice
            do {
                try process.run()
            } catch {
                throw Failure(.configuration, RehearsalWords.noProgram(name, in: folder.path))
            }
            processes.append(process)
        }
    }

    /// How many were started.
    var count: Int { processes.count }

    /// Stops them in order and waits for their end.
    func stop() {
        for process in processes { process.terminate() }
        for process in processes { process.waitUntilExit() }
        processes = []
    }

    deinit { stop() }
}
