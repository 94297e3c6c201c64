package import Complaints

/// An earlier complaint that reported the same.
package struct IncidentMatch: Sendable, Equatable {
    /// Id of the incident's first complaint.
    package var id: ComplaintID
    /// 0…1.
    package var similarity: Double

    package init(id: ComplaintID, similarity: Double) {
        self.id = id
        self.similarity = similarity
    }
}

/// Finds which complaints of a batch report what an earlier one reported. Its cost depends on the batch, not on how many
/// complaints there are: four keys each are looked up and added.
package struct IncidentMatching: Sendable {
    /// A complaint as far as others may report the same.
    package struct Report: Sendable {
        let id: ComplaintID
        let shingles: Shingles
        let keys: [Int64]
        let hasPlace: Bool

        /// - Parameter region: the regency or city, or what is known above it; nil: unknown.
        package init(id: ComplaintID, text: FoldedText, region: String?) {
            self.id = id
            shingles = Shingles(text)
            keys = Fingerprints(shingles, region: region).keys
            hasPlace = region != nil
        }
    }

    /// What is known of complaints that share a key with one of the batch.
    package struct Earlier: Sendable {
        package var texts: [ComplaintID: Shingles]
        /// The incidents that they belong to, where they are not the first of their own.
        package var roots: [ComplaintID: ComplaintID]

        package init(texts: [ComplaintID: Shingles] = [:], roots: [ComplaintID: ComplaintID] = [:]) {
            self.texts = texts
            self.roots = roots
        }
    }

    /// Oldest first.
    private let reports: [Report]

    /// Compares `reports`; those too short to be compared are left out.
    package init(_ reports: [Report]) {
        self.reports = reports.filter { !$0.keys.isEmpty }.sorted { $0.id < $1.id }
    }

    /// The keys, each with the oldest report that has it; in order, so that two workers with the same keys wait instead of
    /// blocking each other.
    package var keys: [(key: Int64, report: ComplaintID)] {
        var all: [(key: Int64, report: ComplaintID)] = []
        all.reserveCapacity(reports.count * 4)
        for report in reports { for key in report.keys { all.append((key, report.id)) } }
        all.sort { $0.key == $1.key ? $0.report < $1.report : $0.key < $1.key }
        var previous: Int64?
        return all.filter { entry in
            defer { previous = entry.key }
            return entry.key != previous
        }
    }

    /// The texts of the batch.
    package var texts: [ComplaintID: Shingles] {
        Dictionary(reports.map { ($0.id, $0.shingles) }) { first, _ in first }
    }

    /// All complaints that may have reported what one of the batch reports.
    ///
    /// - Parameter owners: whose each key is.
    package func candidates(_ owners: [Int64: ComplaintID]) -> [ComplaintID] {
        Set(reports.flatMap { candidates(for: $0, owners) }).sorted()
    }

    /// Which complaints report what an earlier one reported.
    package func matches(_ owners: [Int64: ComplaintID], _ earlier: Earlier) -> [ComplaintID: IncidentMatch] {
        var roots = earlier.roots
        var matches: [ComplaintID: IncidentMatch] = [:]
        for report in reports {
            let least = report.hasPlace ? IncidentRule.leastSimilarity : IncidentRule.leastWithoutPlace
            let best = candidates(for: report, owners).compactMap { other in
                earlier.texts[other].map { IncidentMatch(id: other, similarity: report.shingles.similarity(to: $0)) }
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

    private func candidates(for report: Report, _ owners: [Int64: ComplaintID]) -> [ComplaintID] {
        Set(report.keys.compactMap { owners[$0] }).subtracting([report.id]).sorted()
    }
}
