import Foundation
import Glibc
import TestKit
import Testing

/// A built program that runs as a process of its own.
final class Program {
    /// What it writes, to either stream.
    let log: URL
    let name: String
    private let child: Child

    /// Starts the program `name` that was built beside the tests.
    init(_ name: String, _ arguments: [String] = [], environment: [String: String], log: URL) throws {
        self.name = name
        self.log = log
        let base = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LAPOR_") }
        child = try Child(
            [Self.folder.appending(path: name).path] + arguments, environment: base.merging(environment) { $1 },
            in: log.deletingLastPathComponent(), output: log.path)
    }

    /// Where the build put the programs: beside the test bundle, which runs as a program itself on Linux.
    static let folder: URL = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? own
        return URL(fileURLWithPath: bundle).deletingLastPathComponent()
    }()

    var processID: Int32 { child.processID }
    var isRunning: Bool { child.isRunning }

    /// kill -9, and waits until it is gone.
    func kill() throws {
        child.kill()
        try #require(!isRunning, "\(name) survives kill -9")
    }

    func terminate() { child.signal(SIGTERM) }

    /// Its exit code, or nil when it still runs after `seconds`. A death by signal is the signal's number, negated.
    func waitForEnd(seconds: Double) -> Int32? { child.wait(seconds: seconds) }

    /// Checks that it ends with code 0, within the time that it has for it.
    func awaitEnd(_ location: SourceLocation = #_sourceLocation) {
        let code = waitForEnd(seconds: 25)
        #expect(
            code == 0, "\(name) ended with \(String(describing: code)): \(output.suffix(500))", sourceLocation: location
        )
    }

    /// Asks it to end by SIGTERM, and checks that it does.
    func stop(_ location: SourceLocation = #_sourceLocation) {
        terminate()
        awaitEnd(location)
    }

    /// What it has written so far.
    var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// CPU seconds used so far, by user and system.
    var cpuSeconds: Double {
        let text = (try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)) ?? ""
        let fields = text.split(separator: ")").last?.split(separator: " ").map(String.init) ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return .nan }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}

extension Program {
    /// The worker's port, which it chooses itself and tells its log.
    func opsPort() throws -> Int {
        var port: Int?
        _ = poll(seconds: 20) {
            port = output.firstMatch(of: #/listening on 127\.0\.0\.1:(\d+)/#).flatMap { Int($0.1) }
            return port != nil
        }
        return try #require(port, "\(output)")
    }
}
