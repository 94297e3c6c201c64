package import Complaints
package import Postgres

// Cases as operators look at them, with the names of what they refer to.

extension CaseTable {
    package struct Listed: Sendable, Encodable {
        package var code: String
        package var channel: String
        package var status: String
        package var category: String?
        package var body: String?
        package var region: String?
        /// The next deadline: a day where the case is.
        package var due: String?
        /// Whether it is open, or its filing is contested, and past its first deadline.
        package var overdue: Bool
    }

    /// Those that the filter leaves, the one that was submitted last first.
    package static func list(
        _ filter: CaseFilter, limit: Int, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Listed] {
        let filter = try filter.reading(limit: limit, &connection).filter
        let first = CaseFilter.parameterCount + 1
        return try connection.execute(
            "cases",
            """
            SELECT c.code, c.channel, c.status::text AS status, k.name AS category, b.name AS body, r.name AS region,
                to_char(COALESCE(c.first_reply_due, c.verify_due, a.next_at) AT TIME ZONE COALESCE(r.zone, 'Asia/Jakarta'),
                    'YYYY-MM-DD') AS due,
                COALESCE(c.status <> 'selesai' AND COALESCE(c.first_reply_due, c.verify_due) < $\(first),
                    false) AS overdue
            FROM complaint c LEFT JOIN category k ON k.code = c.category_code LEFT JOIN body b ON b.code = c.body_code
            LEFT JOIN region r ON r.code = c.region_code LEFT JOIN agenda a ON a.complaint_id = c.id
            WHERE \(CaseFilter.condition)
            ORDER BY c.id DESC LIMIT $\(first + 1)
            """, filter.parametersDown() + [.instant(now), .bigint(Int64(limit))]
        ).map { row in
            Listed(
                code: row.text("code"), channel: row.text("channel"), status: row.text("status"),
                category: row.optionalText("category"), body: row.optionalText("body"),
                region: row.optionalText("region"), due: row.optionalText("due"), overdue: row.boolean("overdue"))
        }
    }

    /// Cases that were handed up to the Ombudsman's level, the one that was submitted first first.
    package static func ripeForOmbudsman(
        _ filter: CaseFilter, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.execute(
            "ripe cases of a filter",
            """
            SELECT c.id FROM complaint c WHERE \(CaseFilter.condition)
                AND EXISTS (SELECT FROM journal j WHERE j.complaint_id = c.id AND j.event = 'escalated'
                    AND j.data ->> 'clock' = 'ombudsman')
            ORDER BY c.id LIMIT $\(CaseFilter.parameterCount + 1)
            """, filter.parametersUp() + [.bigint(Int64(limit))]
        ).map { $0.complaintID("id") }
    }

    /// What is stored of a case besides its journal.
    package struct Facts: Sendable {
        package var id: ComplaintID
        package var status: String
        package var kind: String
        package var channel: String
        package var isAnonymous: Bool
        package var isConfidential: Bool
        package var category: String?
        package var body: String?
        package var region: String?
        /// Name of the zone, such as `Asia/Jakarta`.
        package var zone: String
        package var hops: Int
        package var submittedAt: Instant
        package var receivedAt: Instant
        package var verifyDue: Instant?
        package var firstReplyDue: Instant?
    }

    /// The cases with the code: one, in all likelihood, or none.
    package static func facts(
        ofCode code: TrackingCode, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Facts] {
        try connection.execute(
            "case",
            """
            SELECT c.id, c.status::text AS status, c.kind, c.channel, c.anonymous, c.confidential, k.name AS category,
                b.name AS body, r.name AS region, COALESCE(r.zone, 'Asia/Jakarta') AS zone, c.hop, c.submitted_at,
                c.received_at, c.verify_due, c.first_reply_due
            FROM complaint c LEFT JOIN category k ON k.code = c.category_code LEFT JOIN body b ON b.code = c.body_code
            LEFT JOIN region r ON r.code = c.region_code
            WHERE c.code = $1
            """, [.text(code.description)]
        ).map { row in
            Facts(
                id: row.complaintID("id"), status: row.text("status"), kind: row.text("kind"),
                channel: row.text("channel"), isAnonymous: row.boolean("anonymous"),
                isConfidential: row.boolean("confidential"), category: row.optionalText("category"),
                body: row.optionalText("body"), region: row.optionalText("region"), zone: row.text("zone"),
                hops: row.integer("hop"), submittedAt: row.instant("submitted_at"),
                receivedAt: row.instant("received_at"), verifyDue: row.optionalInstant("verify_due"),
                firstReplyDue: row.optionalInstant("first_reply_due"))
        }
    }

