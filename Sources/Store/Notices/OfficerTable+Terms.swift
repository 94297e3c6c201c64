package import Complaints
package import Postgres

// Who holds office when.

extension OfficerTable {
    /// Somebody in office, or who was.
    package struct Holder: Sendable, Encodable {
        package var id: Int
        package var name: String
        package var role: String
        package var email: String?
        package var phone: String?
        package var from: CivilDate
        package var to: CivilDate?
        /// Whether they answer for the body today.
        package var answers: Bool
    }

    package struct New: Sendable {
        package var name: String
        package var role: String
        package var email: String?
        package var phone: String?
        package var from: CivilDate
        package var to: CivilDate?

        package init(name: String, role: String, email: String?, phone: String?, from: CivilDate, to: CivilDate?) {
            (self.name, self.role, self.email, self.phone) = (name, role, email, phone)
            (self.from, self.to) = (from, to)
        }
    }

    /// All of a body, those who answer today first.
    package static func holders(
        of body: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Holder] {
        try connection.execute(
            "officers of body",
            """
            SELECT o.id, o.name, o.role, o.email, o.phone, o.valid_from, o.valid_to, v.id IS NOT NULL AS answers
            FROM liaison_officer o LEFT JOIN valid_officer v ON v.id = o.id WHERE o.body_code = $1
            ORDER BY v.id IS NULL, o.valid_from DESC, o.id
            """, [.text(body)]
        ).map { row in
            Holder(
                id: row.integer("id"), name: row.text("name"), role: row.text("role"),
                email: row.optionalText("email"), phone: row.optionalText("phone"), from: row.date("valid_from"),
                to: row.optionalDate("valid_to"), answers: row.boolean("answers"))
        }
    }

    /// How many answer today, by body.
    package static func counts(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: Int] {
        try connection.execute(
            "officers today", "SELECT body_code, count(*) AS officers FROM valid_officer GROUP BY body_code"
        ).reduce(into: [:]) { $0[$1.text("body_code")] = $1.integer("officers") }
    }

    /// Terms of the officers of a body, or of all; heads of bodies left out.
    package static func terms(
        of body: String?, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: [OfficerTerm]] {
        try connection.execute(
            "terms of body",
            """
            SELECT body_code, valid_from, valid_to FROM liaison_officer
            WHERE role = 'officer' AND ($1::text IS NULL OR body_code = $1)
            """, [.text(body)]
        ).reduce(into: [:], addTerm)
    }

    /// Terms of all bodies' officers that have begun by `today`. Of an officer who is not active any more only that it was
    /// one is known.
    package static func termsBegun(
        by today: CivilDate, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: [OfficerTerm]] {
        try connection.execute(
            "officer terms",
            """
            SELECT body_code, valid_from, CASE WHEN active THEN valid_to
                ELSE least(COALESCE(valid_to, valid_from), $1::text::date - 1) END AS valid_to
            FROM liaison_officer WHERE role = 'officer' AND valid_from <= $1::text::date ORDER BY id
            """, [.day(today)]
        ).reduce(into: [:], addTerm)
    }

    private static func addTerm(to terms: inout [String: [OfficerTerm]], of row: Row) {
        terms[row.text("body_code"), default: []].append(
            OfficerTerm(from: row.date("valid_from"), to: row.optionalDate("valid_to")))
    }

    /// Whether a term began or ended after the day `last` and up to `today`: who answers for a body is another then.
    ///
    /// - Parameter last: nil: no such day.
    package static func changed(
        after last: String?, by today: CivilDate, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.execute(
            "officers that changed",
            """
            SELECT EXISTS (SELECT FROM liaison_officer WHERE valid_from > $1::text::date AND valid_from <= $2::text::date
                OR valid_to >= $1::text::date AND valid_to < $2::text::date) AS changed
            """, [.text(last), .day(today)]
        )[0].boolean("changed")
    }

    /// Since when somebody of that name is in office at the body at the same time; nil: nobody is.
    package static func sameName(
        as new: New, of body: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> CivilDate? {
        try connection.execute(
            "same officer",
            """
            SELECT valid_from FROM liaison_officer WHERE body_code = $1 AND name = $2 AND active
                AND (valid_to IS NULL OR valid_to >= $3::text::date)
                AND ($4::text IS NULL OR valid_from <= $4::text::date)
            """, [.text(body), .text(new.name), .day(new.from), .day(new.to)]
        ).first?.date("valid_from")
    }

    package static func add(
        _ new: New, to body: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        _ = try change(
            "add officer",
            """
            INSERT INTO liaison_officer (body_code, name, email, phone, role, valid_from, valid_to)
            VALUES ($1, $2, $3, $4, $5, $6::text::date, $7::text::date)
            """,
            [
                .text(body), .text(new.name), .text(new.email), .text(new.phone), .text(new.role), .day(new.from),
                .day(new.to),
            ], &connection)
    }

    /// Puts addresses right; nil leaves one as it is. False when the body has no such officer.
    package static func change(
        _ id: Int, of body: String, email: String?, phone: String?, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try change(
            "change contact",
            """
            UPDATE liaison_officer SET email = COALESCE($3, email), phone = COALESCE($4, phone)
            WHERE body_code = $1 AND id = $2
            """, [.text(body), .integer(Int32(clamping: id)), .text(email), .text(phone)], &connection)
    }

    /// Ends a term. One that began today and ends yesterday never was: it ends on the day it began, and counts no more.
    ///
    /// - Returns: whether the body has that officer, with a term that goes beyond `last`.
    package static func end(
        _ id: Int, of body: String, on last: CivilDate, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try change(
            "end officer",
            """
            UPDATE liaison_officer SET valid_to = greatest(valid_from, $3::text::date),
                active = active AND valid_from <= $3::text::date
            WHERE body_code = $1 AND id = $2 AND active AND (valid_to IS NULL OR valid_to > $3::text::date)
            """, [.text(body), .integer(Int32(clamping: id)), .day(last)], &connection)
    }

    private static func change(
        _ name: String, _ sql: String, _ parameters: [Parameter], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.transaction { connection throws(PostgresError) in
            let changed = try connection.execute(name, sql, parameters).affectedRows
            try ReferenceTables.announceChange(&connection)
            return changed == 1
        }
    }
}

extension Parameter {
    /// A day, for `$n::text::date`.
    static func day(_ date: CivilDate?) -> Parameter { .text(date?.description) }
}
