import Foundation
import Glibc
import Testing

/// `scripts/stack.sh`, for one stack.
struct StackScript {
    /// The folder of the stack's folder.
    let home: String
    let name: String

    /// Runs a command to its end and returns what it wrote.
    ///
    /// - Throws: an error when it fails or takes longer than a minute and a half.
    func run(_ command: [String]) throws -> String {
        let output = FileManager.default.temporaryDirectory.appending(path: "stack-\(UUID().uuidString).txt")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: output) }
        let script = TestStack.root.appending(path: "scripts/stack.sh").path
        let process = try spawn([script, "--name", name] + command, output: output.path)
        // Not by Foundation's `Process`: it takes the servers, which go on, for the script.
        var status: Int32 = 0
        let ended = poll(seconds: 90) { unsafe waitpid(process, &status, WNOHANG) == process }
        if !ended { kill(process, SIGKILL) }
        let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
        try #require(ended && status == 0, "stack.sh \(command): \(text)")
        return text
    }

    private func spawn(_ command: [String], output: String) throws -> pid_t {
        let variables = ProcessInfo.processInfo.environment.merging(["LAPOR_HOME": home]) { $1 }
        let arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        let environment = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { unsafe (arguments + environment).forEach { unsafe free($0) } }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var process = pid_t()
        let code = unsafe posix_spawn(&process, command[0], &actions, nil, arguments, environment)
        try #require(code == 0, "cannot start \(command[0])")
        return process
    }
}
