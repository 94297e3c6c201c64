import Complaints
import Postgres

/// Looks how all bodies stand on a day. It reads notices, journal and open cases as a whole, so it is work for the night.
struct StandingSurvey {
    private let now: Instant
    private let today: CivilDate
    private let rules: CaseRules
    private let standingRules: StandingRules
    private var facts: [String: StandingFacts] = [:]
    private var keepsDecrees = false

    init(at now: Instant, _ rules: CaseRules, _ connection: inout PostgresConnection) throws(PostgresError) {
        self.now = now
        self.rules = rules
        today = IndonesianZone.wib.date(at: now)
        standingRules = StandingRules(try StandingTable.rules(&connection), on: today)
        for body in rules.bodies.values {
            facts[body.code] = StandingFacts(
                hasParent: body.parentCode != nil, isGovernment: body.kind.isGovernment)
        }
        try readTerms(&connection)
        try readDecrees(&connection)
        try readNotices(&connection)
        try readWork(&connection)
    }

    /// Bodies that lag or cannot act; all others are sound.
    var standings: [String: BodyStanding] {
        var found: [String: BodyStanding] = [:]
        for (code, facts) in facts {
            let standing = BodyStanding(
                of: facts, by: standingRules, on: today, keepsDecrees: keepsDecrees,
                calendar: rules.clocks.calendar(of: rules.bodies[code]?.regionCode))
            if standing != .sound { found[code] = standing }
        }
        return found
    }

    /// Terms that have begun. Of an officer who is not active any more only that it was one is known.
    private mutating func readTerms(_ connection: inout PostgresConnection) throws(PostgresError) {
        let rows = try connection.execute(
            "officer terms",
            """
            SELECT body_code, valid_from, CASE WHEN active THEN valid_to
                ELSE least(COALESCE(valid_to, valid_from), $1::text::date - 1) END AS valid_to
            FROM liaison_officer WHERE role = 'officer' AND valid_from <= $1::text::date ORDER BY id
            """, [.text(today.description)])
        for row in rows {
            facts[row.text("body_code")]?.terms.append(
                OfficerTerm(from: row.date("valid_from"), to: row.optionalDate("valid_to")))
        }
    }

    private mutating func readDecrees(_ connection: inout PostgresConnection) throws(PostgresError) {
        // Oldest first: of two that were issued on one day the first counts.
        for recorded in try DecreeTable.recorded(for: nil, &connection).reversed() {
            keepsDecrees = true
            facts[recorded.body]?.decrees.append(recorded.decree)
        }
    }

    /// Failures since the last notice that arrived, or since the address was put right; the officer who is reached best counts.
    private mutating func readNotices(_ connection: inout PostgresConnection) throws(PostgresError) {
        guard standingRules.longest(.contactBounces) != nil else { return }
        let rows = try connection.execute(
            "failed notices",
            """
            WITH notice AS (
                SELECT substr(recipient, 9)::integer AS officer, state, settled_at FROM notification
                WHERE recipient LIKE 'officer:%' AND state IN ('sent', 'delivered', 'failed')),
            arrived AS (SELECT officer, max(settled_at) AS at FROM notice WHERE state <> 'failed' GROUP BY officer),
            failed AS (
                SELECT n.officer, count(*) AS number FROM notice n JOIN liaison_officer o ON o.id = n.officer
                LEFT JOIN arrived a ON a.officer = n.officer
                WHERE n.state = 'failed'
                    AND n.settled_at > COALESCE(greatest(a.at, o.contact_since), '-infinity') GROUP BY n.officer)
            SELECT o.body_code, min(COALESCE(f.number, 0)) AS failed FROM liaison_officer o LEFT JOIN failed f ON f.officer = o.id
            WHERE o.active AND o.role = 'officer' AND o.valid_from <= $1::text::date
                AND (o.valid_to IS NULL OR o.valid_to >= $1::text::date)
            GROUP BY o.body_code HAVING min(COALESCE(f.number, 0)) > 0
            """, [.text(today.description)])
        for row in rows { facts[row.text("body_code")]?.failedNotices = row.integer("failed") }
    }

    private mutating func readWork(_ connection: inout PostgresConnection) throws(PostgresError) {
        guard let longest = standingRules.longest(.inactive) else { return }
        let worked = try readCasework(since: now.advanced(bySeconds: -Int64(2 * longest + 30) * 86_400), &connection)
        let rows = try connection.execute(
            "waiting cases",
            """
            SELECT c.body_code, min(COALESCE((SELECT max(j.at) FROM journal j WHERE j.complaint_id = c.id
                AND j.event IN ('assigned', 'unrouted', 'transferred', 'refused', 'answered', 'reopened', 'unmerged')),
                c.received_at)) AS since FROM complaint c
            WHERE c.status IN ('belum_terverifikasi', 'belum_ditindaklanjuti') AND c.body_code IS NOT NULL
            GROUP BY c.body_code
            """)
        let yesterday = today.adding(days: -1)
        for row in rows {
            let (code, waitingSince) = (row.text("body_code"), row.instant("since"))
            let idleSince = IndonesianZone.wib.date(at: max(waitingSince, worked[code] ?? waitingSince))
            let calendar = rules.clocks.calendar(of: rules.bodies[code]?.regionCode)
            facts[code]?.idleDays = max(0, calendar.workingDays(from: idleSince, to: yesterday))
        }
    }

    /// When each body last did something. What a coordinator does is the work of the desks above the case.
    private func readCasework(
        since start: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: Instant] {
        let rows = try connection.execute(
            "casework",
            """
            SELECT data->>'role' AS role, data->>'body' AS body, max(at) AS at FROM journal
            WHERE at >= $1 AND data->>'role' IN ('officer', 'coordinator', 'national') AND data ? 'body' GROUP BY 1, 2
            """, [.instant(start)])
        var worked: [String: Instant] = [:]
        for row in rows {
            let (at, body) = (row.instant("at"), row.text("body"))
            for code in row.text("role") == "officer" ? [body] : desks(above: body) {
                worked[code] = max(worked[code] ?? at, at)
            }
        }
        return worked
    }

    private func desks(above code: String) -> [String] {
        var desks: [String] = []
        var next: String? = code
        while let current = next, let body = rules.bodies[current] {
            if body.kind != .opd, body.kind != .inspectorate { desks.append(current) }
            next = body.parentCode
        }
        return desks
    }
}
