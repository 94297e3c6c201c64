import Complaints
import Contract
package import Postgres

/// Some of the numbered events, exactly as they were published.
package struct EventPage: Sendable {
    package struct Item: Sendable {
        /// Behind this event.
        package var cursor: EventCursor
        /// The CloudEvent.
        package var json: [UInt8]
        /// By which number the channel that was asked for knows the case; nil where all were asked for, or it knows none.
        package var externalID: String?

        package init(cursor: EventCursor, json: [UInt8], externalID: String? = nil) {
            (self.cursor, self.json, self.externalID) = (cursor, json, externalID)
        }
    }

    package var items: [Item]
    /// From where to go on: events of others may lie between it and the last item.
    package var next: EventCursor
    /// Whether there is something to read behind `next` already.
    package var hasMore: Bool
    /// An event that this program does not know, before which it stops: a later release stored it.
    package var stopsAt: String?

    package init(items: [Item], next: EventCursor, hasMore: Bool, stopsAt: String? = nil) {
        (self.items, self.next, self.hasMore, self.stopsAt) = (items, next, hasMore, stopsAt)
    }

    /// Events that are looked at for one page of a channel's own: between its own there may be many of others.
    private static let look = 5_000

    /// Events behind `cursor`.
    ///
    /// - Parameters:
    ///   - channel: whose cases; nil: all.
    ///   - limit: how many at most.
    /// - Returns: nil when `cursor` is none of this store.
    package static func read(
        after cursor: EventCursor, channel: String? = nil, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> EventPage? {
        guard try isKnown(cursor, &connection) else { return nil }
        let seen = try look(after: cursor, channel, channel == nil ? limit : max(limit, look), &connection)
        var (wanted, next): ([Place], EventCursor) = ([], cursor)
        for place in seen where wanted.count < limit {
            if place.isWanted { wanted.append(place) }
            next = place.cursor
        }
        var page = EventPage(items: [], next: next, hasMore: try newest(&connection).number > next.number)
        try page.add(wanted, after: cursor, channel, &connection)
        return page
    }

    /// The one behind all events that have a number.
    package static func newest(_ connection: inout PostgresConnection) throws(PostgresError) -> EventCursor {
        try connection.execute(
            "newest event",
            """
            SELECT through AS number, complaints[cardinality(complaints)] AS complaint_id,
                versions[cardinality(versions)] AS version
            FROM event_log ORDER BY through DESC LIMIT 1
            """
        ).first.map(EventCursor.init) ?? .beginning
    }

    /// Whether the event before `cursor` is the one that it was.
    private static func isKnown(
        _ cursor: EventCursor, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        guard cursor != .beginning else { return true }
        let found = try connection.execute(
            "event before a cursor",
            """
            SELECT $1::bigint AS number, complaints[place] AS complaint_id, versions[place] AS version
            FROM (SELECT complaints, versions, ($1 - through + cardinality(complaints))::integer AS place
                FROM event_log WHERE through >= $1 ORDER BY through LIMIT 1) AS page
            """, [.bigint(cursor.number)])
        return found.first.map(EventCursor.init) == cursor
    }

    /// An event that was looked at.
    private struct Place {
        var cursor: EventCursor
        var complaint: ComplaintID
        var version: Int
        /// Whether its case is of the channel that was asked for.
        var isWanted: Bool
    }

    private static func look(
        after cursor: EventCursor, _ channel: String?, _ limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Place] {
        try connection.execute(
            "look at events",
            """
            SELECT e.*, $2::text IS NULL OR EXISTS (
                SELECT FROM complaint c WHERE c.id = e.complaint_id AND c.channel = $2) AS wanted
            FROM (SELECT l.through - cardinality(l.complaints) + u.place AS number, u.complaint_id, u.version
                FROM (SELECT * FROM event_log WHERE through > $1 ORDER BY through LIMIT $3) AS l,
                    unnest(l.complaints, l.versions) WITH ORDINALITY AS u (complaint_id, version, place)
                WHERE l.through - cardinality(l.complaints) + u.place > $1 ORDER BY 1 LIMIT $3) AS e
            ORDER BY e.number
            """, [.bigint(cursor.number), .text(channel), .bigint(Int64(limit))]
        ).map { row in
            Place(
                cursor: EventCursor(row), complaint: row.complaintID("complaint_id"), version: row.integer("version"),
                isWanted: row.boolean("wanted"))
        }
    }

    /// Adds what happened there, as it was published.
    private mutating func add(
        _ places: [Place], after cursor: EventCursor, _ channel: String?, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !places.isEmpty else { return }
        let rows = try connection.execute(
            "events",
            """
            SELECT u.place, j.complaint_id, j.version, j.event, j.at, j.data::text AS data,
                j.data ->> 'traceparent' AS trace,
                (SELECT min(s.external_id) FROM submission s WHERE s.complaint_id = j.complaint_id AND s.channel = $3
                    AND s.correspondence_id IS NULL AND s.repeats IS NULL) AS external_id
            FROM unnest($1::uuid[], $2::integer[]) WITH ORDINALITY AS u (complaint_id, version, place)
            JOIN journal j USING (complaint_id, version) ORDER BY u.place
            """, [.ids(places) { $0.complaint }, .integers(places) { $0.version }, .text(channel)])
        for row in rows {
            let place = places[row.integer("place") - 1]
            guard let event = CaseEvent(rawValue: row.text("event")) else {
                (stopsAt, hasMore) = (row.text("event"), true)
                next = items.last?.cursor ?? cursor
                return
            }
            let message = CaseEventMessage.outbound(
                complaint: place.complaint, version: place.version, event: event, time: row.instant("at"),
                data: row.utf8("data"), trace: row.optionalText("trace").flatMap { TraceParent($0) })
            items.append(Item(cursor: place.cursor, json: message.json, externalID: row.optionalText("external_id")))
        }
    }
}

extension EventCursor {
    fileprivate init(_ row: Row) {
        self.init(
            number: Int64(row.integer("number")), complaint: row.complaintID("complaint_id"),
            version: row.integer("version"))
    }
}
