package import Complaints
package import Postgres
import Routing

/// Table `assignment`: who had each case, and who refused it. Routing and its report read it.
package enum HopLedger {
    package static func store(
        _ applied: [AppliedCommand], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        for command in applied {
            if command.opensHop { try open(command, at: now, &connection) }
            if command.entry.event == .refused { try refuse(command, at: now, &connection) }
        }
    }

    static func open(_ routed: [RoutedComplaint], _ connection: inout PostgresConnection) throws(PostgresError) {
        var rows = CopyRows(columns: 8)
        for step in routed where step.decision.event == .assigned {
            let grounds = step.decision.grounds
            rows.beginRow()
            rows.append(step.complaint.id)
            rows.append(Int16(step.hop))
            rows.append(step.decision.bodyCode)
            rows.append(step.decision.categoryCode)
            rows.append(step.entry.at)
            rows.append(grounds.basis?.rawValue)
            rows.append(grounds.versionedRule)
            rows.append(grounds.basis == .model ? grounds.models.first : nil)
        }
        try connection.copy(
            into: "assignment (complaint_id, hop, body_code, category_code, at, basis, rule, model)", rows)
    }

    private static func open(
        _ applied: AppliedCommand, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let details = applied.entry.details
        try connection.execute(
            "open hop",
            """
            INSERT INTO assignment (complaint_id, hop, body_code, category_code, at, decided_by, binding, basis)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'officer')
            """,
            [
                .id(applied.after.id), .integer(Int32(details.hop ?? applied.after.hop)),
                .text(details.body ?? "-"), .text(applied.after.category),
                .instant(now), .text(applied.entry.actor), .boolean(details.isBinding ?? false),
            ])
    }

    private static func refuse(
        _ applied: AppliedCommand, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "refuse hop",
            """
            UPDATE assignment SET refused_at = $3, refused_by = $4, refused_why = $5, suggested = $6
            WHERE complaint_id = $1 AND hop = $2
            """,
            [
                .id(applied.after.id), .integer(Int32(applied.after.hop)), .instant(now), .text(applied.entry.actor),
                .text(applied.entry.details.reason ?? "-"), .text(applied.entry.details.suggested),
            ])
    }
}

extension AppliedCommand {
    /// A desk that refuses never had an assignment: the ledger gets one, so that routing knows.
    fileprivate var opensHop: Bool {
        entry.event == .assigned || entry.event == .refused && before.body == nil
    }
}
