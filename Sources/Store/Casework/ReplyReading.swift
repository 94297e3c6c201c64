package import Complaints
package import Postgres

/// A reporter's wish to read a part of what was last replied on their case, by SMS.
package struct ReplyReading: Sendable, Equatable {
    package var complaint: ComplaintID
    /// Counted from one.
    package var page: Int
    /// Nil: nothing was replied yet.
    package var reply: LastReply?
    /// Who asks. Personal data.
    package var phone: String

    package init(of complaint: ComplaintID, page: Int, _ reply: LastReply?, from phone: String) {
        (self.complaint, self.page, self.reply, self.phone) = (complaint, page, reply, phone)
    }

    /// SMS that a case's readers are sent within an hour; who asks without end hears no more until then.
    package static let mostPerHour = 30
    private static let hour: Int64 = 3600

    /// Queues a notice for each, in one transaction with keeping the messages. Each part goes out once an hour.
    package static func answer(
        _ readings: [ReplyReading], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !readings.isEmpty else { return }
        let wanted = Dictionary(readings.map { $0.notice(at: now) }.map { ($0.id, $0) }) { first, _ in first }
        let unknown = try NotificationTable.unknown(Array(wanted.values), &connection)
        var told = try told(Set(readings.map(\.complaint)), since: now.advanced(bySeconds: -hour), &connection)
        let new = unknown.sorted { ($0.page ?? 0) < ($1.page ?? 0) }.filter { notice in
            told[notice.complaint, default: 0] += 1
            return told[notice.complaint, default: 0] <= mostPerHour
        }
        try NotificationTable.insert(queued: new, at: now, &connection)
        try NotificationDueTable.add(new.map { ($0.id, now) }, &connection)
    }

    private func notice(at now: Instant) -> Notice {
        // Of who has no reply, that the case has none is said of its first event.
        let about = reply ?? LastReply(version: 1, event: .registered)
        return Notice(
            about: complaint, version: about.version, about.event, EventDetails(),
            to: "\(NoticeRole.reader.rawValue):\(page):\(now.milliseconds / (Self.hour * 1000))", by: .sms,
            address: phone, name: nil)
    }

    /// How many notices readers of these cases were sent.
    private static func told(
        _ cases: Set<ComplaintID>, since start: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Int] {
        let sorted = cases.sorted()
        // A case's notices have its own first half: they stand together in the index.
        let rows = try connection.execute(
            "told readers",
            """
            SELECT u.id, n.told FROM unnest($1, $2, $3) AS u (id, low, high) CROSS JOIN LATERAL (SELECT count(*) AS told
                FROM notice n WHERE n.id BETWEEN u.low AND u.high AND n.complaint_id = u.id
                    AND n.recipient LIKE 'reader:%' AND n.created_at > $4) n
            """,
            [
                .ids(sorted), .ids(sorted.map { ComplaintID(high: $0.high, low: 0) }),
                .ids(sorted.map { ComplaintID(high: $0.high, low: .max) }), .instant(start),
            ])
        return rows.reduce(into: [:]) { $0[$1.complaintID("id")] = $1.integer("told") }
    }
}
