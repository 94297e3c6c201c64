package import Complaints
package import Figures
package import Postgres

/// Cases for open data, as they were known at a moment.
package enum OpenCases {
    /// All cases that a question is about, without distinction. Deadlines are those that stand now.
    ///
    /// - Parameter moment: as things were known then.
    package static func all(
        _ question: FigureQuestion, at moment: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [OpenCase] {
        try connection.execute(
            "open cases",
            """
            SELECT f.cohort_date, f.region_code, f.category_code, f.body_code, f.status::text AS status, f.cause,
                CASE WHEN f.status NOT IN ('selesai', 'arsip')
                    THEN (coalesce(c.first_reply_due, c.verify_due) AT TIME ZONE 'Asia/Jakarta')::date END AS due,
                CASE WHEN f.status IN ('selesai', 'arsip') THEN (SELECT max(e.event_date) FROM fact e
                    WHERE e.complaint_id = f.complaint_id AND e.from_at <= $1 AND e.event IN ('closed', 'archived', 'merged'))
                END AS closed
            FROM fact f JOIN complaint c ON c.id = f.complaint_id
            WHERE f.from_at <= $1 AND f.to_at > $1
                AND ($2::text IS NULL OR f.region_code = $2 OR f.region_code LIKE $2 || '.%')
                AND ($3::text IS NULL OR f.cohort_date >= $3::date) AND ($4::text IS NULL OR f.cohort_date <= $4::date)
            """,
            [
                .instant(moment), .text(question.region), .text(question.from?.description),
                .text(question.to?.description),
            ]
        ).compactMap { row in
            guard let status = CaseStatus(rawValue: row.text("status")) else { return nil }
            var found = OpenCase(submitted: row.date("cohort_date"), status: status)
            (found.region, found.category) = (row.optionalText("region_code"), row.optionalText("category_code"))
            (found.body, found.cause) = (row.optionalText("body_code"), row.optionalText("cause"))
            (found.due, found.closed) = (row.optionalDate("due"), row.optionalDate("closed"))
            return found
        }
    }
}
