package import Complaints
package import Contract
import Foundation
package import Postgres
import Rabbit
import Shared
import Store

/// Publishes commands, and looks what came of them.
package enum CommandSender {
    /// Milliseconds between two looks.
    private static let pause = 20

    /// Publishes one command and returns when the broker has it.
    ///
    /// - Throws: `SettingError` or `RabbitError`.
    package static func send(_ command: CaseCommand) throws {
        var connection = try RabbitConnection(to: try Connections.broker())
        try connection.selectConfirms()
        try connection.publish(
            Publication(
                exchange: Topology.caseworkExchange, routingKey: command.routingKey,
                properties: MessageProperties(
                    contentType: "application/cloudevents+json", messageID: command.key),
                body: command.json(at: .now)))
        try connection.waitForConfirms(milliseconds: 10_000)
    }

    /// Waits until CaseWorker has stored the outcome.
    ///
    /// - Throws: `PostgresError`; `Failure` `notYet`.
    package static func waitForOutcome(
        of command: CaseCommand, seconds: Int, _ database: inout PostgresConnection
    ) throws -> CommandOutcome {
        for _ in 0..<max(1, seconds * 1000 / pause) {
            if let outcome = try CommandTable.outcomes(of: [command.key], &database)[command.key]?.outcome {
                guard outcome.isOf(command) else { throw Failure(.badData, CommandOutcome.keyTaken.reason) }
                return outcome
            }
            usleep(UInt32(pause * 1000))
        }
        throw Failure(
            .notYet, "no outcome within \(seconds) s; it is queued: send it again with --id \(command.key) to ask again"
        )
    }
}
