package import Complaints
import Contract
package import Postgres
import Store

/// One case as its operators see it: where it stands and how it came there. The citizen's words and name stay where
/// they are.
package struct CaseFile: Encodable {
    /// A row of the journal.
    struct Step: Encodable {
        var version: Int
        var event: String
        var at: String
        var actor: String
        var reason: String?
    }

    /// A legal clock that runs, or stands still.
    struct Clock: Encodable {
        var clock: String
        /// Nil while it stands still.
        var due: String?
        /// Working days that are left, while it stands still.
        var daysLeft: Int?
        /// How far its warnings have come.
        var step: String
        /// When they go on.
        var next: String?
    }

    /// A message to somebody about the case.
    struct Notice: Encodable {
        var event: String
        var recipient: String
        var channel: String
        var state: String
        var attempts: Int
        var createdAt: String
        var settledAt: String?
        var reason: String?
    }

    var code: String
    var complaintId: String
    var status: String
    var kind: String
    var channel: String
    var anonymous: Bool
    var confidential: Bool
    var category: String?
    var body: String?
    var region: String?
    var zone: String
    var hops: Int
    var submittedAt: String
    var receivedAt: String
    var verifyDue: String?
    var firstReplyDue: String?
    /// The body above that holds the case, because its own cannot act.
    var heldAt: String?
    var clocks: [Clock]
    var history: [Step]
    var notices: [Notice]

    /// The cases with the code: one, in all likelihood, or none.
    package static func read(_ code: TrackingCode, _ database: inout PostgresConnection) throws(PostgresError)
        -> [CaseFile]
    {
        let rows = try database.execute(
            "case",
            """
            SELECT c.id, c.status::text, c.kind, c.channel, c.anonymous, c.confidential, k.name, b.name, r.name,
                COALESCE(r.zone, 'Asia/Jakarta'), c.hop, c.submitted_at, c.received_at, c.verify_due, c.first_reply_due
            FROM complaint c LEFT JOIN category k ON k.code = c.category_code LEFT JOIN body b ON b.code = c.body_code
            LEFT JOIN region r ON r.code = c.region_code
            WHERE c.code = $1
            """, [.text(code.description)])
        var files: [CaseFile] = []
        for row in 0..<rows.count {
            let id = rows.complaintID(row, 0)
            let state = try CaseTable.read([id], &database)[id].flatMap { try? $0.get() }
            files.append(
                CaseFile(
                    code: code.grouped, complaintId: id.description, status: rows.text(row, 1), kind: rows.text(row, 2),
                    channel: rows.text(row, 3), anonymous: rows.boolean(row, 4), confidential: rows.boolean(row, 5),
                    category: rows.optionalText(row, 6), body: rows.optionalText(row, 7),
                    region: rows.optionalText(row, 8), zone: rows.text(row, 9), hops: Int(rows.integer(row, 10)),
                    submittedAt: rows.rfc3339(row, 11) ?? "", receivedAt: rows.rfc3339(row, 12) ?? "",
                    verifyDue: rows.rfc3339(row, 13), firstReplyDue: rows.rfc3339(row, 14),
                    heldAt: state?.heldAt, clocks: (state?.clocks ?? []).map(Clock.init),
                    history: try history(of: id, &database), notices: try notices(of: id, &database)))
        }
        return files
    }

    private static func history(
        of id: ComplaintID, _ database: inout PostgresConnection
    ) throws(PostgresError) -> [Step] {
        let rows = try database.execute(
            "history",
            "SELECT version, event, at, actor, data->>'reason' FROM journal WHERE complaint_id = $1 ORDER BY version",
            [.id(id)])
        return (0..<rows.count).map { row in
            Step(
                version: Int(rows.integer(row, 0)), event: rows.text(row, 1), at: rows.rfc3339(row, 2) ?? "",
                actor: rows.text(row, 3), reason: rows.optionalText(row, 4))
        }
    }

    private static func notices(
        of id: ComplaintID, _ database: inout PostgresConnection
    ) throws(PostgresError) -> [Notice] {
        let rows = try database.execute(
            "notices",
            """
            SELECT n.event, COALESCE(o.name, split_part(n.recipient, ':', 1)), n.channel, n.state::text, n.attempts,
                n.created_at, n.settled_at, n.reason
            FROM notification n LEFT JOIN liaison_officer o ON n.recipient = 'officer:' || o.id
            WHERE n.complaint_id = $1 ORDER BY n.version, n.created_at, n.id
            """, [.id(id)])
        return (0..<rows.count).map { row in
            Notice(
                event: rows.text(row, 0), recipient: rows.text(row, 1), channel: rows.text(row, 2),
                state: rows.text(row, 3), attempts: Int(rows.integer(row, 4)), createdAt: rows.rfc3339(row, 5) ?? "",
                settledAt: rows.rfc3339(row, 6), reason: rows.optionalText(row, 7))
        }
    }
}

extension CaseFile.Clock {
    init(_ clock: RunningClock) {
        self.init(
            clock: clock.clock.rawValue, due: clock.due?.rfc3339, daysLeft: clock.isPaused ? clock.days : nil,
            step: clock.step.word, next: clock.next?.rfc3339)
    }
}

extension QueryResult {
    /// A moment as RFC 3339; nil for NULL.
    package func rfc3339(_ row: Int, _ column: Int) -> String? {
        isNull(row, column) ? nil : Instant(microseconds: microseconds(row, column)).rfc3339
    }
}
