package import Complaints
package import Postgres

/// Table `decree`: which decree names who runs a body's complaint desk.
package enum DecreeTable {
    package struct Recorded: Sendable {
        package var body: String
        package var decree: Decree
        package var document: String?
        package var endReason: String?

        package init(body: String, decree: Decree, document: String?, endReason: String? = nil) {
            (self.body, self.decree, self.document, self.endReason) = (body, decree, document, endReason)
        }
    }

    /// Decrees of a body, or of all; the newest of each first.
    package static func recorded(
        for body: String?, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Recorded] {
        try connection.execute(
            "decrees of body",
            """
            SELECT body_code, number, issued, least(valid_until, ended) AS until, document, end_reason FROM decree
            WHERE $1::text IS NULL OR body_code = $1 ORDER BY body_code, issued DESC, id DESC
            """, [.text(body)]
        ).map { row in
            Recorded(
                body: row.text("body_code"),
                decree: Decree(row.text("number"), issued: row.date("issued"), until: row.optionalDate("until")),
                document: row.optionalText("document"), endReason: row.optionalText("end_reason"))
        }
    }

    /// Records one; false when the body has one of that number.
    package static func add(
        _ new: Recorded, at now: Instant, by actor: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.execute(
            "add decree",
            """
            INSERT INTO decree (body_code, number, issued, valid_until, document, recorded_at, recorded_by)
            VALUES ($1, $2, $3::text::date, $4::text::date, $5, $6, $7) ON CONFLICT DO NOTHING
            """,
            [
                .text(new.body), .text(new.decree.number), .day(new.decree.issued), .day(new.decree.until),
                .text(new.document), .instant(now), .text(actor),
            ]
        ).affectedRows == 1
    }

    /// Ends one before its time; false when the body has none that was issued by `last` and not ended before.
    package static func end(
        _ number: String, of body: String, on last: CivilDate, reason: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.execute(
            "end decree",
            """
            UPDATE decree SET ended = $3::text::date, end_reason = $4
            WHERE body_code = $1 AND number = $2 AND ended IS NULL AND issued <= $3::text::date
            """, [.text(body), .text(number), .day(last), .text(reason)]
        ).affectedRows == 1
    }
}
