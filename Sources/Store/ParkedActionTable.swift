package import Complaints
package import Contract
package import Postgres

/// Table `parked_action`: what people did to parked messages.
package enum ParkedActionTable {
    package enum Action: String, Sendable {
        case replay, discard, edit, undo
    }

    /// A parked message, as the record names it.
    package struct Letter: Sendable {
        package var id: String
        package var stage: String
        package var code: String
        package var parkedAt: String?
        /// The submissions in it, as their channels know them, that are no longer accounted for by what lies in queues.
        package var keys: [SubmissionKey]

        package init(
            id: String, stage: String, code: String, parkedAt: String?, keys: [SubmissionKey] = []
        ) {
            (self.id, self.stage, self.code, self.parkedAt, self.keys) = (id, stage, code, parkedAt, keys)
        }
    }

    /// One call of the command line: who, when, why.
    package struct Run: Sendable {
        package var number: Int64
        package var actor: String
        package var reason: String?

        package init(number: Int64, actor: String, reason: String?) {
            (self.number, self.actor, self.reason) = (number, actor, reason)
        }
    }

    /// A number that no other call has.
    package static func nextRun(_ connection: inout PostgresConnection) throws(PostgresError) -> Int64 {
        Int64(try connection.execute("next run", "SELECT nextval('parked_run') AS run")[0].integer("run"))
    }

    /// Writes down what is about to be done; it is stored when this returns, unless a transaction is open.
    ///
    /// - Parameter copy: what the corrected copy of the message is called.
    package static func record(
        _ action: Action, _ letter: Letter, at now: Instant, by run: Run, copy: String? = nil,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "record action",
            """
            INSERT INTO parked_action
                (action, letter_id, stage, code, parked_at, actor, reason, channels, external_ids, at, run, copy_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                .text(action.rawValue), .text(letter.id), .text(letter.stage), .text(letter.code),
                .text(letter.parkedAt), .text(run.actor), .text(run.reason), .texts(letter.keys) { $0.channel },
                .texts(letter.keys) { $0.externalID }, .instant(now), .bigint(run.number), .text(copy),
            ])
    }

    /// Seconds since messages were last taken out of each stage's queue of parked ones.
    package static func lastTaken(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: Double] {
        try connection.execute(
            "last taken",
            """
            SELECT stage, extract(epoch FROM store_now() - max(at))::float8 AS age FROM parked_action
            WHERE action <> 'undo' AND at > store_now() - interval '1 day' GROUP BY stage
            """
        ).reduce(into: [:]) { $0[$1.text("stage")] = max(0, $1.double("age")) }
    }

    /// Submissions that were discarded, or replaced by a corrected copy, and not put back since: how many messages were
    /// discarded, and what was in all of them.
    package static func discardedSubmissions(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (letters: Int, keys: [SubmissionKey]) {
        let rows = try connection.execute(
            "discarded submissions",
            """
            SELECT DISTINCT a.letter_id, a.action, k.channel, k.external_id FROM parked_action a
            LEFT JOIN LATERAL unnest(a.channels, a.external_ids) AS k (channel, external_id) ON true
            WHERE a.action IN ('discard', 'edit') AND a.stage = 'intake' AND NOT EXISTS (SELECT FROM parked_action u
                WHERE u.letter_id = a.letter_id AND u.action = 'undo' AND u.id > a.id)
            """)
        let keys = rows.compactMap { row -> SubmissionKey? in
            guard let channel = row.optionalText("channel"), let id = row.optionalText("external_id") else {
                return nil
            }
            return SubmissionKey(channel: channel, externalID: id)
        }
        let discarded = rows.filter { $0.text("action") == Action.discard.rawValue }
        return (Set(discarded.map { $0.text("letter_id") }).count, keys)
    }
}
