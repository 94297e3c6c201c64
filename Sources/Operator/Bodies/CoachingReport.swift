import Complaints
import Postgres
import Store

/// Bodies that lag, by province.
package struct CoachingReport {
    package struct Lagging: Encodable {
        package var code: String
        package var name: String
        var kind: String
        package var dormant: Bool
        /// The body that holds its cases.
        var heldAt: String?
        var reasons: [String]
        package var since: String?
        var officers: Int
        /// Open cases; of a government those of its units too.
        package var open: Int
        /// Of these, those whose first deadline has passed.
        package var overdue: Int
        package var decree: Decrees.Row?

        /// The reasons as officials read them.
        package var text: String {
            let texts = reasons.compactMap { StandingReason(rawValue: $0)?.officialText }
            return texts.isEmpty ? "laporan terlambat" : texts.joined(separator: ", ")
        }
    }

    package struct Group: Encodable {
        /// Region code of the province; empty for national bodies.
        package var province: String
        package var name: String
        package var bodies: [Lagging]
    }

    private struct Load {
        var open = 0
        var overdue = 0
    }

    private let rules: CaseRules
    private let standings: [String: StandingTable.Row]
    private var own: [String: Load] = [:]
    private var total: [String: Load] = [:]
    private var officers: [String: Int] = [:]
    private var decrees: [String: Decrees.Row] = [:]
    private var provinces: [String: String] = [:]

    package init(_ register: inout BodyRegister) throws {
        rules = try ReferenceTables.caseRules(&register.database)
        standings = try StandingTable.rows(&register.database).filter { !$0.value.standing.reasons.isEmpty }
        try readLoads(&register)
        let counts = try register.database.execute(
            "officers today", "SELECT body_code, count(*) FROM valid_officer GROUP BY body_code")
        for row in 0..<counts.count { officers[counts.text(row, 0)] = Int(counts.integer(row, 1)) }
        for decree in try Decrees.decrees(of: nil, &register) {
            // The one in force, or else the newest.
            if decrees[decree.body] == nil || decree.inForce && decrees[decree.body]?.inForce == false {
                decrees[decree.body] = decree
            }
        }
        let names = try register.database.execute(
            "provinces", "SELECT code, name FROM region WHERE level = 'province'")
        for row in 0..<names.count { provinces[names.text(row, 0)] = names.text(row, 1) }
    }

    private mutating func readLoads(_ register: inout BodyRegister) throws {
        let rows = try register.database.execute(
            "loads",
            """
            SELECT body_code, count(*), count(*) FILTER (WHERE COALESCE(first_reply_due, verify_due) < $1) FROM complaint
            WHERE status NOT IN ('selesai', 'arsip') AND body_code IS NOT NULL GROUP BY body_code
            """, [.instant(register.now)])
        for row in 0..<rows.count {
            let load = Load(open: Int(rows.integer(row, 1)), overdue: Int(rows.integer(row, 2)))
            own[rows.text(row, 0)] = load
            add(load, to: rows.text(row, 0))
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
    package var groups: [Group] {
        let lateGovernments = total.filter { code, load in
            let kind = rules.bodies[code]?.kind
            return load.overdue > 0 && (kind == .regency || kind == .city)
        }
        let codes = Set(standings.keys).union(lateGovernments.keys)
        let lagging = codes.compactMap { rules.bodies[$0] }.sorted { $0.code < $1.code }
        let byProvince = Dictionary(grouping: lagging) { String($0.regionCode?.prefix(2) ?? "") }
        return byProvince.keys.sorted().map { province in
            let name = province.isEmpty ? "Nasional" : provinces[province] ?? province
            return Group(province: province, name: name, bodies: (byProvince[province] ?? []).map(self.lagging))
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
}
