import Complaints
import Store

/// Pembinaan: bodies that lag, by province. Standings are those of the last watch.
package struct CoachingReport: CutList {
    struct Lagging: Encodable {
        var code: String
        var name: String
        var kind: String
        var dormant: Bool
        /// The body that holds its cases.
        var heldAt: String?
        var reasons: [String]
        var since: String?
        var officers: Int
        /// Open cases; of a government those of its units too.
        var open: Int
        /// Of these, those whose first deadline has passed.
        var overdue: Int
        var decree: DecreeList.Row?

        /// Why it lags, for readers.
        var why: Phrase { BodyWords.why(reasons.compactMap { StandingReason(rawValue: $0) }, dormant: dormant) }
    }

    package struct Row: Encodable {
        /// Region code of the province; empty for national bodies.
        var province: String
        var name: String
        var bodies: [Lagging]
    }

    private struct Load {
        var open = 0
        var overdue = 0
    }

    private let rules: CaseRules
    private let standings: [String: StandingRecord]
    private var own: [String: Load] = [:]
    private var total: [String: Load] = [:]
    private let officers: [String: Int]
    private var decrees: [String: DecreeList.Row] = [:]
    private let provinces: [String: String]

    package private(set) var rows: [Row] = []

    package private(set) var more = 0

    /// - Parameters:
    ///   - province: only this one, by its region code or its name.
    ///   - limit: most bodies.
    package init(province: String?, limit: Int) throws {
        var register = try BodyRegister()
        let province = try province.map { try register.database.region($0) }
        rules = try ReferenceTables.caseRules(&register.database)
        standings = try StandingTable.records(&register.database).filter { !$0.value.standing.reasons.isEmpty }
        officers = try OfficerTable.counts(&register.database)
        provinces = try RegionTable.provinces(&register.database)
        for (body, open, overdue) in try CaseTable.loads(at: register.now, &register.database) {
            let load = Load(open: open, overdue: overdue)
            own[body] = load
            add(load, to: body)
        }
        for decree in try DecreeList(of: nil, &register).rows {
            // The one in force, or else the newest.
            if decrees[decree.body] == nil || decree.inForce && decrees[decree.body]?.inForce == false {
                decrees[decree.body] = decree
            }
        }
        cut(groups.filter { province == nil || $0.province == province }, to: limit)
    }

    /// The first bodies of all provinces together.
    private mutating func cut(_ groups: [Row], to limit: Int) {
        var left = limit
        for var group in groups {
            let shown = group.bodies.cut(to: left)
            (group.bodies, more, left) = (shown.rows, more + shown.more, left - shown.rows.count)
            if !group.bodies.isEmpty { rows.append(group) }
        }
    }

    /// Adds to the body and to the government that it belongs to.
    private mutating func add(_ load: Load, to code: String) {
        var next: String? = code
        while let current = next, let body = rules.bodies[current] {
            total[current, default: Load()].open += load.open
            total[current, default: Load()].overdue += load.overdue
            next = body.kind == .opd || body.kind == .inspectorate ? body.parentCode : nil
        }
    }

    /// National bodies first, then the provinces by code; governments before their units.
    private var groups: [Row] {
        let lateGovernments = total.filter { code, load in
            let kind = rules.bodies[code]?.kind
            return load.overdue > 0 && (kind == .regency || kind == .city)
        }
        let codes = Set(standings.keys).union(lateGovernments.keys)
        let lagging = codes.compactMap { rules.bodies[$0] }.sorted { $0.code < $1.code }
        let byProvince = Dictionary(grouping: lagging) { String($0.regionCode?.prefix(2) ?? "") }
        return byProvince.keys.sorted().map { province in
            let name = province.isEmpty ? "Nasional" : provinces[province] ?? province
            return Row(province: province, name: name, bodies: (byProvince[province] ?? []).map(self.lagging))
        }
    }

    private func lagging(_ body: Body) -> Lagging {
        let row = standings[body.code]
        let load = (body.kind.isGovernment ? total : own)[body.code] ?? Load()
        return Lagging(
            code: body.code, name: body.name, kind: body.kind.rawValue, dormant: row?.standing.isDormant ?? false,
            heldAt: rules.holder(for: body.code), reasons: row?.standing.reasons.map(\.rawValue) ?? [],
            since: row.map { IndonesianZone.wib.day($0.since) }, officers: officers[body.code] ?? 0, open: load.open,
            overdue: load.overdue, decree: decrees[body.code])
    }

    package var text: String {
        guard !rows.isEmpty else { return BodyWords.nobodyLags.text }
        return rows.map { group in
            let table = TextTable(
                [.body, .reason, .since, .open, .overdue, .decree], widest: 60,
                group.bodies.map { body in
                    [
                        "\(body.name) (\(body.code))", body.why.text, body.since, body.open, body.overdue,
                        body.decree.map { BodyWords.decree($0.number, issued: $0.issued, until: $0.until).text },
                    ]
                })
            let name = group.province.isEmpty ? BodyWords.nation.text : group.name
            return "\(name): \(group.bodies.count)\n\(table.text)"
        }.joined(separator: "\n\n")
    }
}
