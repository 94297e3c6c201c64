package import Complaints
package import Postgres

/// Table `contact_action`: what operators did to reporters' contacts, which stand in table `reporter`, and which fields of
/// reports they mended.
package enum ContactTable {
    package enum Action: String, Sendable {
        case look, change
    }

    /// One of them, without the contact.
    package struct Listed: Sendable, Encodable {
        package var at: Instant
        package var action: String
        package var fields: [String]
        package var actor: String

        package init(at: Instant, action: String, fields: [String], actor: String) {
            (self.at, self.action, self.fields, self.actor) = (at, action, fields, actor)
        }
    }

    /// What was done to a case's contact, oldest first.
    package static func actions(
        on id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Listed] {
        try connection.execute(
            "contact actions",
            """
            SELECT at, action, array_to_string(fields, ' ') AS fields, actor FROM contact_action WHERE complaint_id = $1
            ORDER BY id
            """, [.id(id)]
        ).map { row in
            Listed(
                at: row.instant("at"), action: row.text("action"),
                fields: row.text("fields").split(separator: " ").map(String.init), actor: row.text("actor"))
        }
    }

    /// The contact of a case's reporter; who looked is written down first.
    ///
    /// - Parameter fields: what they saw besides number, address and name.
    package static func look(
        at id: ComplaintID, _ fields: [String] = [], by actor: String, now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ReporterContact {
        try connection.transaction { connection throws(PostgresError) in
            let contact = try ReporterContacts.lock(id, &connection)
            try record(.look, id, fields, contact, by: actor, at: now, &connection)
            return contact
        }
    }

    /// Gives a case's reporter another number or address, and the case what could not be read of it. Whoever could not be
    /// reached before is told now that the report was taken, and what has happened last; the answer to an open question is
    /// known by the new contact. What stands there already is no change, but where the same could not be read.
    ///
    /// - Returns: the fields that were changed, by the contract's names.
    @discardableResult
    package static func change(
        _ id: ComplaintID, to mended: MendedFields, by actor: String, now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String] {
        try connection.transaction { connection throws(PostgresError) in
            let before = try ReporterContacts.lock(id, &connection)
            let unread = try UnreadFieldTable.fields(of: id, &connection)
            let open = Set(unread.filter { $0.mendedAt == nil }.map(\.field))
            let mended = try mended.without(known: before, of: id, but: open, &connection)
            guard !mended.names.isEmpty else { return [] }
            try mended.store(id, &connection)
            try UnreadFieldTable.mend(mended.mended(of: unread), of: id, at: now, &connection)
            try record(.change, id, mended.names, before, by: actor, at: now, &connection)
            guard mended.phone != nil || mended.email != nil else { return mended.names }
            try OpenQuestions.move(id, &connection)
            // NotifyWorker tells each recipient once, and this one has not heard.
            guard !before.isReachable else { return mended.names }
            let told = CaseEvent.allCases.filter(\.hearers.reporter)
            try OutboxTable.holdAgain(id, lastOf: told, at: now, &connection)
            return mended.names
        }
    }

    private static func record(
        _ action: Action, _ id: ComplaintID, _ fields: [String], _ before: ReporterContact, by actor: String,
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "record contact action",
            """
            INSERT INTO contact_action (complaint_id, at, action, fields, was_reachable, actor)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .id(id), .instant(now), .text(action.rawValue), .texts(fields), .boolean(before.isReachable),
                .text(actor),
            ])
    }
}
