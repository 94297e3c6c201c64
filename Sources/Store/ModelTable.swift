package import Complaints
import Foundation
import Learning
package import Postgres
package import Routing
import Shared

/// Models that were learned here, in the table `model`.
package enum ModelTable {
    /// A model without its weights.
    package struct Entry: Sendable {
        package var id: Int
        package var name: String
        /// Checksum of its file, shortened.
        package var version: String
        package var at: Instant
        package var actor: String
        package var isLive: Bool
        /// JSON: how it and the one before fared on held-back corrections.
        package var figures: String
    }

    /// Newest first.
    package static func all(_ connection: inout PostgresConnection) throws(PostgresError) -> [Entry] {
        try connection.execute(
            "models", "SELECT id, name, version, at, actor, live, figures::text AS figures FROM model ORDER BY id DESC"
        ).map { row in
            Entry(
                id: row.integer("id"), name: row.text("name"), version: row.text("version"), at: row.instant("at"),
                actor: row.text("actor"), isLive: row.boolean("live"), figures: row.text("figures"))
        }
    }

    /// The models that routing reads with: the shipped ones, and the live ones in their place.
    ///
    /// - Throws: `PostgresError`, also when one is damaged.
    package static func models(_ connection: inout PostgresConnection) throws(PostgresError) -> RoutingModels {
        try learned(&connection) { live throws(LearningError) in try RoutingModels(replacing: live) }
    }

    /// One of them by itself, to learn further from.
    ///
    /// - Throws: `PostgresError`, also when it is damaged.
    package static func classifier(
        _ name: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> TextClassifier {
        try learned(&connection) { live throws(LearningError) in
            if let own = live.first(where: { $0.name == name }) { return own }
            return try RoutingModels.shipped(name)
        }
    }

    private static func learned<Result>(
        _ connection: inout PostgresConnection, _ body: ([TextClassifier]) throws(LearningError) -> Result
    ) throws(PostgresError) -> Result {
        let rows = try connection.execute(
            "live models", "SELECT encode(bytes, 'base64') AS bytes FROM model WHERE live")
        do throws(LearningError) {
            var live: [TextClassifier] = []
            for row in rows {
                let bytes = Data(base64Encoded: row.text("bytes"), options: .ignoreUnknownCharacters)
                live.append(try TextClassifier(file: Array(bytes ?? Data())))
            }
            return try body(live)
        } catch {
            throw PostgresError(.abandoned(.fault), in: "models", error.description)
        }
    }

    /// Keeps a model and makes it the live one; running workers read it within half a minute.
    package static func goLive(
        _ model: TextClassifier, at now: Instant, actor: String, figures: String,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.transaction { connection throws(PostgresError) in
            try connection.execute("retire", "UPDATE model SET live = false WHERE name = $1", [.text(model.name)])
            try connection.execute(
                "keep model",
                """
                INSERT INTO model (name, version, actor, figures, bytes, live, at)
                VALUES ($1, $2, $3, $4::json, decode($5, 'base64'), true, $6)
                """,
                [
                    .text(model.name), .text(model.version), .text(actor), .text(figures),
                    .text(Data(model.file).base64EncodedString()), .instant(now),
                ])
            try ReferenceTables.announceChange(&connection)
        }
    }

    /// Makes a model of before the live one, or the shipped one when `id` is nil; false when there is no such model.
    package static func use(
        _ id: Int?, named name: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.transaction { connection throws(PostgresError) in
            let known = try connection.execute(
                "known", "SELECT 1 FROM model WHERE id = $1 AND name = $2", [.integer(Int32(id ?? 0)), .text(name)]
            ).count
            guard id == nil || known == 1 else { return false }
            try connection.execute("retire", "UPDATE model SET live = false WHERE name = $1", [.text(name)])
            try connection.execute("use", "UPDATE model SET live = true WHERE id = $1", [.integer(Int32(id ?? 0))])
            try ReferenceTables.announceChange(&connection)
            return true
        }
    }
}
