package import Complaints
package import Postgres

/// Table `aside_report`: reports of their own that came from people who were being asked something on another case.
package enum AsideReports {
    /// One of the two, as the other shows it.
    package struct Listed: Sendable, Encodable {
        package var code: String
        /// When the report came that is beside the case.
        package var at: Instant
        /// Whether the question is still open that its reporter was being asked; nil: not looked up.
        package var isOpen: Bool?

        package init(code: String, at: Instant, isOpen: Bool? = nil) {
            (self.code, self.at, self.isOpen) = (code, at, isOpen)
        }
    }

    /// Those of new complaints that are such reports; nearly always none.
    package static func store(
        _ complaints: [NewComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let aside = complaints.filter { $0.asked != nil }
        guard !aside.isEmpty else { return }
        var rows = CopyRows(columns: 3)
        for complaint in aside {
            rows.beginRow()
            rows.append(complaint.id)
            rows.append(complaint.asked)
            rows.append(complaint.entry.at)
        }
        try connection.copy(into: "aside_report (complaint_id, asked_id, at)", rows)
    }

    /// The reports that came while the reporter of this case was being asked something on it, oldest first.
    package static func beside(
        _ id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Listed] {
        try connection.execute(
            "reports beside a case",
            """
            SELECT c.code, a.at FROM aside_report a JOIN complaint c ON c.id = a.complaint_id WHERE a.asked_id = $1
            ORDER BY a.at, c.code
            """, [.id(id)]
        ).map { Listed(code: $0.text("code"), at: $0.instant("at")) }
    }

    /// The case on which the reporter was being asked something when this report came.
    package static func asked(
        of id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Listed? {
        try connection.execute(
            "case beside a report",
            """
            SELECT c.code, a.at, EXISTS (SELECT FROM open_question q
                WHERE q.complaint_id = a.asked_id AND q.answered_at IS NULL) AS open
            FROM aside_report a JOIN complaint c ON c.id = a.asked_id WHERE a.complaint_id = $1
            """, [.id(id)]
        ).first.map { Listed(code: $0.text("code"), at: $0.instant("at"), isOpen: $0.boolean("open")) }
    }

    /// The body or desk where each of these cases is, or that holds it: by tracking code.
    package static func places(
        ofCodes codes: some Collection<String>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: String] {
        guard !codes.isEmpty else { return [:] }
        let states = try CaseTable.read(CaseTable.ids(ofCodes: codes, &connection).values, &connection)
        return states.values.reduce(into: [:]) { places, state in
            guard let state = try? state.get() else { return }
            places[state.code] = state.heldAt ?? state.body ?? state.desk
        }
    }
}
