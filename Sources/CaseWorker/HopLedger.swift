import Complaints
import Postgres
import Store

/// Table `assignment`: who had each case, and who refused it. Routing and its report read it.
enum HopLedger {
    static func store(
        _ applied: [AppliedCommand], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        for one in applied {
            switch one.entry.event {
            case .assigned: try add(one, at: now, &connection)
            case .refused:
                // A desk that refuses never had an assignment: the ledger gets one, so that routing knows.
                if one.before.body == nil { try add(one, at: now, &connection) }
                try refuse(one, at: now, &connection)
            default: break
            }
        }
    }

    private static func add(
        _ one: AppliedCommand, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let details = one.entry.details
        try connection.execute(
            "add hop",
            """
            INSERT INTO assignment (complaint_id, hop, body_code, category_code, confidence, reason, at, decided_by,
                binding, basis)
            VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, 'officer')
            """,
            [
                .id(one.after.id), .integer(Int32(details.hop ?? one.after.hop)),
                .text(details.body ?? "-"), .text(one.after.category), .text(details.reason ?? "-"),
                .instant(now), .text(one.entry.actor),
                .boolean(details.isBinding ?? false),
            ])
    }

    private static func refuse(
        _ one: AppliedCommand, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "refuse hop",
            """
            UPDATE assignment SET refused_at = $3, refused_by = $4, refused_why = $5, suggested = $6
            WHERE complaint_id = $1 AND hop = $2
            """,
            [
                .id(one.after.id), .integer(Int32(one.after.hop)),
                .instant(now), .text(one.entry.actor),
                .text(one.entry.details.reason ?? "-"), .text(one.entry.details.suggested),
            ])
    }
}
