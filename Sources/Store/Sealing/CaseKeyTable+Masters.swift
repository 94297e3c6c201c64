package import Complaints
package import Postgres
package import Sealing

/// Under which master keys the keys of cases are wrapped, and wrapping them anew.
package enum MasterKeyUse {
    /// How many cases' keys each master key wraps, by its id: the table is read.
    package static func counts(
        _ kind: KeyKind, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MasterKeyID: Int] {
        try CaseKeyTable.counts(kind, &connection)
    }

    /// Wraps at most `limit` keys behind the case `last` anew under the first key of the ring; those that are there already are
    /// passed over, and those under a key that is not at hand. Workers go on meanwhile: they open what either key has wrapped.
    ///
    /// - Throws: `PostgresError`; also when no key of this kind is at hand.
    package static func rewrap(
        _ kind: KeyKind, after last: ComplaintID, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ClearRows.Step {
        try connection.transaction { connection throws(PostgresError) in
            try CaseKeyTable.rewrap(kind, after: last, limit: limit, &connection)
        }
    }
}

extension CaseKeyTable {
    static func counts(
        _ kind: KeyKind, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MasterKeyID: Int] {
        try connection.execute(
            "\(kind.rawValue) keys by master",
            """
            SELECT substr(\(kind.rawValue), 2, 4) AS master, count(*) AS cases FROM case_key
            WHERE \(kind.rawValue) IS NOT NULL GROUP BY 1
            """
        ).reduce(into: [:]) { counts, row in
            if let id = MasterKeyID(row.utf8("master")) { counts[id] = row.integer("cases") }
        }
    }

    static func rewrap(
        _ kind: KeyKind, after last: ComplaintID, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ClearRows.Step {
        let keys = connection.keys
        let master = try keys.master(kind)
        let rows = try connection.execute(
            "\(kind.rawValue) keys of others",
            """
            SELECT complaint_id, \(kind.rawValue) AS key FROM case_key
            WHERE complaint_id > $1 AND substr(\(kind.rawValue), 2, 4) = ANY ($3) ORDER BY complaint_id LIMIT $2 FOR UPDATE
            """, [.id(last), .bigint(Int64(limit)), .byteas(master.ids.dropFirst()) { $0.bytes }])
        var (ids, wrapped): ([ComplaintID], [[UInt8]]) = ([], [])
        for row in rows {
            let id = row.complaintID("complaint_id")
            guard let key = try keys.key(kind, row.optionalBytes("key"), of: id) else { continue }
            ids.append(id)
            wrapped.append(try Self.wrapped(key, kind, of: id, keys))
        }
        try connection.execute(
            "wrap \(kind.rawValue) keys",
            """
            UPDATE case_key k SET \(kind.rawValue) = u.key FROM unnest($1, $2) AS u (id, key) WHERE k.complaint_id = u.id
            """, [.ids(ids), .byteas(wrapped) { $0 }])
        return ClearRows.Step(ids, limit: limit)
    }

    /// Takes the keys of these cases' parts away: what they sealed cannot be read any more. Where a key stays, its row knows of the
    /// erasures so far.
    static func shred(
        _ ids: [ComplaintID], _ parts: Set<CasePart>, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let values: [Parameter] = [.ids(ids), .boolean(parts.contains(.identity)), .boolean(parts.contains(.words))]
        try connection.execute(
            "shred keys",
            """
            DELETE FROM case_key
            WHERE complaint_id = ANY ($1) AND ($2 OR identity IS NULL) AND ($3 OR words IS NULL)
            """, values)
        try connection.execute(
            "shred some keys",
            """
            UPDATE case_key k SET identity = CASE WHEN $2 THEN NULL ELSE identity END,
                words = CASE WHEN $3 THEN NULL ELSE words END,
                erasures = (SELECT count(*) FROM erasure e WHERE e.complaint_id = k.complaint_id)
            WHERE complaint_id = ANY ($1)
            """, values)
    }

    /// Cases of which parts were erased after their keys had been made: a copy of those was restored.
    ///
    /// - Parameter erasures: the table, or some of its rows.
    static func restored(
        among erasures: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Set<CasePart>] {
        let rows = try connection.execute(
            "restored keys among \(erasures)",
            """
            SELECT k.complaint_id, bool_or(e.identity AND k.identity IS NOT NULL) AS identity,
                bool_or(e.words AND k.words IS NOT NULL) AS words
            FROM \(erasures) e JOIN case_key k ON k.complaint_id = e.complaint_id AND k.erasures <
                (SELECT count(*) FROM erasure o WHERE o.complaint_id = e.complaint_id AND o.id <= e.id)
            GROUP BY 1
            HAVING bool_or(e.identity AND k.identity IS NOT NULL OR e.words AND k.words IS NOT NULL)
            """)
        return rows.reduce(into: [:]) { $0[$1.complaintID("complaint_id")] = $1.parts }
    }

    /// How many of the newest cases are sealed under a key that is gone although nobody erased them: where keys are lost, theirs are.
    static func orphans(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "sealed without a key",
            """
            SELECT count(*) AS cases FROM (SELECT id, sealed FROM complaint ORDER BY id DESC LIMIT 10000) c
            WHERE c.sealed IS NOT NULL
                AND NOT EXISTS (SELECT FROM case_key k WHERE k.complaint_id = c.id AND k.words IS NOT NULL)
                AND NOT EXISTS (SELECT FROM erasure e WHERE e.complaint_id = c.id AND e.words)
            """)[0].integer("cases")
    }
}
