package import Foundation
package import Rabbit
package import TLS
package import Testing

/// A private broker and a private database: those that all tests share, which are there when `scripts/stack.sh env` was
/// evaluated, or some that one suite has for itself.
package struct TestStack: Sendable {
    /// The broker, with its first virtual host.
    package let broker: RabbitAddress
    /// The broker's management API, `http://user:password@host:port`.
    package let management: String
    /// A database whose role may create others.
    package let database: String
    /// The files of its TLS; none when it is spoken to in clear.
    package let files: TLSFiles
    /// What `scripts/stack.sh` calls it, when it was that script which started it.
    package let name: String?
    /// Its folder.
    package let directory: String?

    /// The stack that tests share, or nil.
    package static let current = TestStack(ProcessInfo.processInfo.environment)

    init?(_ environment: [String: String]) {
        let files = TLSFiles(
            authorities: environment["LAPOR_TLS_CA"], certificate: environment["LAPOR_TLS_CERT"],
            key: environment["LAPOR_TLS_KEY"])
        guard let uri = environment["LAPOR_AMQP_URL"], let broker = try? RabbitAddress(uri, files: files),
            let management = environment["LAPOR_MANAGEMENT_URL"], let database = environment["LAPOR_DATABASE_URL"]
        else { return nil }
        self.broker = broker
        self.files = files
        self.management = management
        self.database = database
        name = environment["LAPOR_STACK_NAME"]
        directory = environment["LAPOR_STACK_DIR"]
    }

    /// The stack, for tests that are skipped without one.
    ///
    /// - Throws: `ExpectationFailedError` when there is none.
    package static func required() throws -> TestStack { try #require(current) }

    /// The root of the source tree.
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// How many descriptors this process has open.
    package static var openDescriptors: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1
    }

    /// Runs a command of `scripts/stack.sh` on this stack, such as `restart broker --hard`.
    ///
    /// - Throws: an error when the stack was not started by the script, or the command fails.
    package func script(_ command: String...) throws { _ = try stackScript().run(command) }

    /// Runs `rabbitmqctl` on this stack's node.
    ///
    /// - Throws: an error when the stack was not started by the script, or the command fails.
    package func control(_ arguments: String...) throws { _ = try stackScript().run(["ctl"] + arguments) }

    /// The folder of the stack's folder.
    package var home: String? { directory.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path } }

    private func stackScript() throws -> StackScript {
        StackScript(home: try #require(home), name: try #require(name))
    }

    /// A name nobody else has.
    static func freshName() -> String { "test_" + String(UInt64.random(in: .min ... .max), radix: 36) }
}

extension Trait where Self == ConditionTrait {
    /// Skips tests that need broker or database when there is none.
    package static var stack: ConditionTrait {
        .enabled(if: TestStack.current != nil, "needs broker and database: run 'make test'")
    }
}
