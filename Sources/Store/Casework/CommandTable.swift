package import Complaints
import Contract
package import Postgres

/// Table `command`: every command once, by who sent it and its key, with what became of it.
package enum CommandTable {
    package typealias New = (command: CaseCommand, known: KnownCommand)

    /// What became of commands with these keys, whoever sent them, by key.
    package static func outcomes(
        of keys: [String], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: [KnownCommand]] {
        let rows = try connection.execute(
            "known commands",
            """
            SELECT k.key, k.sender, k.said, k.put_back, k.actor, k.command, c.code, k.version, k.status::text AS status, k.refusal,
                k.reason, k.complaint_id, k.at
            FROM command k LEFT JOIN complaint c ON c.id = k.complaint_id WHERE k.key = ANY ($1) ORDER BY k.key, k.sender
            """, [.texts(keys)])
        return rows.reduce(into: [:]) { known, row in
            guard let command = KnownCommand(row) else { return }
            known[command.outcome.key, default: []].append(command)
        }
    }

    /// The same, of those whose outcome will always be this one.
    package static func settled(
        _ keys: [String], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: [KnownCommand]] {
        try outcomes(of: keys, &connection).mapValues { $0.filter(\.isFinal) }
    }

    /// Stores new outcomes; they take the place of those that were not final. One that another worker stores at the same moment
    /// makes the whole batch run again: then it is known.
    package static func store(
        _ new: [New], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !new.isEmpty else { return }
        let sorted = new.sorted { ($0.command.key, $0.known.sender ?? "") < ($1.command.key, $1.known.sender ?? "") }
        let stored = try connection.execute(
            "store commands",
            """
            INSERT INTO command (key, complaint_id, command, actor, at, version, status, refusal, reason, sender, said, put_back)
            SELECT key, id, name, actor, $9, version, status::case_status, refusal, reason, sender, said, put_back
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $10, $11, $12)
                AS u (key, id, name, actor, version, status, refusal, reason, sender, said, put_back)
            ON CONFLICT (key, sender) DO UPDATE SET complaint_id = excluded.complaint_id, command = excluded.command,
                actor = excluded.actor, at = excluded.at, version = excluded.version, status = excluded.status,
                refusal = excluded.refusal, reason = excluded.reason, said = excluded.said, put_back = excluded.put_back
            WHERE command.complaint_id IS NULL
            """,
            [
                .texts(sorted) { $0.command.key }, .ids(sorted) { $0.known.complaint },
                .texts(sorted) { $0.command.name.rawValue },
                .texts(sorted) { "\($0.command.actor.role.rawValue):\($0.command.actor.id)" },
                .integers(sorted) { $0.known.outcome.version }, .texts(sorted) { $0.known.outcome.status?.rawValue },
                .texts(sorted) { $0.known.outcome.refusal?.code.rawValue },
                .texts(sorted) { $0.known.outcome.refusal?.reason }, .instant(now),
                .texts(sorted) { $0.known.sender ?? "" }, .bigints(sorted) { $0.known.said },
                .booleans(sorted) { $0.known.isPutBack },
            ]
        ).affectedRows
        guard stored == new.count else {
            throw PostgresError(.abandoned(.conflict), in: "store commands", "another worker has one of them")
        }
    }
}

extension CommandOutcome {
    /// Nil for a command that this program does not know.
    fileprivate init?(_ row: Row) {
        guard let name = CommandName(rawValue: row.text("command")) else { return nil }
        self.init(
            key: row.text("key"), command: name, code: row.optionalText("code"),
            version: row.optionalInteger("version"),
            status: row.optionalText("status").flatMap { CaseStatus(rawValue: $0) },
            refusal: row.optionalText("refusal").flatMap { CommandRefusal.Code(rawValue: $0) }
                .map { CommandRefusal($0, row.optionalText("reason") ?? "") })
    }
}

extension KnownCommand {
    /// Nil for a command that this program does not know.
    fileprivate init?(_ row: Row) {
        guard let outcome = CommandOutcome(row) else { return nil }
        self.init(outcome, about: row.optionalComplaintID("complaint_id"))
        at = row.instant("at")
        sender = row.text("sender").isEmpty ? nil : row.text("sender")
        said = row.optionalInteger("said").map { Int64($0) }
        role = CaseRole(rawValue: String(row.text("actor").prefix { $0 != ":" }))
        isPutBack = row.boolean("put_back")
    }
}
