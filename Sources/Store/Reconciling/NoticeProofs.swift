import Complaints
import Postgres

/// Whether those who must hear of something have heard of it.
enum NoticeProofs {
    /// Seconds after which the notice of an event must be there, sent or waiting.
    static let noticeSeconds: Int64 = 3600

    /// All of them, within the caller's transaction.
    static func checks(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ReconciliationCheck] {
        [
            try reporters.check(at: now, &connection), try followers.check(at: now, &connection),
            try officers.check(at: now, &connection),
        ]
    }

    private struct Proof {
        var name: String
        var left: String
        var events: [CaseEvent]
        /// `FROM` and `WHERE`: `j` is the journal's row, `n` the notice; `$1` the events, `$2` the youngest that count.
        var source: String
        /// A text for one that is missing.
        var missing: String

        func check(
            at now: Instant, _ connection: inout PostgresConnection
        ) throws(PostgresError) -> ReconciliationCheck {
            let end = now.advanced(bySeconds: -noticeSeconds)
            let parameters: [Parameter] = [.texts(events) { $0.rawValue }, .instant(end)]
            let counts = try connection.execute(
                "count \(name)", "SELECT count(*) AS due, count(n.version) AS told \(source)", parameters)[0]
            let kept = ReconciliationCheck.examplesKept
            let wrong = try connection.execute(
                "wrong \(name)", "SELECT \(missing) AS missing \(source) AND n.version IS NULL LIMIT \(kept)",
                parameters)
            let (due, told) = (counts.integer("due"), counts.integer("told"))
            return ReconciliationCheck(
                name, .init(left, due), .init("with a notice", told), wrong: due - told,
                examples: wrong.map { $0.text("missing") })
        }
    }

    /// What had happened when an operator gave the first contact was told to nobody.
    private static let couldBeTold = """
        AND NOT EXISTS (SELECT FROM contact_action k WHERE k.complaint_id = r.complaint_id AND k.action = 'change'
            AND NOT k.was_reachable AND k.at > j.at)
        """

    /// Reporters were not always told who has their case: these events count from the first notice of their kind.
    private static let toldLater: [CaseEvent] = [.assigned, .unrouted, .disputed, .unmerged, .held, .released]

    private static let sinceThen = """
        AND (j.event <> ALL ('{\(toldLater.map(\.rawValue).joined(separator: ","))}') OR j.at >= first.at)
        """

    /// Each event that a reporter with an address must hear of has its notice.
    private static let reporters = Proof(
        name: "notices_told", left: "events that their reporters must hear of",
        events: CaseEvent.allCases.filter(\.hearers.reporter),
        source: """
            FROM journal j JOIN reporter r ON r.complaint_id = j.complaint_id
                AND \(SealedReporter.isReachable("r"))
            LEFT JOIN (SELECT DISTINCT complaint_id, version FROM notification WHERE recipient = 'reporter') n
                ON n.complaint_id = j.complaint_id AND n.version = j.version
            LEFT JOIN (SELECT event, min(created_at) AS at FROM notification WHERE recipient = 'reporter' GROUP BY event) first
                ON first.event = j.event
            WHERE j.at < $2 AND (j.event = ANY ($1) OR j.event = 'escalated' AND j.data ->> 'clock' = 'ombudsman'
                    OR j.event IN ('added', 'answered', 'counter_replied') AND j.data ->> 'taken' IS NOT NULL
                    OR j.event = 'added' AND j.data ->> 'status' = 'arsip' AND j.data -> 'clocks' IS NOT NULL)
                \(couldBeTold) \(sinceThen)
            """,
        missing: "j.event || ' of ' || j.complaint_id || ' version ' || j.version")

