package import Complaints
package import Postgres

/// A file of history as it was imported, and whether it still counts.
package struct HistoryStatement: Sendable, Equatable {
    package struct Withdrawal: Sendable, Equatable {
        package var at: Instant
        package var by: String
        package var why: String
    }

    package var id: Int
    package var name: String
    /// `cases` or `table`.
    package var kind: String
    /// As of when it speaks; nil: nobody knows.
    package var statedOn: CivilDate?
    package var importedAt: Instant
    /// Nil: it was imported before this was noted.
    package var importedBy: String?
    package var rows: Int
    /// Nil: it counts.
    package var withdrawn: Withdrawal?
}

extension HistoryTables {
    /// All files that were ever imported, the oldest first.
    package static func statements(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [HistoryStatement] {
        try connection.execute(
            "history files",
            """
            SELECT id, name, kind, stated_on::text AS stated_on, imported_at, imported_by, rows, withdrawn_at, withdrawn_by,
                withdrawn_why
            FROM history_file ORDER BY id
            """
        ).map { row in
            HistoryStatement(
                id: row.integer("id"), name: row.text("name"), kind: row.text("kind"),
                statedOn: row.optionalText("stated_on").flatMap(CivilDate.init(iso:)),
                importedAt: row.instant("imported_at"), importedBy: row.optionalText("imported_by"),
                rows: row.integer("rows"),
                withdrawn: row.optionalInstant("withdrawn_at").map {
                    .init(at: $0, by: row.text("withdrawn_by"), why: row.text("withdrawn_why"))
                })
        }
    }

    /// Takes a file out of all figures; its rows stay, and who did it and why. Twice changes nothing.
    ///
    /// - Returns: whether it still counted.
    package static func withdraw(
        _ id: Int, by actor: String, why: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.execute(
            "withdraw history file",
            """
            UPDATE history_file SET (withdrawn_at, withdrawn_by, withdrawn_why) = ($2, $3, $4)
            WHERE id = $1 AND withdrawn_at IS NULL RETURNING id
            """, [.integer(Int32(id)), .instant(now), .text(actor), .text(why)]
        ).count == 1
    }
}
