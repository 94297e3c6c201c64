package import Complaints
package import Contract
package import Postgres

/// A submission that is stored, as far as whoever sends over HTTP is told of it.
package struct FiledSubmission: Sendable, Equatable {
    package var code: TrackingCode
    /// Of the secret that its reporter was told when it was taken; nil: they were told none.
    package var proof: Int64?

    package init(code: TrackingCode, proof: Int64?) { (self.code, self.proof) = (code, proof) }

    /// Those of these that are stored as reports of their own.
    package static func stored(
        _ keys: [SubmissionKey], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [SubmissionKey: FiledSubmission] {
        let rows = try connection.execute(
            "filed submissions",
            """
            SELECT k.position, c.code, c.filing_proof FROM unnest($1, $2) WITH ORDINALITY AS k (channel, external_id, position)
            JOIN submission s ON s.channel = k.channel AND s.external_id = k.external_id
            JOIN complaint c ON c.id = s.complaint_id WHERE s.correspondence_id IS NULL
            """, [.texts(keys) { $0.channel }, .texts(keys) { $0.externalID }])
        return rows.reduce(into: [:]) { filed, row in
            guard let code = TrackingCode(row.text("code")) else { return }
            filed[keys[row.integer("position") - 1]] = FiledSubmission(
                code: code, proof: row.optionalInteger("filing_proof").map(Int64.init))
        }
    }
}

/// What became of what was sent under a number, as the channel is told that the number is of.
package struct SubmissionState: Sendable, Equatable {
    /// Of another one under the number, which intake has parked.
    package struct Refusal: Sendable, Equatable, Encodable {
        package var code: String
        package var field: String?
        /// The last one.
        package var at: Instant
        package var count: Int

        package init(code: String, field: String?, at: Instant, count: Int) {
            (self.code, self.field, self.at, self.count) = (code, field, at, count)
        }
    }

    package enum Place: Sendable, Equatable {
        /// A report of its own, received then.
        case registered(TrackingCode, at: Instant)
        /// Words that are kept with a case.
        case kept
    }

    /// Nil: nothing is stored under the number.
    package var place: Place?
    package var refusals: [Refusal]

    package init(_ place: Place?, refusals: [Refusal] = []) { (self.place, self.refusals) = (place, refusals) }

    /// Nil: nothing is known of the number.
    package static func read(
        _ key: SubmissionKey, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> SubmissionState? {
        let names: [Parameter] = [.text(key.channel), .text(key.externalID)]
        let stored = try connection.execute(
            "state of a submission",
            """
            SELECT c.code, c.received_at, s.correspondence_id IS NOT NULL AS kept FROM submission s
            JOIN complaint c ON c.id = s.complaint_id WHERE s.channel = $1 AND s.external_id = $2
            """, names
        ).first
        let refusals = try connection.execute(
            "refusals of a submission",
            "SELECT code, field, at, count FROM refused_submission WHERE channel = $1 AND external_id = $2 ORDER BY code",
            names)
        let place = stored.flatMap { row -> Place? in
            guard !row.boolean("kept") else { return .kept }
            return TrackingCode(row.text("code")).map { .registered($0, at: row.instant("received_at")) }
        }
        guard place != nil || !refusals.isEmpty else { return nil }
        return SubmissionState(
            place,
            refusals: refusals.map {
                Refusal(
                    code: $0.text("code"), field: $0.optionalText("field"), at: $0.instant("at"),
                    count: $0.integer("count"))
            })
    }

    /// Notes that intake parks these, which a gateway has taken.
    package static func note(
        _ keys: Set<SubmissionKey>, refusedAs rejection: Rejection, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let sorted = keys.sorted()
        try connection.execute(
            "note refused submissions",
            """
            INSERT INTO refused_submission AS r (channel, external_id, code, field, at, count)
            SELECT channel, external_id, $3, $4, $5, 1 FROM unnest($1, $2) AS u (channel, external_id)
            ON CONFLICT (channel, external_id, code) DO UPDATE SET at = excluded.at, count = r.count + 1
            """,
            [
                .texts(sorted) { $0.channel }, .texts(sorted) { $0.externalID }, .text(rejection.code),
                .text(rejection.field), .instant(now),
            ])
    }
}
