package import Complaints
package import Postgres

/// Cases as their journals tell them.
package enum CaseTable {
    /// Locks cases, which this transaction may change then, and reads them. Locking goes by id, so that two workers with the same cases wait instead of blocking
    /// each other.
    ///
    /// - Returns: those that exist; a journal that cannot be replayed is a failure of that case alone.
    package static func lock(
        _ ids: some Collection<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Result<CaseState, ReplayError>] {
        let sorted = Set(ids).sorted()
        guard let first = sorted.first, let last = sorted.last else { return [:] }
        let rows = try connection.execute(
            "lock cases",
            """
            SELECT id, confidential, anonymous FROM complaint
            WHERE id = ANY ($1) AND id BETWEEN $2 AND $3 ORDER BY id FOR UPDATE
            """, [.ids(sorted), .id(first), .id(last)])
        // A second statement sees what others committed while this one waited for their locks.
        var cases = try read(rows.map { $0.complaintID("id") }, &connection)
        // Events from before they said so are silent about it.
        for row in rows where row.boolean("confidential") || row.boolean("anonymous") {
            guard case .success(var state) = cases[row.complaintID("id")] else { continue }
            state.keep(confidential: row.boolean("confidential"), anonymous: row.boolean("anonymous"))
            cases[state.id] = .success(state)
        }
        return cases
    }

    package static func read(
        _ ids: some Collection<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Result<CaseState, ReplayError>] {
        try journals(of: ids, &connection).map(replay) ?? [:]
    }

    /// By what the secrets are known that reporters were told when their reports were taken; those who were told none are left out.
    static func filingProofs(
        of ids: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Int64] {
        guard !ids.isEmpty else { return [:] }
        return try connection.execute(
            "filing proofs", "SELECT id, filing_proof FROM complaint WHERE id = ANY ($1) AND filing_proof IS NOT NULL",
            [.ids(ids)]
        ).reduce(into: [:]) { $0[$1.complaintID("id")] = Int64($1.integer("filing_proof")) }
    }

    /// The journals of cases, by complaint and version; nil when no case was asked for.
    static func journals(
        of ids: some Collection<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> QueryResult? {
        let sorted = Set(ids).sorted()
        guard let first = sorted.first, let last = sorted.last else { return nil }
        return try connection.execute(
            "journals of cases",
            """
            SELECT \(JournalEntry.columns) FROM journal
            WHERE complaint_id = ANY ($1) AND complaint_id BETWEEN $2 AND $3 ORDER BY complaint_id, version
            """, [.ids(sorted), .id(first), .id(last)])
    }

    /// The journal of one case, oldest row first.
    ///
    /// - Throws: `PostgresError`, or `ReplayError` when a row cannot be read.
    package static func journal(of id: ComplaintID, _ connection: inout PostgresConnection) throws -> [JournalEntry] {
        let rows = try connection.execute(
            "journal of a case",
            """
            SELECT \(JournalEntry.columns) FROM journal WHERE complaint_id = $1
            ORDER BY version
            """, [.id(id)])
        return try rows.map { try JournalEntry($0) }
    }

    /// Replays journal rows of whole cases, in the order of complaint and version: columns as `read` selects them.
    package static func replay(_ rows: QueryResult) -> [ComplaintID: Result<CaseState, ReplayError>] {
        var cases: [ComplaintID: Result<CaseState, ReplayError>] = [:]
        for row in rows {
            let id = row.complaintID("complaint_id")
            guard case .success(var state) = cases[id] ?? .success(CaseState(id: id)) else { continue }
            do throws(ReplayError) {
                try state.apply(try JournalEntry(row))
                cases[id] = .success(state)
            } catch {
                cases[id] = .failure(error)
            }
        }
        return cases
    }

    /// The cases that follow those with these tracking codes. Who has locked a case sees all that will ever follow it before
    /// they are done.
    package static func followers(
        ofCodes codes: some Collection<String>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: Set<ComplaintID>] {
        guard !codes.isEmpty else { return [:] }
        let rows = try connection.execute(
            "followers",
            """
            SELECT m.data ->> 'into' AS leader, m.complaint_id FROM journal m
            WHERE m.event = 'merged' AND m.data ->> 'into' = ANY ($1)
                AND NOT EXISTS (SELECT FROM journal u WHERE u.complaint_id = m.complaint_id AND u.version > m.version
                    AND u.event = 'unmerged')
            """, [.texts(codes)])
        var followers: [String: Set<ComplaintID>] = [:]
        for row in rows { followers[row.text("leader"), default: []].insert(row.complaintID("complaint_id")) }
        return followers
    }

    /// Tracking codes as they are stored: what a complaint is called does not follow from its id.
    package static func codes(
        of ids: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: String] {
        try connection.execute("codes of ids", "SELECT id, code FROM complaint WHERE id = ANY ($1)", [.ids(ids)])
            .reduce(into: [:]) { $0[$1.complaintID("id")] = $1.text("code") }
    }

    /// The complaints that have these tracking codes; a code that several have belongs to the oldest.
    package static func ids(
        ofCodes codes: some Collection<String>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: ComplaintID] {
        guard !codes.isEmpty else { return [:] }
        let rows = try connection.execute(
            "ids of codes", "SELECT code, id FROM complaint WHERE code = ANY ($1) ORDER BY id DESC", [.texts(codes)])
        var ids: [String: ComplaintID] = [:]
        for row in rows { ids[row.text("code")] = row.complaintID("id") }
        return ids
    }
}
