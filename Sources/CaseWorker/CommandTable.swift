import Complaints
import Contract
import Postgres
import Store

/// A command that has had its outcome.
struct KnownCommand {
    /// What its sender was told.
    var outcome: CommandOutcome
    /// The case; nil when there was none.
    var complaint: ComplaintID?

    /// Whether a command with its key is the same one, come again.
    func isOf(_ command: CaseCommand, _ id: ComplaintID?) -> Bool {
        outcome.command == command.name && (complaint == nil || complaint == id)
    }
}

/// Table `command`: every command once, with what became of it.
enum CommandTable {
    /// Outcomes of those keys that are known.
    static func known(
        _ keys: [String], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: KnownCommand] {
        var column = BinaryArray(.text)
        for key in keys { column.append(key) }
        let rows = try connection.execute(
            "known commands",
            """
            SELECT k.key, k.command, c.code, k.version, k.status::text, k.refusal, k.reason, k.complaint_id
            FROM command k LEFT JOIN complaint c ON c.id = k.complaint_id WHERE k.key = ANY ($1)
            """, [.array(column)])
        var known: [String: KnownCommand] = [:]
        for row in 0..<rows.count {
            guard let name = CommandName(rawValue: rows.text(row, 1)) else { continue }
            let outcome = CommandOutcome(
                key: rows.text(row, 0), command: name, code: rows.optionalText(row, 2),
                version: rows.isNull(row, 3) ? nil : Int(rows.integer(row, 3)),
                status: rows.optionalText(row, 4).flatMap { CaseStatus(rawValue: $0) },
                refusal: rows.optionalText(row, 5).flatMap { CommandRefusal.Code(rawValue: $0) }
                    .map { CommandRefusal($0, rows.optionalText(row, 6) ?? "") })
            known[outcome.key] = KnownCommand(
                outcome: outcome, complaint: rows.isNull(row, 7) ? nil : rows.complaintID(row, 7))
        }
        return known
    }

    /// Stores new outcomes. A key that another worker stores at the same moment makes the whole batch run again: then it
    /// is known.
    static func store(
        _ fresh: [(command: CaseCommand, complaint: ComplaintID?, outcome: CommandOutcome)], at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !fresh.isEmpty else { return }
        var keys = BinaryArray(.text), ids = BinaryArray(.uuid), names = BinaryArray(.text), actors = BinaryArray(.text)
        var versions = BinaryArray(.integer), statuses = BinaryArray(.text), refusals = BinaryArray(.text)
        var reasons = BinaryArray(.text)
        for (command, complaint, outcome) in fresh.sorted(by: { $0.command.key < $1.command.key }) {
            keys.append(command.key)
            if let complaint { ids.append(complaint) } else { ids.appendNull() }
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
        guard stored == fresh.count else {
            throw PostgresError(.abandoned(.conflict), in: "store commands", "another worker has one of them")
        }
    }
}
