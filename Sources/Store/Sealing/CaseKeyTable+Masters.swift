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

    /// Takes the keys of these cases away: what they sealed cannot be read any more.
    ///
    /// - Returns: how many cases had any.
    static func shred(_ ids: [ComplaintID], _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "shred keys", "DELETE FROM case_key WHERE complaint_id = ANY ($1)", [.ids(ids)]
        ).affectedRows
    }

    /// Cases that were erased and have keys from before that: a copy of them was restored.
    static func restored(_ connection: inout PostgresConnection) throws(PostgresError) -> [ComplaintID] {
        try connection.execute(
            "restored keys",
            """
            SELECT k.complaint_id FROM (SELECT complaint_id, count(*) AS times FROM erasure GROUP BY 1) e
            JOIN case_key k ON k.complaint_id = e.complaint_id WHERE k.erasures < e.times
            """
        ).map { $0.complaintID("complaint_id") }
    }

    /// How many of the newest cases are sealed under a key that is gone although nobody erased them: where keys are lost, theirs are.
    static func orphans(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute(
            "sealed without a key",
            """
            SELECT count(*) AS cases FROM (SELECT id, sealed FROM complaint ORDER BY id DESC LIMIT 10000) c
            WHERE c.sealed IS NOT NULL
                AND NOT EXISTS (SELECT FROM case_key k WHERE k.complaint_id = c.id AND k.words IS NOT NULL)
                AND NOT EXISTS (SELECT FROM erasure e WHERE e.complaint_id = c.id)
            """)[0].integer("cases")
    }
}
