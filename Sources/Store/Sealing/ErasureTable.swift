package import Complaints
package import Postgres

/// Table `erasure`: whose identity and words were erased. The cases stay, with what happened to them, so that books and figures
/// stay right; who reported and what was said is gone with the keys.
package enum ErasureTable {
    /// By whom, why, and by which rule something is erased.
    package struct Cause: Sendable, Equatable {
        package var actor: String
        package var reason: String?
        /// Name of a rule of retention, and the version of its set; nil: the person asked for it.
        package var rule: String?
        package var ruleSet: Int?

        package init(by actor: String, reason: String? = nil, rule: String? = nil, ruleSet: Int? = nil) {
            (self.actor, self.reason, self.rule, self.ruleSet) = (actor, reason, rule, ruleSet)
        }
    }

    /// Erases cases that are over and that nobody holds.
    ///
    /// - Parameter ids: the others among them are left out.
    /// - Returns: those that were erased now.
    package static func erase(
        _ ids: [ComplaintID], by cause: Cause, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.transaction { connection throws(PostgresError) in
            let states = try CaseTable.lock(ids, &connection)
            let holds = try RetentionHoldTable.newest(of: ids, &connection)
            let over = ids.filter { id in
                guard case .success(let state) = states[id] else { return false }
                return !state.status.isOpen && holds[id]?.isHeld != true
            }
            try erase(Set(CasePart.allCases), of: over, by: cause, at: now, &connection)
            return over
        }
    }

    /// Erases parts of cases that this transaction has locked.
    static func erase(
        _ parts: Set<CasePart>, of ids: [ComplaintID], by cause: Cause, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !ids.isEmpty, !parts.isEmpty else { return }
        try connection.execute(
            "note erasure",
            """
            INSERT INTO erasure (complaint_id, at, actor, identity, words, rule, rule_set, reason)
            SELECT u.id, $2, $3, $4, $5, $6, NULLIF($7, 0), $8 FROM unnest($1) AS u (id)
            """,
            [
                .ids(ids), .instant(now), .text(cause.actor), .boolean(parts.contains(.identity)),
                .boolean(parts.contains(.words)), .text(cause.rule), .integer(Int32(cause.ruleSet ?? 0)),
                .text(cause.reason),
            ])
        try clear(parts, of: ids, &connection)
    }

    /// Erases again what a restored copy has brought back.
    ///
    /// - Returns: how many cases.
    package static func eraseRestored(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.transaction { connection throws(PostgresError) in
            let restored = try restoredParts(&connection)
            for (parts, cases) in Dictionary(grouping: restored, by: \.value) {
                try clear(parts, of: cases.map(\.key), &connection)
            }
            return restored.count
        }
    }

    /// How many erasures doctors look at, the newest: a copy that is restored brings many back.
    package static let lately = 10_000

    /// Cases that were erased and of which something is there again.
    ///
    /// - Parameter newest: looks at so many erasures only; nil: at all.
    package static func restored(
        newest: Int? = nil, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try restoredParts(newest: newest, &connection).keys.sorted()
    }

    private static func restoredParts(
        newest: Int? = nil, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Set<CasePart>] {
        let source = newest.map { "(SELECT * FROM erasure ORDER BY id DESC LIMIT \($0))" } ?? "erasure"
        let clear = try connection.execute(
            newest == nil ? "restored rows" : "restored rows of late",
            """
            SELECT * FROM (SELECT e.complaint_id,
                    bool_or(e.identity) AND EXISTS (SELECT FROM reporter r WHERE r.complaint_id = e.complaint_id
                        AND num_nonnulls(r.name, r.phone, r.email, r.phone_hash, r.email_hash) > 0)
                        AND NOT EXISTS (SELECT FROM case_key k
                            WHERE k.complaint_id = e.complaint_id AND k.identity IS NOT NULL) AS identity,
                    bool_or(e.words) AND EXISTS (SELECT FROM complaint c WHERE c.id = e.complaint_id AND c.text IS NOT NULL)
                        AND NOT EXISTS (SELECT FROM case_key k
                            WHERE k.complaint_id = e.complaint_id AND k.words IS NOT NULL) AS words
                FROM \(source) e GROUP BY e.complaint_id) AS found
            WHERE identity OR words
            """)
        return clear.reduce(into: try CaseKeyTable.restored(among: source, &connection)) {
            $0[$1.complaintID("complaint_id"), default: []].formUnion($1.parts)
        }
    }

    /// Newest cases whose keys are gone although nobody erased them: they can be read by nobody.
    package static func orphans(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try CaseKeyTable.orphans(&connection)
    }

    private static func clear(
        _ parts: Set<CasePart>, of ids: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try CaseKeyTable.shred(ids, parts, &connection)
        if parts.contains(.identity) {
            try ReporterContacts.blank(ids, &connection)
            try UnreadFieldTable.blank(ids, &connection)
            try OpenQuestions.forget(of: ids, &connection)
        }
        if parts.contains(.words) {
            try ReportWordsTable.blank(ids, &connection)
            try Correspondence.blank(ids, &connection)
            try RoutingRows.forgetExplanations(of: ids, &connection)
        }
        try SubmissionTable.seal(of: ids, &connection)
        try SMSPartTable.seal(of: ids, &connection)
    }
}

extension Row {
    /// Of columns `identity` and `words`, those that are true.
    var parts: Set<CasePart> {
        var parts: Set<CasePart> = []
        if boolean("identity") { parts.insert(.identity) }
        if boolean("words") { parts.insert(.words) }
        return parts
    }
}
