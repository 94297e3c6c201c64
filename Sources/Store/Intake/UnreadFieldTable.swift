package import Complaints
package import Postgres

/// Table `unread_field`: optional fields of submissions that could not be read. What was sent may be personal.
package enum UnreadFieldTable {
    package struct Listed: Sendable {
        package var field: String
        /// Why, as of a parked message.
        package var code: String
        /// What was sent, as JSON. Personal data.
        package var sent: String
        /// When another value was given in its place; nil: not yet.
        package var mendedAt: Instant?

        package init(field: String, code: String, sent: String, mendedAt: Instant? = nil) {
            (self.field, self.code, self.sent, self.mendedAt) = (field, code, sent, mendedAt)
        }
    }

    /// - Parameter rows: complaint, position, field, code, and what was sent.
    static func store(_ rows: CopyRows, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.copy(into: "unread_field (complaint_id, position, field, code, sent)", rows)
    }

    /// Notes that other values were given in place of these fields of a case.
    static func mend(
        _ fields: [String], of id: ComplaintID, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "mend fields",
            """
            UPDATE unread_field SET mended_at = $3
            WHERE complaint_id = $1 AND mended_at IS NULL AND field = ANY ($2)
            """, [.id(id), .texts(fields), .instant(now)])
    }

    /// Those of a case, in the order in which they were found.
    package static func fields(
        of id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Listed] {
        try connection.execute(
            "unread fields",
            "SELECT field, code, sent::text AS sent, mended_at FROM unread_field WHERE complaint_id = $1 ORDER BY position",
            [.id(id)]
        ).map { row in
            Listed(
                field: row.text("field"), code: row.text("code"), sent: row.text("sent"),
                mendedAt: row.optionalInstant("mended_at"))
        }
    }

    /// How many there are in all, and how many of them are contacts that nobody has mended.
    package static func counts(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (fields: Int, contacts: Int) {
        let row = try connection.execute(
            "count unread fields",
            """
            SELECT (SELECT count(*) FROM unread_field) AS fields, (SELECT count(*) FROM unread_field
                WHERE mended_at IS NULL AND field IN ('reporter.phone', 'reporter.email', 'reporter')) AS contacts
            """)[0]
        return (row.integer("fields"), row.integer("contacts"))
    }
}
