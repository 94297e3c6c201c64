import Foundation
import Testing

/// `scripts/stack.sh`, for one stack.
struct StackScript {
    /// The folder of the stack's folder.
    let home: String
    let name: String

    /// Runs a command to its end and returns what it wrote.
    ///
    /// - Throws: an error when it fails or takes longer than four minutes: the broker's own program starts a machine of
    ///   its own, which takes seconds alone and more than a minute beside all other suites.
    func run(_ command: [String]) throws -> String {
        let output = FileManager.default.temporaryDirectory.appending(path: "stack-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: output) }
        let script = TestStack.root.appending(path: "scripts/stack.sh").path
        let variables = ProcessInfo.processInfo.environment.merging(["LAPOR_HOME": home]) { $1 }
        let child = try Child([script, "--name", name] + command, environment: variables, output: output.path)
        let code = child.wait(seconds: 240)
        let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
        try #require(code == 0, "stack.sh \(command): \(text)")
        return text
    }
}
