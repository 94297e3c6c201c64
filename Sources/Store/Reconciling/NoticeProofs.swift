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
        [try reporters.check(at: now, &connection), try followers.check(at: now, &connection)]
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
            WHERE j.at < $2 AND (j.event = ANY ($1) OR j.event = 'escalated' AND j.data ->> 'clock' = 'ombudsman')
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
}
