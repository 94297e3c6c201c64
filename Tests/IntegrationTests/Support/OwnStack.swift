import Foundation
import Glibc
import Rabbit
import SharedTestKit
import Testing

/// A broker and a database that belong to one suite, so that it may kill them.
struct OwnStack: Sendable {
    let broker: RabbitAddress
    let management: String
    let database: String
    private let home: String

    @TaskLocal static var current: OwnStack?

    /// Starts both servers in a fresh folder.
    fileprivate static func up() throws -> OwnStack {
        let home = "/tmp/lapor-faults-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        _ = try script(home, ["up"])
        let environment = try script(home, ["env"])
        func value(_ name: String) throws -> String {
            let line = environment.split(separator: "\n").first { $0.hasPrefix("export \(name)=") }
            return try #require(line.map { $0.split(separator: "'")[1] }.map(String.init), "stack.sh env: \(name)")
        }
        return OwnStack(
            broker: try RabbitAddress(try value("LAPOR_AMQP_URL")), management: try value("LAPOR_MANAGEMENT_URL"),
            database: try value("LAPOR_DATABASE_URL"), home: home)
    }

    fileprivate func remove() {
        _ = try? Self.script(home, ["kill"])
        _ = try? Self.script(home, ["down", "--purge"])
        try? FileManager.default.removeItem(atPath: home)
    }

    /// Runs `scripts/stack.sh`, such as `restart broker --hard`.
    func control(_ arguments: String...) throws { _ = try Self.script(home, arguments) }

    private static func script(_ home: String, _ arguments: [String]) throws -> String {
        let output = FileManager.default.temporaryDirectory.appending(path: "stack-\(UUID().uuidString).txt")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: output) }
        let command = [TestStack.root.appending(path: "scripts/stack.sh").path] + arguments + ["--name", "faults"]
        let process = try spawn(command, ["LAPOR_HOME": home], output: output.path)
        // Not by Foundation's `Process`: it takes the servers, which go on, for the script.
        var status: Int32 = 0
        let ended = poll(seconds: 90) { waitpid(process, &status, WNOHANG) == process }
        if !ended { kill(process, SIGKILL) }
        let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
        try #require(ended && status == 0, "stack.sh \(arguments): \(text)")
        return text
    }

    private static func spawn(_ command: [String], _ changes: [String: String], output: String) throws -> pid_t {
        let environment = ProcessInfo.processInfo.environment.merging(changes) { $1 }.map { "\($0.key)=\($0.value)" }
        let arguments = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup($0) } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var process = pid_t()
        let code = posix_spawn(&process, command[0], &actions, nil, arguments, variables)
        try #require(code == 0, "cannot start \(command[0])")
        return process
    }
}

/// Gives a suite an `OwnStack`, from before its first test to after its last.
struct WithOwnStack: SuiteTrait, TestScoping {
    var isRecursive: Bool { false }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        guard TestStack.current != nil else { return try await function() }
        let stack = try OwnStack.up()
        defer { stack.remove() }
        try await OwnStack.$current.withValue(stack) { try await function() }
    }
}

extension Trait where Self == WithOwnStack {
    static var ownStack: WithOwnStack { WithOwnStack() }
}
