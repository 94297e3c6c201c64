import Complaints
import Postgres

/// Whether each event that somebody asked to be called for was noted for them, and ended or waits.
enum DeliveryProof {
    /// Seconds after which an event must be noted.
    static let seconds: Int64 = 3600

    /// Nil where nobody has asked.
    static func check(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ReconciliationCheck? {
        let end = now.advanced(bySeconds: -seconds)
        guard
            try connection.execute("any webhook", "SELECT 1 FROM webhook WHERE state <> 'removed' LIMIT 1").first != nil
        else { return nil }
        let counts = try connection.execute(
            "count deliveries of events", "SELECT count(*) AS due, count(d.version) AS noted \(source)", [.instant(end)]
        )[0]
        let wrong = try connection.execute(
            "events not noted",
            """
            SELECT j.event || ' of ' || j.complaint_id || ' version ' || j.version || ' for webhook ' || w.name AS missing
            \(source) AND d.version IS NULL LIMIT \(ReconciliationCheck.examplesKept)
            """, [.instant(end)])
        let (due, noted) = (counts.integer("due"), counts.integer("noted"))
        return ReconciliationCheck(
            "webhook_deliveries", .init("events for webhooks", due), .init("noted for them", noted), wrong: due - noted,
            examples: wrong.map { $0.text("missing") })
    }

    private static let source = """
        FROM webhook w JOIN journal j ON j.at >= w.since AND j.at < $1
            AND (w.events = '{}' OR j.event = ANY (w.events))
        JOIN complaint c ON c.id = j.complaint_id AND (w.channel = c.channel OR w.channel IS NULL AND NOT c.confidential)
        LEFT JOIN webhook_delivery d
            ON d.webhook_id = w.id AND d.complaint_id = j.complaint_id AND d.version = j.version
        WHERE w.state <> 'removed'
        """
}
