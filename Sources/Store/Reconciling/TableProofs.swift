import Complaints
import Postgres

enum TableProofs {
    /// Seconds after which an event of people or clocks must be with the broker.
    static let outboxSeconds: Int64 = 60

    /// All of them, within the caller's transaction.
    static func checks(
        at now: Instant, _ connection: inout PostgresConnection, beat: () throws(PostgresError) -> Void
    ) throws(PostgresError) -> [ReconciliationCheck] {
        var checks: [ReconciliationCheck] = []
        for proof in proofs {
            checks.append(try read(proof, at: now, &connection))
            try beat()
        }
        return try checks + NoticeProofs.checks(at: now, &connection) + [statuses(&connection), commands(&connection)]
            + [DeliveryProof.check(at: now, &connection)].compactMap(\.self)
    }

    /// Rows of the agenda, and those among them that are for no case.
    static func agenda(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (rows: Int, strays: [ComplaintID]) {
        let rows = try AgendaTable.count(&connection)
        let strays = try connection.execute(
            "agenda strays",
            "SELECT complaint_id FROM agenda a WHERE NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = a.complaint_id)"
        )
        return (rows, strays.map { $0.complaintID("complaint_id") })
    }

    /// A statement that counts both sides, and another that names what does not fit.
    private struct Proof {
        var name: String
        var left: String
        var right: String
        /// Two numbers, `one` and `other`.
        var count: String
        /// Texts, one for each wrong; `$1` is the present.
        var wrong: String

        /// Whether it asks how long something waits.
        var isTimed: Bool { wrong.contains("$1") }
    }

    private static let proofs = [
        Proof(
            name: "submissions", left: "accepted submissions", right: "complaints and answers taken up",
            count: """
                SELECT (SELECT count(*) FROM submission WHERE repeats IS NULL) AS one,
                    (SELECT count(*) FROM complaint) + (SELECT count(*) FROM correspondence k
                        JOIN submission s ON s.correspondence_id = k.id) AS other
                """,
            wrong: """
                SELECT s.complaint_id || ' was accepted and is not stored' FROM submission s
                WHERE NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = s.complaint_id)
                    OR s.correspondence_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM correspondence k
                        WHERE k.id = s.correspondence_id AND k.complaint_id = s.complaint_id)
                UNION ALL SELECT c.id || ' is stored and was never accepted' FROM complaint c
                WHERE NOT EXISTS (SELECT 1 FROM submission s
                    WHERE s.complaint_id = c.id AND s.correspondence_id IS NULL AND s.repeats IS NULL)
                """),
        Proof(
            name: "notices", left: "notices", right: "settled, waiting for their time, or in hand",
            count: """
                SELECT count(*) AS one, count(*) FILTER (WHERE
                    CASE WHEN n.state = 'queued' THEN d.notification_id IS NOT NULL
                        WHEN n.state = 'claimed' THEN k.id IS NOT NULL ELSE n.settled_at IS NOT NULL END) AS other
                FROM notification n LEFT JOIN notification_due d ON d.notification_id = n.id
                LEFT JOIN (SELECT DISTINCT unnest(ids) AS id FROM notification_claim WHERE settled_at IS NULL) k ON k.id = n.id
                """,
            wrong: """
                SELECT n.id || ' is ' || n.state || ' and nobody will send it' FROM notification n
                WHERE (n.state = 'queued'
                        AND NOT EXISTS (SELECT 1 FROM notification_due d WHERE d.notification_id = n.id))
                    OR (n.state = 'claimed' AND n.id NOT IN (SELECT unnest(ids) FROM notification_claim WHERE settled_at IS NULL))
                    OR (n.state NOT IN ('queued', 'claimed') AND n.settled_at IS NULL)
                """),
        Proof(
            name: "notices_in_hand", left: "notices that are due or claimed", right: "that wait or are being sent",
            count: """
                WITH hand AS (SELECT notification_id AS id, 'queued' AS state FROM notification_due
                    UNION ALL SELECT unnest(ids), 'claimed' FROM notification_claim WHERE settled_at IS NULL)
                SELECT count(*) AS one, count(n.id) AS other FROM hand h LEFT JOIN notification n ON n.id = h.id AND n.state::text = h.state
                """,
            wrong: """
                WITH hand AS (SELECT notification_id AS id, 'queued' AS state FROM notification_due
                    UNION ALL SELECT unnest(ids), 'claimed' FROM notification_claim WHERE settled_at IS NULL)
                SELECT h.id || ' should be ' || h.state FROM hand h
                WHERE NOT EXISTS (SELECT 1 FROM notification n WHERE n.id = h.id AND n.state::text = h.state)
                """),
        Proof(
            name: "notices_once", left: "notices", right: "by case, event, recipient and channel",
            count: """
                SELECT COALESCE(sum(n), 0)::bigint AS one, count(*) AS other FROM (SELECT count(*) AS n FROM notification
                    GROUP BY complaint_id, version, event, recipient, channel) AS groups
                """,
            wrong: """
                SELECT complaint_id || ' ' || event || ' to ' || recipient || ' by ' || channel || ' ' || count(*) || ' times'
                FROM notification GROUP BY complaint_id, version, event, recipient, channel HAVING count(*) > 1
                """),
        Proof(
            name: "notices_of_events", left: "notices", right: "about an event of the journal",
            count: """
                SELECT count(*) AS one, count(j.event) AS other FROM notification n
                LEFT JOIN journal j ON j.complaint_id = n.complaint_id AND j.version = n.version AND j.event = n.event
                """,
            wrong: """
                SELECT n.id || ' tells of ' || n.event || ' of ' || n.complaint_id FROM notification n
                WHERE NOT EXISTS (SELECT 1 FROM journal j
                    WHERE j.complaint_id = n.complaint_id AND j.version = n.version AND j.event = n.event)
                """),
        Proof(
            name: "sms_parts", left: "parts of SMS", right: "joined, or waiting for the others",
            count: """
                SELECT count(*) AS one, count(*) FILTER (WHERE p.message_id IS NULL AND p.at >= $1 - interval '2 hours'
                    OR EXISTS (SELECT 1 FROM complaint c WHERE c.id = p.complaint_id)) AS other FROM sms_part p
                """,
            wrong: """
                SELECT 'a part of an SMS of ' || p.at || ' belongs to no case' FROM sms_part p
                WHERE NOT (p.message_id IS NULL AND p.at >= $1 - interval '2 hours'
                    OR EXISTS (SELECT 1 FROM complaint c WHERE c.id = p.complaint_id))
                """),
        Proof(
            name: "outbox", left: "events to be announced", right: "that wait for less than a minute",
            count: """
                SELECT COALESCE(sum(cardinality(complaints)), 0) AS one,
                    COALESCE(sum(cardinality(complaints)) FILTER (WHERE at >= $1), 0) AS other FROM outbox
                """,
            wrong: """
                SELECT u.id || ' version ' || u.version || ' waits since ' || at
                FROM outbox, unnest(complaints, versions) AS u (id, version) WHERE at < $1 ORDER BY at
                """),
    ]

    private static func read(
        _ proof: Proof, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ReconciliationCheck {
        let limit = now.advanced(bySeconds: -outboxSeconds)
        let moment: [Parameter] = proof.isTimed ? [.instant(limit)] : []
        let counts = try connection.execute("count \(proof.name)", proof.count, moment)[0]
        let kept = ReconciliationCheck.examplesKept
        let wrong = try connection.execute(
            "wrong \(proof.name)",
            "SELECT text, count(*) OVER () AS number FROM (\(proof.wrong)) AS wrong (text) LIMIT \(kept)", moment)
        return ReconciliationCheck(
            proof.name, .init(proof.left, counts.integer("one")), .init(proof.right, counts.integer("other")),
            wrong: wrong.first?.integer("number") ?? 0, examples: wrong.map { $0.text("text") })
    }

    /// The six statuses sum to all cases.
    private static func statuses(_ connection: inout PostgresConnection) throws(PostgresError) -> ReconciliationCheck {
        let rows = try connection.execute(
            "statuses",
            "SELECT status::text AS status, count(*) AS cases FROM complaint GROUP BY complaint.status ORDER BY complaint.status"
        )
        let total = try CaseTable.count(&connection)
        var sum = 0
        var unknown = Wrongs()
        for row in rows {
            sum += row.integer("cases")
            if CaseStatus(rawValue: row.text("status")) == nil { unknown.add("status \(row.text("status"))") }
        }
        return ReconciliationCheck("statuses", .init("cases by status", sum), .init("cases", total), unknown)
    }

    /// Each command that was carried out made the event that the state machine names.
    private static func commands(_ connection: inout PostgresConnection) throws(PostgresError) -> ReconciliationCheck {
        let moves = Set(CaseMove.table.map { [$0.command.rawValue, $0.event.rawValue] })
        let parameters: [Parameter] = [.texts(moves) { $0[0] }, .texts(moves) { $0[1] }]
        let source = """
            FROM command k LEFT JOIN journal j ON j.complaint_id = k.complaint_id AND j.version = k.version
                AND (k.command, j.event) IN (SELECT * FROM unnest($1, $2))
            WHERE k.refusal IS NULL
            """
        let counts = try connection.execute(
            "count commands", "SELECT count(*) AS done, count(j.event) AS told \(source)", parameters)[0]
        let wrong = try connection.execute(
            "wrong commands",
            """
            SELECT k.command || ' of ' || COALESCE(k.complaint_id::text, 'no case') || ' version '
                || COALESCE(k.version::text, 'unknown') AS missing \(source) AND j.event IS NULL
            ORDER BY k.at LIMIT \(ReconciliationCheck.examplesKept)
            """, parameters)
        let (done, told) = (counts.integer("done"), counts.integer("told"))
        return ReconciliationCheck(
            "commands", .init("commands carried out", done), .init("with their event", told), wrong: done - told,
            examples: wrong.map { $0.text("missing") })
    }
}
