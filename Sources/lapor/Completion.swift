import ArgumentParser
import Foundation
import Postgres
import Rabbit
import Shared

/// Waits until nothing is on its way any more.
struct Completion {
    private static let patience = 120
    private let broker: RabbitAddress
    private let databaseURL: String

    init() throws {
        broker = try Connections.broker()
        databaseURL = try Connections.databaseURL()
    }

    /// - Throws: `ValidationError` when it takes longer than two minutes, saying what is left.
    func wait() throws {
        var quietSince: Int?
        for second in 0..<Self.patience * 5 {
            if try left().isEmpty {
                quietSince = quietSince ?? second
                if second - (quietSince ?? second) >= 5 { return }
            } else {
                quietSince = nil
            }
            Thread.sleep(forTimeInterval: 0.2)
        }
        throw ValidationError("still on its way after \(Self.patience) s: \(try left().joined(separator: ", "))")
    }

    /// What is on its way.
    private func left() throws -> [String] {
        var connection = try RabbitConnection(to: broker)
        var left: [String] = []
        for queue in ["intake", "routing", "notify"] {
            let count = try connection.messageCount(of: queue)
            if count > 0 { left.append("\(count) messages in \(queue)") }
        }
        var database = try PostgresConnection(to: databaseURL)
        let rows = try database.execute(
            "left",
            """
            SELECT (SELECT count(*) FROM complaint WHERE version = 1),
                (SELECT count(*) FROM notification WHERE state = 'claimed')
            """)
        for (column, name) in ["complaints not routed", "notifications being sent"].enumerated()
        where rows.integer(0, column) > 0 {
            left.append("\(rows.integer(0, column)) \(name)")
        }
        return left
    }
}
