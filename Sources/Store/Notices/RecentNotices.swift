package import Complaints
package import Postgres

/// What has lately become of messages to people, channel by channel: an outage of an hour is nothing in a week, and all to
/// those who wait.
package struct RecentNotices: Sendable, Equatable {
    /// Seconds that count as lately.
    package static let seconds: Int64 = 3600

    package var channel: NotificationChannel
    /// Handed to the provider, or to a file where there is none.
    package var told = 0
    package var filed = 0
    package var failed = 0
    package var unknown = 0
    /// What the provider did not take, and waits for another attempt, however long ago the last was.
    package var putOff = 0
    /// Since when the oldest of these was to be told.
    package var oldestSeconds = 0.0

    package init(_ channel: NotificationChannel) { self.channel = channel }

    /// Of each channel, in their order. What was settled is counted by the moment of that, and of very many those of the newest complaints alone.
    package static func all(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [RecentNotices] {
        var found = NotificationChannel.allCases.map { RecentNotices($0) }
        for row in try settled(since: now.advanced(bySeconds: -seconds), &connection) {
            guard let place = found.firstIndex(where: { $0.channel.rawValue == row.text("channel") }) else { continue }
            let count = row.integer("notices")
            switch row.text("state") {
            case "sent", "delivered": found[place].told += count
            case "filed": found[place].filed += count
            case "failed": found[place].failed += count
            case "unknown": found[place].unknown += count
            default: break
            }
        }
        for row in try waiting(at: now, &connection) {
            guard let place = found.firstIndex(where: { $0.channel.rawValue == row.text("channel") }) else { continue }
            found[place].putOff = row.integer("notices")
            found[place].oldestSeconds = max(0, row.double("oldest"))
        }
        return found
    }

    /// Ids begin with the complaint's time, so that the years before are not read.
    private static func settled(
        since time: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> QueryResult {
        try connection.execute(
            "settled lately",
            """
            SELECT n.channel, CASE WHEN n.state <> 'claimed' THEN n.state::text WHEN n.channel = ANY (k.filed) THEN 'filed'
                ELSE 'sent' END AS state, count(*) AS notices
            FROM (SELECT channel, state, claim_id, settled_at FROM notice ORDER BY id DESC LIMIT 5000) n
            LEFT JOIN notification_claim k ON k.id = n.claim_id
            WHERE CASE n.state WHEN 'claimed' THEN k.settled_at ELSE n.settled_at END >= $1 GROUP BY 1, 2
            """, [.instant(time)])
    }

    /// What waits for the hours of the day was never tried, and has no reason.
    private static func waiting(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> QueryResult {
        try connection.execute(
            "put off",
            """
            SELECT n.channel, count(*) AS notices, extract(epoch FROM $1 - min(n.created_at))::float8 AS oldest
            FROM (SELECT * FROM (SELECT notification_id AS id FROM notification_due ORDER BY due_at LIMIT 10000) d
                UNION ALL SELECT u.id FROM notification_claim c CROSS JOIN LATERAL unnest(c.ids) AS u (id)
                WHERE c.settled_at IS NULL) w
            JOIN notice n ON n.id = w.id WHERE n.reason IS NOT NULL GROUP BY 1
            """, [.instant(now)])
    }
}
