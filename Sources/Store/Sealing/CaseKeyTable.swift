import Complaints
import Postgres
import Sealing

/// Table `case_key`: the keys of each case, wrapped by master keys.
enum CaseKeyTable {
    /// Keys of cases that are stored for the first time.
    struct NewRows: Sendable {
        private var rows = CopyRows(columns: 3)

        /// A new key for the words of `id`, and one for who reported it where there is something to know of them.
        mutating func add(
            _ id: ComplaintID, withIdentity: Bool, _ keys: CaseKeys
        ) throws(PostgresError) -> (words: CaseKey, identity: CaseKey?) {
            let (words, identity) = (CaseKey(), withIdentity ? CaseKey() : nil)
            rows.beginRow()
            rows.append(id)
            rows.append(utf8: try CaseKeyTable.wrapped(words, .words, of: id, keys))
            rows.append(
                optional: try identity.map { key throws(PostgresError) in
                    try CaseKeyTable.wrapped(key, .identity, of: id, keys)
                })
            return (words, identity)
        }

        func store(_ connection: inout PostgresConnection) throws(PostgresError) {
            guard rows.count > 0 else { return }
            try connection.copy(into: "case_key (complaint_id, words, identity)", rows)
        }
    }

    static func wrapped(
        _ key: CaseKey, _ kind: KeyKind, of id: ComplaintID, _ keys: CaseKeys
    ) throws(PostgresError) -> [UInt8] {
        let master = try keys.master(kind)
        do throws(SealingError) {
            return try master.wrap(key, of: id)
        } catch {
            throw PostgresError(error)
        }
    }

    /// The wrapped key of case `id` as a column of a statement.
    static func column(_ kind: KeyKind, of id: String) -> String {
        "(SELECT k.\(kind.rawValue) FROM case_key k WHERE k.complaint_id = \(id)) AS \(kind.rawValue)_key"
    }

    /// Keys of these cases under which something is to be sealed; one that is not there is made. Empty when nothing is sealed here.
    static func keys(
        _ kind: KeyKind, of ids: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: CaseKey] {
        let master = connection.keys
        guard master.seals(kind), !ids.isEmpty else { return [:] }
        var found = try read(kind, of: ids, &connection)
        let missing = ids.filter { found[$0] == nil }.sorted()
        guard !missing.isEmpty else { return found }
        let made = try missing.map { id throws(PostgresError) in try wrapped(CaseKey(), kind, of: id, master) }
        // Who comes second gets the key that the first has made.
        let rows = try connection.execute(
            "make \(kind.rawValue) keys",
            """
            INSERT INTO case_key (complaint_id, \(kind.rawValue), erasures)
            SELECT u.id, u.key, (SELECT count(*) FROM erasure e WHERE e.complaint_id = u.id)
            FROM unnest($1, $2) AS u (id, key)
            ON CONFLICT (complaint_id) DO UPDATE
                SET \(kind.rawValue) = COALESCE(case_key.\(kind.rawValue), excluded.\(kind.rawValue))
            RETURNING complaint_id, \(kind.rawValue) AS key
            """, [.ids(missing), .byteas(made) { $0 }])
        for row in rows {
            let id = row.complaintID("complaint_id")
            found[id] = try master.key(kind, row.optionalBytes("key"), of: id)
        }
        return found
    }

    private static func read(
        _ kind: KeyKind, of ids: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: CaseKey] {
        let master = connection.keys
        let rows = try connection.execute(
            "read \(kind.rawValue) keys",
            "SELECT complaint_id, \(kind.rawValue) AS key FROM case_key WHERE complaint_id = ANY ($1)", [.ids(ids)])
        var found: [ComplaintID: CaseKey] = [:]
        for row in rows {
            let id = row.complaintID("complaint_id")
            found[id] = try master.key(kind, row.optionalBytes("key"), of: id)
        }
        return found
    }
}
