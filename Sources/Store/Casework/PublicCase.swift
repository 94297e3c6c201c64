package import Complaints
package import Postgres

/// What anybody is told who has a tracking code: where a case stands and how it came there. No word of anybody stands in it. Cases that
/// are anonymous or confidential are shown to whoever has the secret as well.
package struct PublicCase: Sendable, Equatable {
    /// A code with what it is called.
    package struct Named: Sendable, Equatable, Encodable {
        package var code: String
        package var name: String

        package init(code: String, name: String) { (self.code, self.name) = (code, name) }
    }

    /// What happened, and when.
    package struct Step: Sendable, Equatable, Encodable {
        package var event: String
        package var at: Instant

        package init(event: String, at: Instant) { (self.event, self.at) = (event, at) }
    }

    /// When identity and words were erased; nil: they were not.
    package struct Erased: Sendable, Equatable, Encodable {
        package var identity: Instant?
        package var words: Instant?

        package init(identity: Instant?, words: Instant?) { (self.identity, self.words) = (identity, words) }
    }

    package var status: String
    package var kind: String
    package var submittedAt: Instant
    package var receivedAt: Instant
    /// Who must answer; nil while that is open.
    package var body: Named?
    package var category: Named?
    /// Oldest first.
    package var steps: [Step]
    /// Nil: nothing was.
    package var erased: Erased?

    package init(
        status: String, kind: String, submittedAt: Instant, receivedAt: Instant, body: Named?, category: Named?,
        steps: [Step], erased: Erased? = nil
    ) {
        (self.status, self.kind, self.submittedAt, self.receivedAt) = (status, kind, submittedAt, receivedAt)
        (self.body, self.category, self.steps, self.erased) = (body, category, steps, erased)
    }

    /// The case with this code; the oldest, should there be several. Nil: there is none, or it is not theirs to see.
    ///
    /// - Parameter proofs: of the secret that somebody shows, by each key; nil: they show none.
    package static func read(
        _ code: TrackingCode, _ proofs: [Int64]?, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> PublicCase? {
        let found = try connection.execute(
            "public case",
            """
            SELECT c.id, c.status, c.kind, c.submitted_at, c.received_at, c.body_code, b.name AS body, c.category_code,
                g.name AS category
            FROM complaint c LEFT JOIN body b ON b.code = c.body_code LEFT JOIN category g ON g.code = c.category_code
            WHERE c.code = $1 AND CASE WHEN $2 THEN NOT c.anonymous AND NOT c.confidential
                ELSE c.filing_proof = ANY ($3) END
            ORDER BY c.id LIMIT 1
            """, [.text(code.description), .boolean(proofs == nil), .bigints(proofs ?? [])])
        guard let row = found.first else { return nil }
        let id = row.complaintID("id")
        // That a code was asked for is for its reporter alone.
        let steps = try connection.execute(
            "steps of a public case",
            """
            SELECT event, at FROM journal WHERE complaint_id = $1 AND NOT ($2 AND event = $3) ORDER BY version
            """,
            [.id(id), .boolean(proofs == nil), .text(CaseEvent.codeAsked.rawValue)])
        func named(_ code: String?, _ name: String?) -> Named? { code.map { Named(code: $0, name: name ?? $0) } }
        return PublicCase(
            status: row.text("status"), kind: row.text("kind"), submittedAt: row.instant("submitted_at"),
            receivedAt: row.instant("received_at"),
            body: named(row.optionalText("body_code"), row.optionalText("body")),
            category: named(row.optionalText("category_code"), row.optionalText("category")),
            steps: steps.map { Step(event: $0.text("event"), at: $0.instant("at")) },
            erased: try ErasureTable.newest(of: [id], &connection)[id].map {
                Erased(identity: $0[.identity], words: $0[.words])
            })
    }
}
