import Complaints
import Contract
import Foundation
import Postgres
import Rabbit
import Shared

/// Publishes commands, and looks what came of them.
enum CommandSender {
    /// Milliseconds between two looks.
    private static let pause = 20

    /// Publishes one command and returns when the broker has it.
    ///
    /// - Throws: `SettingError` or `RabbitError`.
    static func send(_ command: CaseCommand) throws {
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
    static func waitForOutcome(
        of command: CaseCommand, seconds: Int, _ database: inout PostgresConnection
    ) throws -> CommandOutcome {
        for _ in 0..<max(1, seconds * 1000 / pause) {
            if let outcome = try outcome(of: command, &database) {
                guard outcome.isOf(command) else { throw Failure(.badData, CommandOutcome.keyTaken.reason) }
                return outcome
            }
            usleep(UInt32(pause * 1000))
        }
        throw Failure(
            .notYet, "no outcome within \(seconds) s; it is queued: send it again with --id \(command.key) to ask again"
        )
    }

    private static func outcome(
        of command: CaseCommand, _ database: inout PostgresConnection
    ) throws(PostgresError) -> CommandOutcome? {
        let rows = try database.execute(
            "outcome",
            """
            SELECT c.code, k.version, k.status::text, k.refusal, k.reason, k.command FROM command k
            LEFT JOIN complaint c ON c.id = k.complaint_id WHERE k.key = $1
            """, [.text(command.key)])
        guard rows.count == 1, let name = CommandName(rawValue: rows.text(0, 5)) else { return nil }
        return CommandOutcome(
            key: command.key, command: name, code: rows.optionalText(0, 0),
            version: rows.isNull(0, 1) ? nil : Int(rows.integer(0, 1)),
            status: rows.optionalText(0, 2).flatMap { CaseStatus(rawValue: $0) },
            refusal: rows.optionalText(0, 3).flatMap { CommandRefusal.Code(rawValue: $0) }
                .map { CommandRefusal($0, rows.optionalText(0, 4) ?? "") })
    }
}
