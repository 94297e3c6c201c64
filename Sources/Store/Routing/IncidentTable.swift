package import Complaints
package import Postgres
package import Routing

/// Incidents: the keys by which reports of the same are found, and which complaint reports what an earlier one reported.
package enum IncidentTable {
    /// Adds the keys that are new or too old; returns whose each key is.
    ///
    /// - Parameter keys: in order, each with the report that has it. So two workers with the same keys wait for each other
    ///   instead of blocking each other, and the later one looks again.
    /// - Throws: `PostgresError`; a unique violation when another worker added one of them meanwhile.
    package static func claim(
        _ keys: [(key: Int64, report: ComplaintID)], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Int64: ComplaintID] {
        guard !keys.isEmpty else { return [:] }
        var owners = try owners(of: keys.map(\.key), at: now, &connection)
        let unowned = keys.filter { owners[$0.key] == nil }
        for (key, report) in unowned { owners[key] = report }
        try add(unowned, at: now, &connection)
        return owners
    }

    /// The incidents that have the keys; those of a key that is too old are left out, and so is the key.
    private static func owners(
        of keys: [Int64], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Int64: ComplaintID] {
        let rows = try connection.execute(
            "fingerprints", "SELECT key, incident_id, at < $2 AS old FROM fingerprint WHERE key = ANY ($1)",
            [.bigints(keys), .instant(oldest(at: now))])
        var owners: [Int64: ComplaintID] = [:]
        owners.reserveCapacity(keys.count)
        var old: [Int64] = []
        for row in rows {
            let key = Int64(row.integer("key"))
            if row.boolean("old") { old.append(key) } else { owners[key] = row.complaintID("incident_id") }
        }
        if !old.isEmpty {
            try connection.execute(
                "replace fingerprints", "DELETE FROM fingerprint WHERE key = ANY ($1)", [.bigints(old)])
        }
        return owners
    }

    private static func add(
        _ keys: [(key: Int64, report: ComplaintID)], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var rows = CopyRows(columns: 3)
        for (key, report) in keys {
            rows.beginRow()
            rows.append(key)
            rows.append(report)
            rows.append(now)
        }
        // A key that is there already is an error here; asking row by row whether it is (ON CONFLICT) costs twice as much.
        try connection.copy(into: "fingerprint (key, incident_id, at)", rows)
    }

    /// Forgets keys of texts to which no further report can belong; a day more, so that none goes while routing reads it.
    @discardableResult
    static func forget(at now: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try forget(before: now.advanced(bySeconds: -keptSeconds), &connection)
    }

    static let keptSeconds = Int64(IncidentRule.days + 1) * 86_400

    /// - Returns: how many.
    static func forget(
        before moment: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute("old fingerprints", "DELETE FROM fingerprint WHERE at < $1", [.instant(moment)])
            .affectedRows
    }

    static func fingerprints(
        before moment: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "counted fingerprints", "SELECT count(*) AS old FROM fingerprint WHERE at < $1", [.instant(moment)])[0]
            .integer("old")
    }

    private static func oldest(at now: Instant) -> Instant {
        now.advanced(bySeconds: -Int64(IncidentRule.days * 86_400))
    }

    /// What is known of `candidates`.
    ///
    /// - Parameter texts: those that need not be read.
    package static func read(
        _ candidates: [ComplaintID], knowing texts: [ComplaintID: Shingles], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> IncidentMatching.Earlier {
        guard !candidates.isEmpty else { return IncidentMatching.Earlier() }
        var earlier = IncidentMatching.Earlier(texts: texts)
        let others = candidates.filter { texts[$0] == nil }
        if let first = others.first, let last = others.last {
            let rows = try connection.execute(
                "texts of incidents",
                """
                SELECT c.id, \(ReportWords.columns(of: "c")) FROM complaint c
                WHERE c.id = ANY ($1) AND c.id BETWEEN $2 AND $3
                """, [.ids(others), .id(first), .id(last)])
            for (id, words) in try ReportWordsTable.words(rows, connection.keys) {
                earlier.texts[id] = Shingles(title: words.title, text: words.text)
            }
        }
        let rows = try connection.execute(
            "incidents of complaints",
            "SELECT complaint_id, incident_id FROM incident_link WHERE complaint_id = ANY ($1) AND undone_at IS NULL",
            [.ids(candidates)])
        for row in rows { earlier.roots[row.complaintID("complaint_id")] = row.complaintID("incident_id") }
        return earlier
    }

    /// Stores which of `routed` report what an earlier one reported. Only first reports are linked: what comes back from a
    /// refusal is linked already.
    static func link(_ routed: [RoutedComplaint], _ connection: inout PostgresConnection) throws(PostgresError) {
        var links = CopyRows(columns: 4)
        for step in routed {
            guard let incident = step.incident else { continue }
            links.beginRow()
            links.append(step.complaint.id)
            links.append(incident.id)
            links.append(Float(incident.similarity))
            links.append(step.entry.at)
        }
        guard links.count > 0 else { return }
        try connection.copy(into: "incident_link (complaint_id, incident_id, similarity, at)", links)
    }
}
