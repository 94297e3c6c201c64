package import Complaints
package import Postgres
package import Sealing

/// A master key that is not at hand, and how much is sealed under it.
package struct MissingKey: Sendable, Equatable, Encodable {
    package var kind: KeyKind
    package var kid: String
    /// Keys of cases, and rows that carry their own.
    package var rows: Int

    package init(_ key: LoadedKey, rows: Int) { (kind, kid, self.rows) = (key.kind, "\(key.id)", rows) }
}

/// Cases that cannot be read whole, and the master keys that are not at hand.
package struct UnreadCases: Sendable, Equatable {
    package private(set) var ids: [ComplaintID] = []
    package private(set) var keys: Set<LoadedKey> = []

    package init() {}

    mutating func add(_ id: ComplaintID, _ key: LoadedKey) {
        if ids.last != id { ids.append(id) }
        keys.insert(key)
    }
}

extension MasterKeyUse {
    /// How many cases doctors look at, the newest: where a worker seals under a key that is gone, it is theirs.
    package static let lately = 100_000

    /// How much each master key wraps: keys of cases, and rows that carry their own, which do not say of which kind it is.
    ///
    /// - Parameter newest: looks at so many cases only; nil: at all, by which the table is read.
    static func used(
        newest: Int? = nil, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Use: Int] {
        var used = try CaseKeyTable.used(newest: newest, &connection)
        for table in ParcelRows.allCases {
            for (id, rows) in try table.counts(&connection) { used[Use(id: id), default: 0] += rows }
        }
        return used
    }

    /// What a master key wraps.
    struct Use: Hashable {
        var id: MasterKeyID
        /// Nil: either.
        var kind: KeyKind?
    }

    /// Those that are not at hand. Of a kind of which this session has no key at all, those that were dropped.
    static func missing(
        among used: [Use: Int], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MissingKey] {
        let (keys, dropped) = (connection.keys, try KeyRegister.dropped(&connection))
        func isMissing(_ key: LoadedKey) -> Bool {
            keys.known(key.kind).map { !$0.contains(key.id) } ?? dropped.contains(key)
        }
        let missing: [MissingKey] = used.compactMap { use, rows in
            let either = (use.kind.map { [$0] } ?? [.identity, .words]).map { LoadedKey(kind: $0, id: use.id) }
            return either.allSatisfy(isMissing) ? MissingKey(either[0], rows: rows) : nil
        }
        return missing.sorted { ($0.kind.rawValue, $0.kid) < ($1.kind.rawValue, $1.kid) }
    }

    /// Master keys that are not at hand although something is sealed under them.
    ///
    /// - Parameter newest: looks at so many cases only; nil: at all, by which the table is read.
    package static func missing(
        newest: Int? = nil, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MissingKey] {
        try missing(among: try used(newest: newest, &connection), &connection)
    }
}

extension CaseKeyTable {
    /// How many keys of cases each master key wraps.
    static func used(
        newest: Int?, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MasterKeyUse.Use: Int] {
        let source = newest.map { "(SELECT words, identity FROM case_key ORDER BY complaint_id DESC LIMIT \($0))" }
        return try connection.execute(
            newest.map { "master keys of the newest \($0)" } ?? "master keys in use",
            """
            SELECT m.kind, m.kid, count(*) AS cases FROM \(source ?? "case_key") k CROSS JOIN LATERAL
                (VALUES ('words', substr(k.words, 2, 4)), ('identity', substr(k.identity, 2, 4))) AS m (kind, kid)
            WHERE m.kid IS NOT NULL GROUP BY 1, 2
            """
        ).reduce(into: [:]) { used, row in
            guard let kind = KeyKind(rawValue: row.text("kind")), let id = MasterKeyID(row.utf8("kid")) else { return }
            used[MasterKeyUse.Use(id: id, kind: kind)] = row.integer("cases")
        }
    }

    /// Those of these cases of which something is sealed under a master key that is not at hand, in their order.
    static func unread(
        _ ids: [ComplaintID], _ kinds: [KeyKind], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> UnreadCases {
        let keys = connection.keys
        let rows = try connection.execute(
            "wrapped keys of cases", "SELECT complaint_id, words, identity FROM case_key WHERE complaint_id = ANY ($1)",
            [.ids(ids)])
        let wrapped = rows.reduce(into: [:]) { wrapped, row in
            wrapped[row.complaintID("complaint_id")] = [
                KeyKind.words: row.optionalBytes("words"), .identity: row.optionalBytes("identity"),
            ]
        }
        var unread = UnreadCases()
        for id in ids {
            for kind in kinds {
                if let key = keys.missing(kind, wrapped[id]?[kind] ?? nil) { unread.add(id, key) }
            }
        }
        return unread
    }

    /// A condition: the key of case `id`, if it has one, can be opened here.
    ///
    /// - Parameter known: the parameter with the ids of master keys, `knownIDs`.
    static func isOpen(_ kind: KeyKind, of id: String, known: String) -> String {
        """
        NOT EXISTS (SELECT FROM case_key m WHERE m.complaint_id = \(id)
            AND substr(m.\(kind.rawValue), 2, 4) <> ALL (\(known)))
        """
    }

    /// Ids of the master keys of a kind that are at hand.
    static func knownIDs(_ kind: KeyKind, _ keys: CaseKeys) -> Parameter {
        .byteas(keys.known(kind) ?? []) { $0.bytes }
    }
}
