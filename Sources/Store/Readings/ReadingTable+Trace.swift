package import Complaints
package import Postgres

extension ReadingTable {
    /// Notes what a reader is about to be shown; in one transaction with reading it.
    ///
    /// - Parameter parked: id of the parked message that it is of.
    /// - Throws: `PostgresError`; also when the note is not there afterwards, as it must be: a rule or a trigger has swallowed or changed it.
    package static func note(
        _ what: Reading, of cases: [ComplaintID], parked: String? = nil, by reader: Reader, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let note: [Parameter] = [
            .instant(now), .text(what.rawValue), .text(reader.actor), .text(reader.reason), .ids(cases), .text(parked),
        ]
        guard let id = try add(note, &connection), try isThere(id, note, &connection) else {
            throw PostgresError(
                .abandoned(.fault), in: "note reading",
                "who reads could not be written down, so nothing is shown; 'lapor doctor' names the rule or trigger")
        }
    }

    /// The id of the new row; nil when there is none.
    private static func add(
        _ note: [Parameter], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int? {
        do throws(PostgresError) {
            return try connection.execute(
                "note reading",
                "INSERT INTO reading (at, what, actor, reason, cases, parked) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
                note
            ).first?.integer("id")
        } catch {
            // A rule does something else in place of it.
            guard error.sqlState == SQLState("0A000") else { throw error }
            return nil
        }
    }

    /// Whether the row stands there as it was written.
    private static func isThere(
        _ id: Int, _ note: [Parameter], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.execute(
            "look at note",
            """
            SELECT EXISTS (SELECT FROM reading WHERE id = $7 AND at = $1 AND what = $2 AND actor = $3 AND reason = $4
                AND cases = $5 AND parked IS NOT DISTINCT FROM $6) AS there
            """, note + [.bigint(Int64(id))])[0].boolean("there")
    }

    /// A row of the trace.
    package struct Entry: Sendable {
        package var at: Instant
        package var what: String
        package var actor: String
        package var reason: String
        /// How many cases were read at once.
        package var count: Int
        /// Tracking codes of the first of them.
        package var codes: [String]
        package var parked: String?
    }

    /// Of how many cases a row names the codes.
    package static let named = 5

    /// Who read something of a case, the newest first.
    package static func readings(
        of id: ComplaintID, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Entry] {
        try connection.execute(
            "readings of a case",
            "\(entries) WHERE d.cases @> ARRAY[$1::uuid] ORDER BY d.at DESC, d.id DESC LIMIT $2",
            [.id(id), .integer(Int32(clamping: limit))]
        ).map(Entry.init)
    }

    /// What somebody read from a moment on, the newest first.
    package static func readings(
        by actor: String, since start: Instant, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Entry] {
        try connection.execute(
            "readings of a reader",
            "\(entries) WHERE d.actor = $1 AND d.at >= $2 ORDER BY d.at DESC, d.id DESC LIMIT $3",
            [.text(actor), .instant(start), .integer(Int32(clamping: limit))]
        ).map(Entry.init)
    }

    /// Who read something of many different cases since a moment.
    ///
    /// - Parameter least: how many cases are many.
    package static func busyReaders(
        since start: Instant, least: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(actor: String, cases: Int)] {
        try connection.execute(
            "busy readers",
            """
            SELECT actor, count(DISTINCT read) AS cases
            FROM (SELECT actor, unnest(cases)::text AS read FROM reading WHERE at >= $1
                UNION ALL SELECT actor, parked FROM reading WHERE at >= $1 AND parked IS NOT NULL) d
            GROUP BY actor HAVING count(DISTINCT read) >= $2 ORDER BY 2 DESC, 1
            """, [.instant(start), .integer(Int32(clamping: least))]
        ).map { ($0.text("actor"), $0.integer("cases")) }
    }

    private static let entries = """
        SELECT d.at, d.what, d.actor, d.reason, d.parked, cardinality(d.cases) AS count,
            COALESCE((SELECT string_agg(c.code, ' ' ORDER BY c.code)
                FROM complaint c WHERE c.id = ANY (d.cases[1:\(named)])), '') AS codes
        FROM reading d
        """
}

extension ReadingTable.Entry {
    fileprivate init(_ row: Row) {
        self.init(
            at: row.instant("at"), what: row.text("what"), actor: row.text("actor"), reason: row.text("reason"),
            count: row.integer("count"), codes: row.text("codes").split(separator: " ").map(String.init),
            parked: row.optionalText("parked"))
    }
}
