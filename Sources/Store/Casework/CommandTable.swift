package import Complaints
package import Contract
package import Postgres

/// A command that has had its outcome.
package struct KnownCommand: Sendable {
    /// What its sender was told.
    package var outcome: CommandOutcome
    /// The case; nil when there was none.
    package var complaint: ComplaintID?

    package init(_ outcome: CommandOutcome, about complaint: ComplaintID?) {
        self.outcome = outcome
        self.complaint = complaint
    }

    /// Whether a command with its key is the same one, come again.
    package func isOf(_ command: CaseCommand, _ id: ComplaintID?) -> Bool {
        outcome.command == command.name && (complaint == nil || complaint == id)
    }
}

/// Table `command`: every command once, with what became of it.
package enum CommandTable {
    /// A command that nobody had seen before.
    package typealias New = (command: CaseCommand, known: KnownCommand)

    /// The outcomes of those keys that are known.
    package static func outcomes(
        of keys: [String], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: KnownCommand] {
        var column = BinaryArray(.text)
        for key in keys { column.append(key) }
        let rows = try connection.execute(
            "known commands",
            """
            SELECT k.key, k.command, c.code, k.version, k.status::text AS status, k.refusal, k.reason, k.complaint_id
            FROM command k LEFT JOIN complaint c ON c.id = k.complaint_id WHERE k.key = ANY ($1)
            """, [.array(column)])
        return rows.reduce(into: [:]) { known, row in
            guard let outcome = CommandOutcome(row) else { return }
            known[outcome.key] = KnownCommand(outcome, about: row.optionalComplaintID("complaint_id"))
        }
    }

    /// Stores new outcomes. A key that another worker stores at the same moment makes the whole batch run again: then it
    /// is known.
    package static func store(
        _ new: [New], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !new.isEmpty else { return }
        var keys = BinaryArray(.text), ids = BinaryArray(.uuid), names = BinaryArray(.text), actors = BinaryArray(.text)
        var versions = BinaryArray(.integer), statuses = BinaryArray(.text), refusals = BinaryArray(.text)
        var reasons = BinaryArray(.text)
        for (command, known) in new.sorted(by: { $0.command.key < $1.command.key }) {
            let outcome = known.outcome
            keys.append(command.key)
            ids.append(known.complaint)
            names.append(command.name.rawValue)
            actors.append("\(command.actor.role.rawValue):\(command.actor.id)")
            if let version = outcome.version { versions.append(Int32(version)) } else { versions.appendNull() }
            statuses.append(outcome.status?.rawValue)
            refusals.append(outcome.refusal?.code.rawValue)
            reasons.append(outcome.refusal?.reason)
        }
        let stored = try connection.execute(
            "store commands",
            """
            INSERT INTO command (key, complaint_id, command, actor, at, version, status, refusal, reason)
            SELECT key, id, name, actor, $9, version, status::case_status, refusal, reason
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                AS u (key, id, name, actor, version, status, refusal, reason)
            ON CONFLICT DO NOTHING
            """,
            [
                .array(keys), .array(ids), .array(names), .array(actors), .array(versions), .array(statuses),
                .array(refusals), .array(reasons), .instant(now),
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
