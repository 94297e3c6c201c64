import Complaints
import Postgres
import Routing
import Store

/// Finds which complaints of a batch report what an earlier one reported. Its cost depends on the batch, not on how many
/// complaints there are: four keys each are looked up and added.
struct IncidentMatching {
    private struct Report {
        var id: ComplaintID
        var shingles: Shingles
        var keys: [Int64]
        var hasPlace: Bool
    }

    /// Oldest first.
    private let reports: [Report]
    private let now: Instant

    /// Only first reports are compared: a complaint that comes back from a refusal is linked already.
    init(_ routed: [RoutedComplaint], _ gazetteer: Gazetteer, at now: Instant) {
        self.now = now
        reports = routed.filter { $0.complaint.version == 1 }.map { step in
            let shingles = Shingles(title: step.complaint.facts.title, text: step.complaint.facts.text)
            let region = step.decision.regionCode.map { gazetteer.regency(of: $0)?.code ?? $0 }
            return Report(
                id: step.complaint.id, shingles: shingles, keys: Fingerprints(shingles, region: region).keys,
                hasPlace: region != nil)
        }.filter { !$0.keys.isEmpty }.sorted { $0.id < $1.id }
    }

    func find(_ connection: inout PostgresConnection) throws(PostgresError) -> [ComplaintID: IncidentMatch] {
        guard !reports.isEmpty else { return [:] }
        let owners = try owners(&connection)
        var candidates: [ComplaintID: [ComplaintID]] = [:]
        for report in reports {
            let others = Set(report.keys.compactMap { owners[$0] }).subtracting([report.id])
            if !others.isEmpty { candidates[report.id] = others.sorted() }
        }
        guard !candidates.isEmpty else { return [:] }
        let known = Array(Set(candidates.values.joined()))
        let texts = try texts(of: known, &connection)
        var roots = try roots(of: known, &connection)
        var matches: [ComplaintID: IncidentMatch] = [:]
        for report in reports {
            let least = report.hasPlace ? IncidentRule.leastSimilarity : IncidentRule.leastWithoutPlace
            let best = (candidates[report.id] ?? []).compactMap { other in
                texts[other].map { IncidentMatch(id: other, similarity: report.shingles.similarity(to: $0)) }
            }.max { $0.similarity < $1.similarity }
            guard let best, best.similarity >= least else { continue }
            let root = roots[best.id] ?? best.id
            // Two batches at once may each take the other's report for the earlier one: the older stays the first.
            guard root < report.id else { continue }
            roots[report.id] = root
            matches[report.id] = IncidentMatch(id: root, similarity: best.similarity)
        }
        return matches
    }

    /// Adds the keys that are new or too old; returns whose each key is.
    private func owners(_ connection: inout PostgresConnection) throws(PostgresError) -> [Int64: ComplaintID] {
        var first: [Int64: ComplaintID] = [:]
        for report in reports { for key in report.keys where first[key] == nil { first[key] = report.id } }
        // In order, so that two workers with the same keys wait instead of blocking each other.
        let sorted = first.sorted { $0.key < $1.key }
        var keys = BinaryArray(.bigint)
        for (key, _) in sorted { keys.append(key) }
        let oldest = now.advanced(bySeconds: -Int64(IncidentRule.days * 86_400))
        try connection.execute(
            "add fingerprints",
            """
            INSERT INTO fingerprint (key, incident_id, at)
            SELECT key, id, $3 FROM unnest($1, $2) AS u (key, id)
            ON CONFLICT (key) DO UPDATE SET incident_id = EXCLUDED.incident_id, at = EXCLUDED.at
                WHERE fingerprint.at < $4
            """,
            [
                .array(keys), .array(BinaryArray(ids: sorted.map(\.value))),
                .instant(now),
                .instant(oldest),
            ])
        let rows = try connection.execute(
            "fingerprints", "SELECT key, incident_id FROM fingerprint WHERE key = ANY ($1)", [.array(keys)])
        var owners: [Int64: ComplaintID] = [:]
        for row in 0..<rows.count { owners[rows.integer(row, 0)] = rows.complaintID(row, 1) }
        return owners
    }

    /// Shingles of complaints, stored or of this batch.
    private func texts(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Shingles] {
        var texts = Dictionary(uniqueKeysWithValues: reports.map { ($0.id, $0.shingles) })
        let others = ids.filter { texts[$0] == nil }.sorted()
        guard let first = others.first, let last = others.last else { return texts }
        let rows = try connection.execute(
            "texts of incidents",
            "SELECT id, title, text FROM complaint WHERE id = ANY ($1) AND id BETWEEN $2 AND $3",
            [
                .array(BinaryArray(ids: others)), .id(first),
                .id(last),
            ])
        for row in 0..<rows.count {
            texts[rows.complaintID(row, 0)] = Shingles(title: rows.optionalText(row, 1), text: rows.text(row, 2))
        }
        return texts
    }

    /// The incidents that complaints belong to, where they are not the first of their own.
    private func roots(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ComplaintID] {
        let rows = try connection.execute(
            "incidents of complaints",
            "SELECT complaint_id, incident_id FROM incident_link WHERE complaint_id = ANY ($1) AND undone_at IS NULL",
            [.array(BinaryArray(ids: ids))])
        return Dictionary(
            uniqueKeysWithValues: (0..<rows.count).map { (rows.complaintID($0, 0), rows.complaintID($0, 1)) })
    }
}
