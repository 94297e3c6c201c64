public import Foundation
public import Rabbit
public import Testing

/// The private broker and database that tests may use; there is none unless `scripts/stack.sh env` was evaluated.
public struct TestStack: Sendable {
    /// The broker, with its first virtual host.
    public let broker: RabbitAddress
    /// The broker's management API, `http://user:password@host:port`.
    public let management: String
    /// A database whose role may create others.
    public let database: String
    /// What `scripts/stack.sh` calls it, when it was that script which started it.
    public let name: String?
    private let directory: String?

    /// The stack of this process, or nil.
    public static let current = TestStack(ProcessInfo.processInfo.environment)

    private init?(_ environment: [String: String]) {
        guard let uri = environment["LAPOR_AMQP_URL"], let broker = try? RabbitAddress(uri),
            let management = environment["LAPOR_MANAGEMENT_URL"], let database = environment["LAPOR_DATABASE_URL"]
        else { return nil }
        self.broker = broker
        self.management = management
        self.database = database
        name = environment["LAPOR_STACK_NAME"]
        directory = environment["LAPOR_STACK_DIR"]
    }

    /// The stack, for tests that are skipped without one.
    ///
    /// - Throws: `ExpectationFailedError` when there is none.
    public static func required() throws -> TestStack { try #require(current) }

    /// The root of the source tree.
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// How many descriptors this process has open.
    public static var openDescriptors: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1
    }

    /// Runs `rabbitmqctl` on this stack's node and waits for its end.
    ///
    /// - Throws: an error when the stack was not started by the script, or the command fails.
    public func control(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = Self.root.appending(path: "scripts/stack.sh")
        process.arguments = ["--name", try #require(name), "ctl"] + arguments
        let home = URL(fileURLWithPath: try #require(directory)).deletingLastPathComponent().path
        process.environment = ProcessInfo.processInfo.environment.merging(["LAPOR_HOME": home]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "rabbitmqctl \(arguments)")
    }

    /// A name nobody else has.
    static func freshName() -> String { "test_" + String(UInt64.random(in: .min ... .max), radix: 36) }
}

extension Trait where Self == ConditionTrait {
    /// Skips tests that need broker or database when there is none.
    public static var stack: ConditionTrait {
        .enabled(if: TestStack.current != nil, "needs broker and database: run 'make test'")
    }
}