    package static func count(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute("count cases", "SELECT count(*) AS cases FROM complaint")[0].integer("cases")
    }

    /// Since when the case waits that waits longest for each body: from when it came there, or was opened again.
    package static func waitingSince(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: Instant]
    {
        try connection.execute(
            "waiting cases",
            """
            SELECT c.body_code, min(COALESCE((SELECT max(j.at) FROM journal j WHERE j.complaint_id = c.id
                AND j.event IN ('assigned', 'unrouted', 'transferred', 'refused', 'answered', 'reopened', 'unmerged')),
                c.received_at)) AS since FROM complaint c
            WHERE c.status IN ('belum_terverifikasi', 'belum_ditindaklanjuti') AND c.body_code IS NOT NULL
            GROUP BY c.body_code
            """
        ).reduce(into: [:]) { $0[$1.text("body_code")] = $1.instant("since") }
    }

    /// Open cases of these bodies, in the order of their ids.
    package static func open(
        of bodies: [String], after last: ComplaintID, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.execute(
            "open cases of bodies",
            """
            SELECT id FROM complaint WHERE id > $1 AND body_code = ANY ($2) AND status NOT IN ('selesai', 'arsip')
            ORDER BY id LIMIT $3
            """, [.id(last), .texts(bodies), .bigint(Int64(limit))]
        ).map { $0.complaintID("id") }
    }

    /// How many open cases each body has, and how many of them are past their first deadline.
    package static func loads(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(body: String, open: Int, overdue: Int)] {
        try connection.execute(
            "loads",
            """
            SELECT body_code, count(*) AS open,
                count(*) FILTER (WHERE COALESCE(first_reply_due, verify_due) < $1) AS overdue FROM complaint
            WHERE status NOT IN ('selesai', 'arsip') AND body_code IS NOT NULL GROUP BY body_code
            """, [.instant(now)]
        ).map { ($0.text("body_code"), $0.integer("open"), $0.integer("overdue")) }
    }

    /// The tracking code of a case that no routing is due for, with no words of its reporter waiting; nil until then.
    package static func codeAtRest(
        _ id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> String? {
        try connection.execute(
            "routed",
            """
            SELECT c.code FROM complaint c JOIN journal j ON j.complaint_id = c.id AND j.version = c.version
            WHERE c.id = $1 AND j.event NOT IN ('registered', 'refused', 'answered')
                AND NOT EXISTS (SELECT 1 FROM correspondence k WHERE k.complaint_id = c.id AND k.version IS NULL)
            """, [.id(id)]
        ).first?.text("code")
    }

    /// The body that each of these cases lies with, by id and by tracking code; those with a desk are left out.
    ///
    /// - Parameter names: ids or codes.
    package static func bodies(
        ofCases names: Set<String>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: String] {
        guard !names.isEmpty else { return [:] }
        return try connection.execute(
            "bodies of cases",
            """
            SELECT id::text AS id, code, body_code FROM complaint WHERE body_code IS NOT NULL
                AND (id = ANY ($1) OR code = ANY ($2))
            """, [.ids(names.compactMap { ComplaintID($0) }), .texts(names)]
        ).reduce(into: [:]) { bodies, row in
            bodies[row.text("id")] = row.text("body_code")
            bodies[row.text("code")] = row.text("body_code")
        }
    }
}
