import Foundation
package import Testing

extension TestStack {
    /// The stack that the running suite has for itself, see `Trait.privateServers`.
    @TaskLocal package static var own: TestStack?

    /// Starts both servers in a fresh folder.
    fileprivate static func up(_ options: [String]) throws -> TestStack {
        // Not in a folder of the test's user alone: as root the servers run as another one.
        let home = "\(NSTemporaryDirectory())lapor-own-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        let script = StackScript(home: home, name: "own")
        _ = try script.run(["up"] + options)
        return try #require(TestStack(exports(try script.run(["env"]))), "stack.sh env")
    }

    /// The variables of lines such as `export NAME='value'`.
    private static func exports(_ text: String) -> [String: String] {
        let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].hasPrefix("export ") else { return nil }
            return (String(parts[0].dropFirst(7)), parts[1].trimmingCharacters(in: ["'"]))
        }
        return Dictionary(pairs) { $1 }
    }

    fileprivate func remove() {
        // Throw-away servers: an orderly stop of the broker would take six seconds.
        _ = try? script("kill")
        _ = try? script("down", "--purge")
        if let home { try? FileManager.default.removeItem(atPath: home) }
    }
}

/// Gives a suite a stack of its own, from before its first test to after its last.
package struct PrivateServers: SuiteTrait, TestScoping {
    let hasTLS: Bool
    /// The suite has one, not each test.
    package var isRecursive: Bool { false }

    /// Runs the suite.
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        guard TestStack.current != nil else { return try await function() }
        let stack = try TestStack.up(hasTLS ? ["--tls"] : [])
        defer { stack.remove() }
        try await TestStack.$own.withValue(stack) { try await function() }
    }
}

extension Trait where Self == PrivateServers {
    /// The suite may kill its broker and its database: `TestStack.own`.
    package static var privateServers: PrivateServers { PrivateServers(hasTLS: false) }
    /// The same, by TLS alone, with certificates on both sides.
    package static var privateServersWithTLS: PrivateServers { PrivateServers(hasTLS: true) }
}
