package import Complaints
package import Postgres

/// Table `retention_hold`: which cases stay whatever the rules of retention say.
package enum RetentionHoldTable {
    /// A case that is held, with its tracking code.
    package struct Listed: Sendable {
        package var code: String
        package var hold: RetentionHold
    }

    /// What was said last of each of these cases.
    package static func newest(
        of ids: some Sequence<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: RetentionHold] {
        try connection.execute(
            "holds of cases",
            """
            SELECT DISTINCT ON (complaint_id) complaint_id, held, at, actor, reason FROM retention_hold
            WHERE complaint_id = ANY ($1) ORDER BY complaint_id, id DESC
            """, [.ids(ids)]
        ).reduce(into: [:]) { $0[$1.complaintID("complaint_id")] = RetentionHold($1) }
    }

    /// Notes that a case is held, or released; whoever erases it waits, and sees it.
    ///
    /// - Returns: whether it says something else than what was said last.
    package static func note(
        _ hold: RetentionHold, of id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.transaction { connection throws(PostgresError) in
            _ = try CaseTable.lock([id], &connection)
            // Who releases what is not held says that it is done at the Ombudsman.
            if hold.isHeld, try newest(of: [id], &connection)[id]?.isHeld == true { return false }
            try connection.execute(
                "note hold",
                "INSERT INTO retention_hold (complaint_id, held, at, actor, reason) VALUES ($1, $2, $3, $4, $5)",
                [.id(id), .boolean(hold.isHeld), .instant(hold.at), .text(hold.actor), .text(hold.reason)])
            return true
        }
    }

    /// All that are held, the longest first.
    package static func held(_ connection: inout PostgresConnection) throws(PostgresError) -> [Listed] {
        try connection.execute(
            "held cases",
            """
            SELECT c.code, h.held, h.at, h.actor, h.reason
            FROM (SELECT DISTINCT ON (complaint_id) * FROM retention_hold ORDER BY complaint_id, id DESC) h
            JOIN complaint c ON c.id = h.complaint_id WHERE h.held ORDER BY h.at, c.code
            """
        ).map { Listed(code: $0.text("code"), hold: RetentionHold($0)) }
    }
}

extension RetentionHold {
    fileprivate init(_ row: Row) {
        self.init(
            isHeld: row.boolean("held"), at: row.instant("at"), actor: row.text("actor"), reason: row.text("reason"))
    }
}
