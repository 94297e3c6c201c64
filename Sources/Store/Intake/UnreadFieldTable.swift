package import Complaints
package import Postgres
import Sealing

/// Table `unread_field`: optional fields of submissions that could not be read. What was sent may be personal.
package enum UnreadFieldTable {
    package struct Listed: Sendable {
        package var field: String
        /// Why, as of a parked message.
        package var code: String
        /// What was sent, as JSON; empty when the case was erased. Personal data.
        package var sent: String
        /// When another value was given in its place; nil: not yet.
        package var mendedAt: Instant?

        package init(field: String, code: String, sent: String, mendedAt: Instant? = nil) {
            (self.field, self.code, self.sent, self.mendedAt) = (field, code, sent, mendedAt)
        }
    }

    /// - Parameter rows: complaint, position, field, code, and what was sent, in clear or sealed.
    static func store(_ rows: CopyRows, _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.copy(into: "unread_field (complaint_id, position, field, code, sent, sealed)", rows)
    }

    /// What was sent, sealed as the case's identity is: it may be anything.
    static func sealed(
        _ sent: [UInt8], _ key: CaseKey, of id: ComplaintID, _ position: Int
    ) throws(PostgresError) -> [UInt8] {
        var fields = SealedFields()
        fields.add(1, bytes: sent)
        return try key.sealed(fields, in: place(of: id, position))
    }

    private static func place(of id: ComplaintID, _ position: Int) -> SealedPlace {
        SealedPlace("unread_field.sealed", of: id, row: ComplaintID(high: 0, low: UInt64(position)))
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
        let keys = connection.keys
        return try connection.execute(
            "unread fields",
            """
            SELECT u.position, u.field, u.code, u.sent::text AS sent, u.mended_at, u.sealed,
                \(CaseKeyTable.column(.identity, of: "u.complaint_id"))
            FROM unread_field u WHERE u.complaint_id = $1 ORDER BY u.position
            """, [.id(id)]
        ).map { row throws(PostgresError) in
            let sealed = try keys.opened(
                row.optionalBytes("sealed"), .identity, row.optionalBytes("identity_key"),
                in: place(of: id, row.integer("position")))
            return Listed(
                field: row.text("field"), code: row.text("code"),
                sent: sealed?.text(1) ?? row.optionalText("sent") ?? "", mendedAt: row.optionalInstant("mended_at"))
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
