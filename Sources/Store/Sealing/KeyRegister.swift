package import Complaints
package import Postgres
import Sealing
package import Shared

/// Why a program must not work with the files of keys that it has.
package enum KeyFault: Sendable, Equatable {
    /// The search key is not the one by which people are known here.
    case otherSearchKey
    /// The first key of codes never made any here.
    case otherCodes
    /// A key is missing that has made codes here.
    case lacksCodes
    /// It would seal under a master key that is out of its file.
    case dropped(LoadedKey)
}

/// Tables `key_imprint` and `dropped_key`: what an installation's keys are, known without them.
package enum KeyRegister {
    /// What is wrong with `keys` for this store; nil as long as nobody has said what its keys are. A store for rehearsal has its own.
    package static func fault(
        of keys: CaseKeys, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> KeyFault? {
        let dropped = try dropped(&connection)
        let used = [(KeyKind.identity, keys.identity), (.words, keys.words)].compactMap { kind, master in
            master.map { LoadedKey(kind: kind, id: $0.newest) }
        }
        if let gone = used.first(where: dropped.contains) { return .dropped(gone) }
        guard keys.search != nil || keys.codes != nil else { return nil }
        guard try DeploymentTable.value(of: .rehearsalClock, &connection) == nil else { return nil }
        let noted = try imprints(&connection)
        if let search = keys.search, let known = noted[.search], !known.contains(search.imprint) {
            return .otherSearchKey
        }
        guard let file = keys.codes, let known = noted[.codes] else { return nil }
        // Who knows nobody, as the gateway does, may not see a key that the store itself still has.
        return fault(of: keys.search == nil ? file : try DeploymentTable.ownCodes(&connection).codes(keys), known)
    }

    private static func fault(of codes: CodeKeys, _ known: Set<KeyImprint>) -> KeyFault? {
        guard known.contains(codes.newest.imprint) else { return .otherCodes }
        return known.isSubset(of: codes.all.map(\.imprint)) ? nil : .lacksCodes
    }

    /// The same for a program that begins to work: who works with a store first says what its keys are, of two at once one.
    package static func faultAtStart(
        of keys: CaseKeys, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> KeyFault? {
        if let search = keys.search, keys.codes != nil, try imprints(&connection).count < 2,
            try DatabaseHealth.readOnly(&connection) == nil
        {
            let own = try DeploymentTable.ownCodes(&connection)
            if !own.isRehearsal {
                try connection.execute(
                    "first imprints",
                    """
                    INSERT INTO key_imprint (kind, number, imprint) VALUES ('search', 1, $1), ('codes', 1, $2)
                    ON CONFLICT DO NOTHING
                    """, [.bytea(search.imprint.bytes), .bytea(try own.codes(keys).newest.imprint.bytes)])
            }
        }
        return try fault(of: keys, &connection)
    }

    /// The key of codes that makes new ones from now on, beside those that did before; in the transaction of whoever says so.
    package static func note(
        codes: [SipHashKey], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        for key in codes {
            try connection.execute(
                "imprint of codes",
                """
                INSERT INTO key_imprint (kind, number, imprint)
                SELECT 'codes', COALESCE(max(number), 0) + 1, $1 FROM key_imprint WHERE kind = 'codes'
                ON CONFLICT (kind, imprint) DO NOTHING
                """, [.bytea(key.imprint.bytes)])
        }
    }

    private static func imprints(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [KeyKind: Set<KeyImprint>] {
        try connection.execute("imprints of keys", "SELECT kind, imprint FROM key_imprint").reduce(into: [:]) {
            known, row in
            guard let kind = KeyKind(rawValue: row.text("kind")), let imprint = KeyImprint(row.utf8("imprint")) else {
                return
            }
            known[kind, default: []].insert(imprint)
        }
    }

    /// Master keys that are out of their files.
    package static func dropped(_ connection: inout PostgresConnection) throws(PostgresError) -> Set<LoadedKey> {
        let rows = try connection.execute("dropped keys", "SELECT kind, kid FROM dropped_key")
        return Set(
            rows.compactMap { row in
                guard let kind = KeyKind(rawValue: row.text("kind")), let id = MasterKeyID(row.utf8("kid")) else {
                    return nil
                }
                return LoadedKey(kind: kind, id: id)
            })
    }

    /// From now on no program begins to seal under these.
    package static func drop(
        _ keys: [LoadedKey], by actor: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "drop keys",
            """
            INSERT INTO dropped_key (kind, kid, actor) SELECT kind, kid, $3 FROM unnest($1, $2) AS u (kind, kid)
            ON CONFLICT DO NOTHING
            """, [.texts(keys) { $0.kind.rawValue }, .byteas(keys) { $0.id.bytes }, .text(actor)])
    }

    /// They may be used again.
    package static func restore(
        _ keys: [LoadedKey], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "restore keys",
            "DELETE FROM dropped_key d USING unnest($1, $2) AS u (kind, kid) WHERE d.kind = u.kind AND d.kid = u.kid",
            [.texts(keys) { $0.kind.rawValue }, .byteas(keys) { $0.id.bytes }])
    }
}

extension Remedy {
    /// What to do about files of keys that are not this store's.
    package init(_ fault: KeyFault) {
        let copy = "copy the file from a machine that works; 'Personal data' in docs/book.md says more"
        switch fault {
        case .otherSearchKey:
            self.init(
                "\(SettingKey.searchKeyFile.name) names another key than the one by which people are known here", copy)
        case .otherCodes:
            self.init("\(SettingKey.codesKeyFile.name) begins with a key that has made no codes here", copy)
        case .lacksCodes:
            self.init("\(SettingKey.codesKeyFile.name) lacks a key that has made codes here", copy)
        case .dropped(let key):
            self.init("\(key.kind.setting.name) begins with the key \(key.id), which was dropped", copy)
        }
    }
}
