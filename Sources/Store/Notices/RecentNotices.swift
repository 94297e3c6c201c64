package import Complaints
package import Postgres

/// What has lately become of messages to people, channel by channel: an outage of an hour is nothing in a week, and all to
/// those who wait.
package struct RecentNotices: Sendable, Equatable {
    /// Seconds that count as lately.
    package static let seconds: Int64 = 3600
    /// Seconds for which it counts what the provider said last.
    package static let memory: Int64 = 86_400

    package var channel: NotificationChannel
    /// Handed to the provider.
    package var told = 0
    /// Written to files, where there is none: they have reached nobody.
    package var filed = 0
    package var failed = 0
    package var unknown = 0
    /// Refused, or left without an answer, since the provider last took one, within a day.
    package var refused = 0
    package var unanswered = 0
    /// Since when it has taken none; nil: it took none within a day.
    package var takenSeconds: Double?
    /// What waits for a text that the table of texts does not have.
    package var unworded = 0
    /// What the provider did not take, and waits for another attempt, however long ago the last was.
    package var putOff = 0
    /// Since when the oldest of these was to be told.
    package var oldestSeconds = 0.0

    package init(_ channel: NotificationChannel) { self.channel = channel }

    /// Of each channel, in their order. What was settled is counted by the moment of that, however old its complaint is.
    package static func all(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [RecentNotices] {
        var found = NotificationChannel.allCases.map { RecentNotices($0) }
        for row in try settled(at: now, &connection) {
            guard let place = found.firstIndex(where: { $0.channel.rawValue == row.text("channel") }) else { continue }
            let count = row.integer("notices")
            if !row.isNull("taken") { found[place].takenSeconds = max(0, row.double("taken")) }
            switch row.text("state") {
            case "sent": found[place].told += count
            case "filed": found[place].filed += count
            case "failed":
                found[place].failed += count
                found[place].refused += row.integer("after")
            case "unknown":
                found[place].unknown += count
                found[place].unanswered += row.integer("after")
            default: break
            }
        }
        for row in try waiting(at: now, &connection) {
            guard let place = found.firstIndex(where: { $0.channel.rawValue == row.text("channel") }) else { continue }
            found[place].unworded = row.integer("unworded")
            found[place].putOff = row.integer("notices")
            found[place].oldestSeconds = max(0, row.double("oldest"))
        }
        return found
    }

    /// Why a notice was not sent for which no provider can be blamed.
    private static let ownReasons = [
        "the recipient has no address any more", "no template for this event, role and channel",
        "the message cannot be written:%", "worker ended during the attempt%", "its worker said nothing about it",
    ]

    private static func settled(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> QueryResult {
        try connection.execute(
            "settled lately",
            """
            WITH settled AS (\(NotificationTable.settled)),
            taken AS (SELECT channel, max(at) AS at FROM settled WHERE state = 'sent' GROUP BY 1)
            SELECT n.channel, n.state, COALESCE(sum(n.notices) FILTER (WHERE n.at >= $2), 0)::bigint AS notices,
                COALESCE(sum(n.notices) FILTER (WHERE n.at > COALESCE(t.at, '-infinity')
                    AND COALESCE(n.reason, '') NOT LIKE ALL ($3)), 0)::bigint AS after,
                extract(epoch FROM $4 - min(t.at))::float8 AS taken
            FROM settled n LEFT JOIN taken t ON t.channel = n.channel GROUP BY 1, 2
            """,
            [
                .instant(now.advanced(bySeconds: -memory)), .instant(now.advanced(bySeconds: -seconds)),
                .texts(ownReasons), .instant(now),
            ])
    }

    /// What waits for the hours of the day was never tried, and has no reason.
    private static func waiting(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> QueryResult {
        try connection.execute(
            "put off",
            """
            SELECT n.channel, count(*) FILTER (WHERE n.reason <> $2) AS notices,
                count(*) FILTER (WHERE n.reason = $2) AS unworded,
                COALESCE(extract(epoch FROM $1 - min(n.created_at) FILTER (WHERE n.reason <> $2)), 0)::float8 AS oldest
            FROM (SELECT * FROM (SELECT notification_id AS id FROM notification_due ORDER BY due_at LIMIT 10000) d
                UNION ALL SELECT u.id FROM notification_claim c CROSS JOIN LATERAL unnest(c.ids) AS u (id)
                WHERE c.settled_at IS NULL) w
            JOIN notice n ON n.id = w.id WHERE n.reason IS NOT NULL GROUP BY 1
            """, [.instant(now), .text(ownReasons[1])])
    }
}
