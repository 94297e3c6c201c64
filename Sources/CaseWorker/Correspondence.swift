import Complaints
import Postgres
import Store

/// Table `correspondence`: what officers and reporters write to each other.
enum Correspondence {
    /// Cases with the same words that are counted; who has pasted more has pasted this many.
    private static let mostCounted = 1000

    /// In how many cases the words of these commands stand already, by fingerprint.
    static func counts(
        of commands: [CaseCommand], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Int64: Int] {
        let prints = Set(commands.compactMap(\.officersFingerprint))
        guard !prints.isEmpty else { return [:] }
        var column = BinaryArray(.bigint)
        for print in prints { column.append(print) }
        let rows = try connection.execute(
            "pasted",
            """
            SELECT f.print, n.cases FROM unnest($1) AS f (print) CROSS JOIN LATERAL (SELECT count(*) AS cases
                FROM (SELECT DISTINCT complaint_id FROM correspondence WHERE fingerprint = f.print LIMIT $2) AS c) AS n
            """, [.array(column), .bigint(Int64(mostCounted))])
        var counts: [Int64: Int] = [:]
        for row in 0..<rows.count { counts[rows.integer(row, 0)] = Int(rows.integer(row, 1)) }
        return counts
    }

    /// Those words among what the commands bring that are kept already and wait, with their cases.
    static func waiting(
        for commands: [CaseCommand], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ComplaintID] {
        let kept = commands.compactMap(\.correspondence)
        guard !kept.isEmpty else { return [:] }
        let rows = try connection.execute(
            "waiting words",
            "SELECT id, complaint_id FROM correspondence WHERE id = ANY ($1) AND version IS NULL",
            [.array(BinaryArray(ids: Set(kept)))])
        var waiting: [ComplaintID: ComplaintID] = [:]
        for row in 0..<rows.count { waiting[rows.complaintID(row, 0)] = rows.complaintID(row, 1) }
        return waiting
    }

    /// Keeps the words of commands that were carried out; words that are kept already are given their place.
    static func store(
        _ applied: [AppliedCommand], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try storeNew(applied.filter { $0.command.correspondence == nil }, at: now, &connection)
        for one in applied {
            guard let kept = one.command.correspondence else { continue }
            try connection.execute(
                "place correspondence",
                "UPDATE correspondence SET version = $2 WHERE id = $1 AND complaint_id = $3",
                [
                    .id(kept), .integer(Int32(one.entry.version)),
                    .id(one.after.id),
                ])
        }
    }

    private static func storeNew(
        _ applied: [AppliedCommand], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var rows = CopyRows(columns: 8)
        for one in applied {
            guard let words = one.command.words else { continue }
            let id = one.correspondenceID
            rows.beginRow()
            rows.append(id)
            rows.append(one.after.id)
            rows.append(Int32(one.entry.version))
            rows.append(now)
            rows.append(one.command.actor.role.rawValue)
            rows.append(words)
            rows.append(one.after.body ?? one.after.desk)
            if let print = one.command.officersFingerprint { rows.append(print) } else { rows.appendNull() }
        }
        guard rows.count > 0 else { return }
        try connection.copy(
            into: "correspondence (id, complaint_id, version, at, role, text, body_code, fingerprint)", rows)
    }
}

extension AppliedCommand {
    /// Derived from case and version: the same words of the same command have the same id.
    fileprivate var correspondenceID: ComplaintID {
        var hash = SipHash(key: SipHashKey(k0: after.id.high, k1: after.id.low))
        hash.append(bigEndian: UInt64(entry.version))
        return ComplaintID(high: after.id.high, low: hash.finalized())
    }
}
