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

/// What a file of history says of a case that the journal has, too.
package struct StatedCase: Sendable, Encodable {
    /// As of which day.
    package var on: String
    package var file: String
    package var line: Int
    /// As it was published.
    package var status: String

    package init(on: String, file: String, line: Int, status: String) {
        (self.on, self.file, self.line, self.status) = (on, file, line, status)
    }
}

extension HistoryTables {
    /// What files that count say of a case under its number, the oldest statement first.
    ///
    /// - Parameter channel: the one that the case came by.
    package static func statements(
        about id: ComplaintID, channel: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [StatedCase] {
        try connection.execute(
            "statements about a case",
            """
            SELECT coalesce(f.stated_on, f.imported_at::date)::text AS stated_on, f.name, c.line, c.status_published
            FROM history_case c JOIN history_file f ON f.id = c.file_id
            WHERE f.withdrawn_at IS NULL AND EXISTS (SELECT FROM submission s
                WHERE s.channel = $2 AND s.complaint_id = $1 AND s.external_id = CASE
                    WHEN starts_with(c.external_id, $2 || ' ') THEN substr(c.external_id, length($2) + 2)
                    ELSE c.external_id END)
            ORDER BY 1, f.id
            """, [.id(id), .text(channel)]
        ).map { row in
            StatedCase(
                on: row.text("stated_on"), file: row.text("name"), line: row.integer("line"),
                status: row.text("status_published"))
        }
    }

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
