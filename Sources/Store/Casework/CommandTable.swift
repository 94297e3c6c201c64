package import Complaints
package import Contract
package import Postgres

/// A command that has had its outcome.
package struct KnownCommand: Sendable {
    package var outcome: CommandOutcome
    /// The case; nil when there was none, or none that it was to follow.
    package var complaint: ComplaintID?
    /// When it had the outcome; nil: now.
    package var at: Instant?

    package init(_ outcome: CommandOutcome, about complaint: ComplaintID?) {
        self.outcome = outcome
        self.complaint = complaint
    }

    /// Whether the same command will always have this outcome: what was not there may come.
    package var isFinal: Bool { complaint != nil }

    /// The same, of a command whose case was not looked up.
    package func isOf(_ command: CaseCommand) -> Bool {
        guard case .id(let id) = command.target else { return outcome.isOf(command) }
        return isOf(command, id)
    }

    /// Whether a command with its key is the same one, come again.
    package func isOf(_ command: CaseCommand, _ id: ComplaintID?) -> Bool {
        outcome.command == command.name && (complaint == nil || complaint == id)
    }
}

/// Table `command`: every command once, with what became of it.
package enum CommandTable {
    package typealias New = (command: CaseCommand, known: KnownCommand)

    package static func outcomes(
        of keys: [String], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: KnownCommand] {
        let rows = try connection.execute(
            "known commands",
            """
            SELECT k.key, k.command, c.code, k.version, k.status::text AS status, k.refusal, k.reason, k.complaint_id, k.at
            FROM command k LEFT JOIN complaint c ON c.id = k.complaint_id WHERE k.key = ANY ($1)
            """, [.texts(keys)])
        return rows.reduce(into: [:]) { known, row in
            guard let outcome = CommandOutcome(row) else { return }
            known[outcome.key] = KnownCommand(outcome, about: row.optionalComplaintID("complaint_id"))
            known[outcome.key]?.at = row.instant("at")
        }
    }

    /// Stores new outcomes; they take the place of those that were not final. A key that another worker stores at the same moment makes the whole batch run again: then it
    /// is known.
    package static func store(
        _ new: [New], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !new.isEmpty else { return }
        let sorted = new.sorted { $0.command.key < $1.command.key }
        let stored = try connection.execute(
            "store commands",
            """
            INSERT INTO command (key, complaint_id, command, actor, at, version, status, refusal, reason)
            SELECT key, id, name, actor, $9, version, status::case_status, refusal, reason
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                AS u (key, id, name, actor, version, status, refusal, reason)
            ON CONFLICT (key) DO UPDATE SET complaint_id = excluded.complaint_id, command = excluded.command,
                actor = excluded.actor, at = excluded.at, version = excluded.version, status = excluded.status,
                refusal = excluded.refusal, reason = excluded.reason
            WHERE command.complaint_id IS NULL
            """,
            [
                .texts(sorted) { $0.command.key }, .ids(sorted) { $0.known.complaint },
                .texts(sorted) { $0.command.name.rawValue },
                .texts(sorted) { "\($0.command.actor.role.rawValue):\($0.command.actor.id)" },
                .integers(sorted) { $0.known.outcome.version }, .texts(sorted) { $0.known.outcome.status?.rawValue },
                .texts(sorted) { $0.known.outcome.refusal?.code.rawValue },
                .texts(sorted) { $0.known.outcome.refusal?.reason }, .instant(now),
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