    /// How a case ended is told to the reporters of those that followed it then and still do.
    private static let followers = Proof(
        name: "notices_followers", left: "ends that reporters of following cases must hear of",
        events: CaseEvent.allCases.filter(\.hearers.followers),
        source: """
            FROM journal m JOIN reporter r ON r.complaint_id = m.complaint_id
                AND \(SealedReporter.isReachable("r"))
            JOIN complaint c ON c.code = m.data ->> 'into'
            JOIN journal j ON j.complaint_id = c.id AND j.event = ANY ($1) AND j.at > m.at AND j.at < $2
            LEFT JOIN (SELECT DISTINCT complaint_id, version, recipient FROM notification WHERE recipient LIKE 'follower:%') n
                ON n.complaint_id = j.complaint_id AND n.version = j.version AND n.recipient = 'follower:' || m.complaint_id
            LEFT JOIN (SELECT event, min(created_at) AS at FROM notification WHERE recipient LIKE 'follower:%' GROUP BY event) first
                ON first.event = j.event
            WHERE m.event = 'merged' AND NOT EXISTS (SELECT FROM journal u
                WHERE u.complaint_id = m.complaint_id AND u.version > m.version AND u.event = 'unmerged')
                \(couldBeTold) \(sinceThen)
            """,
        missing: """
            j.event || ' of ' || j.complaint_id || ' version ' || j.version || ' to the reporter of ' || m.complaint_id
            """)

    /// A duty is told to an officer of whoever gets it, and so is what is handed up to the Ombudsman, or by people to the national
    /// desk. Of the ladder of a clock each person hears once: whether anybody was left to tell, nobody knows afterwards.
    private static let officers = Proof(
        name: "notices_officers", left: "duties that officers must hear of",
        events: CaseEvent.allCases.filter {
            $0.hearers.officers.contains(.owing) && ![.reopened, .reminded, .overdue].contains($0)
        },
        source: """
            FROM journal j
            JOIN LATERAL (SELECT CASE
                WHEN j.event = 'escalated' AND j.data ->> 'level' = 'national' THEN '\(Body.nationalDesk)'
                WHEN j.event = 'unrouted' THEN COALESCE(j.data ->> 'coordinator', j.data ->> 'body')
                WHEN j.event = 'released' THEN j.data ->> 'body'
                ELSE COALESCE(j.data ->> 'held_at', j.data ->> 'body', j.data ->> 'coordinator',
                    CASE WHEN j.data ->> 'status' = 'arsip' THEN '\(Body.nationalDesk)' END) END AS code) place ON true
            JOIN body b ON b.code = place.code
            JOIN (\(reachable)) o ON o.since <= j.at AND o.place = CASE
                WHEN j.data ->> 'status' = 'arsip' AND b.kind IN ('opd', 'inspectorate') THEN b.parent_code ELSE b.code END
            JOIN (SELECT event, min(created_at) AS at FROM notification WHERE recipient LIKE 'officer:%' GROUP BY event) first
                ON first.event = j.event AND first.at <= j.at
            LEFT JOIN (SELECT DISTINCT complaint_id, version FROM notification WHERE recipient LIKE 'officer:%') n
                ON n.complaint_id = j.complaint_id AND n.version = j.version
            WHERE j.at < $2 AND (j.event = ANY ($1) OR j.event = 'escalated'
                AND (j.data ->> 'level' = 'ombudsman' OR j.data ->> 'level' = 'national' AND j.data ->> 'clock' IS NULL))
            """,
        missing: "j.event || ' of ' || j.complaint_id || ' version ' || j.version")

    /// Places for which somebody can surely be told, and since when: an officer there or above, whose term has not ended and who
    /// has been told something.
    private static let reachable = """
        WITH RECURSIVE above (place, body) AS (SELECT code, code FROM body
            UNION SELECT a.place, b.parent_code FROM above a JOIN body b ON b.code = a.body WHERE b.parent_code IS NOT NULL)
        SELECT a.place, min(GREATEST(told.at, f.valid_from::timestamptz)) AS since
        FROM above a JOIN liaison_officer f ON f.body_code = a.body AND f.active AND f.role = 'officer' AND f.valid_to IS NULL
        JOIN (SELECT recipient, min(created_at) AS at FROM notification WHERE recipient LIKE 'officer:%' GROUP BY recipient) told
            ON told.recipient = 'officer:' || f.id
        GROUP BY a.place
        """
}
