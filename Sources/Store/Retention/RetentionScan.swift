package import Complaints
package import Postgres

/// Cases whose time is over by the rules of retention, page by page in the order of their ids. What SQL finds may be due; whether it is
/// says the case's journal.
package struct RetentionScan: Sendable {
    /// Cases that are read, locked and erased together.
    package static let page = 500

    /// A case that is due, or would be.
    package struct Found: Sendable {
        package var state: CaseState
        package var judgement: RetentionJudgement
    }

    package let rules: RetentionRules
    private let moment: Instant
    private let size: Int
    private var last = ComplaintID(high: 0, low: 0)
    private var isOver = false

    package init(_ rules: RetentionRules, at now: Instant, page: Int = Self.page) {
        (self.rules, moment, size) = (rules, now, page)
        isOver = rules.active.allSatisfy { $0.days.isEmpty }
    }

    /// The next page; nil when there is none.
    ///
    /// - Parameter locking: whether this transaction is going to erase them.
    package mutating func next(
        locking: Bool, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Found]? {
        guard !isOver else { return nil }
        let ids = try candidates(&connection)
        guard let end = ids.last else { return nil }
        (last, isOver) = (end, ids.count < size)
        let states = try locking ? CaseTable.lock(ids, &connection) : CaseTable.read(ids, &connection)
        // Read after the locks: what others have said, held and erased until then counts.
        let cases = try Self.retained(states.compactMapValues { try? $0.get() }, &connection)
        return cases.map { Found(state: $0.state, judgement: rules.judgement(of: $0, at: moment)) }
    }

    private func candidates(_ connection: inout PostgresConnection) throws(PostgresError) -> [ComplaintID] {
        let wanted = Wanted(rules, at: moment)
        return try connection.execute(
            "candidates of retention",
            """
            SELECT c.id FROM complaint c WHERE c.id > $1 AND c.id < $2 AND c.status IN ('selesai', 'arsip') AND EXISTS (
                SELECT FROM unnest($3, $4, $5, $6, $7) AS r (identity, words, kinds, statuses, channels)
                WHERE (r.kinds = '' OR c.kind = ANY (string_to_array(r.kinds, ' ')))
                    AND (r.statuses = '' OR c.status::text = ANY (string_to_array(r.statuses, ' ')))
                    AND (r.channels = '' OR c.channel = ANY (string_to_array(r.channels, ' ')))
                    AND (c.received_at < r.identity AND \(Self.hasLeft(.identity))
                        OR c.received_at < r.words AND \(Self.hasLeft(.words))))
            ORDER BY c.id LIMIT $8
            """,
            [
                .id(last), .id(wanted.end), .instants(wanted.rows) { $0.cuts[.identity] },
                .instants(wanted.rows) { $0.cuts[.words] },
                .texts(wanted.rows) { $0.rule.conditions.kinds.map(\.rawValue).joined(separator: " ") },
                .texts(wanted.rows) { $0.rule.conditions.statuses.map(\.rawValue).joined(separator: " ") },
                .texts(wanted.rows) { $0.rule.conditions.channels.joined(separator: " ") }, .bigint(Int64(size)),
            ]
        ).map { $0.complaintID("id") }
    }

    /// A condition: a part of complaint `c` was never erased, or something was said since.
    private static func hasLeft(_ part: CasePart) -> String {
        """
        (NOT EXISTS (SELECT FROM erasure e WHERE e.complaint_id = c.id AND e.\(part.rawValue))
            OR EXISTS (SELECT FROM case_key k WHERE k.complaint_id = c.id AND k.\(part.rawValue) IS NOT NULL))
        """
    }

    /// In the order of their ids.
    private static func retained(
        _ states: [ComplaintID: CaseState], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [RetainedCase] {
        let ids = states.keys.sorted()
        let holds = try RetentionHoldTable.newest(of: ids, &connection)
        let erased = try ErasureTable.newest(of: ids, &connection)
        let leaders = try openCodes(among: Set(states.values.compactMap(\.mergedInto)), &connection)
        let facts = try facts(of: ids, &connection)
        return ids.compactMap { id in
            guard let state = states[id], let fact = facts[id] else { return nil }
            return RetainedCase(
                state, isAnonymous: fact.isAnonymous, isConfidential: fact.isConfidential, erased: erased[id] ?? [:],
                keyed: fact.keyed, hold: holds[id], isLeaderOpen: state.mergedInto.map(leaders.contains) ?? false)
        }
    }

    private static func facts(
        of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: (isAnonymous: Bool, isConfidential: Bool, keyed: Set<CasePart>)] {
        try connection.execute(
            "what is kept of cases",
            """
            SELECT c.id, c.anonymous, c.confidential, k.identity IS NOT NULL AS identity, k.words IS NOT NULL AS words
            FROM complaint c LEFT JOIN case_key k ON k.complaint_id = c.id WHERE c.id = ANY ($1)
            """, [.ids(ids)]
        ).reduce(into: [:]) {
            $0[$1.complaintID("id")] = ($1.boolean("anonymous"), $1.boolean("confidential"), $1.parts)
        }
    }

    private static func openCodes(
        among codes: Set<String>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<String> {
        guard !codes.isEmpty else { return [] }
        let rows = try connection.execute(
            "open leaders",
            "SELECT code FROM complaint WHERE code = ANY ($1) AND status NOT IN ('selesai', 'arsip')", [.texts(codes)])
        return Set(rows.map { $0.text("code") })
    }
}

extension RetentionScan {
    /// What SQL looks for: no case is due by a rule that was received later than this.
    private struct Wanted {
        struct Row {
            var rule: RetentionRule
            var cuts: [CasePart: Instant]
        }

        private(set) var rows: [Row] = []
        /// Ids of cases that may be due are smaller.
        private(set) var end = ComplaintID(high: 0, low: 0)

        init(_ rules: RetentionRules, at now: Instant) {
            // A day more: days are counted in the case's own zone.
            rows = rules.active.filter { !$0.days.isEmpty }.map { rule in
                Row(rule: rule, cuts: rule.days.mapValues { now.advanced(bySeconds: -Int64($0 - 1) * 86_400) })
            }
            let latest = rows.flatMap(\.cuts.values).max()
            if let latest { end = ComplaintID.v7(milliseconds: latest.milliseconds, random: (.max, .max)) }
        }
    }
}
