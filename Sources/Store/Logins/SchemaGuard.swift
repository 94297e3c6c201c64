package import Postgres
package import Shared

/// What keeps the store's tables from being changed or read past the programs, and stands open: somebody who may do everything has
/// left it so, or an attacker has.
package enum SchemaFault: Sendable, Equatable {
    /// A trigger that refuses changes does not look, or no longer refuses any.
    case triggerOff(String, table: String)
    /// An append-only table has none.
    case triggerMissing(table: String)
    /// Triggers are left out for everybody, or for whom a setting of theirs says so.
    case triggersSkipped
    /// The owner of the tables, although programs have logins of their own.
    case ownerMayLogIn(String)
    /// A function that works with its owner's rights, and is none of lapor's.
    case strangeFunction(String)
    /// What everybody may do.
    case grantedToAll(LoginRight)
}

/// Looks at what guards the tables.
package enum SchemaGuard {
    /// Tables whose rows nobody changes or removes.
    static let appendOnly = [
        "anchor", "channel_account_action", "contact_action", "erasure", "issuer_action", "journal", "parked_action",
        "reading", "reconciliation", "rule_set",
    ]

    /// What stands open; nothing where there are no tables.
    package static func faults(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        guard let place = try SchemaPlace.look(&connection) else { return [] }
        return try triggers(&connection) + owner(place, &connection) + functions(&connection) + grants(&connection)
    }

    private static func triggers(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        let rows = try connection.execute(
            "append-only triggers",
            """
            SELECT t.tgname::text AS trigger, c.relname::text AS name,
                t.tgenabled IN ('O', 'A') AND p.prosrc LIKE '%RAISE EXCEPTION%' AS watches
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE NOT t.tgisinternal AND p.proname IN ('refuse_change', 'refuse_change_but_sealing')
                AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('schema_migration'))
            ORDER BY 2, 1
            """)
        let off = rows.filter { !$0.boolean("watches") }.map {
            SchemaFault.triggerOff($0.text("trigger"), table: $0.text("name"))
        }
        let there = rows.reduce(into: [:]) { $0[$1.text("name"), default: 0] += 1 }
        // One for rows, one for TRUNCATE.
        let missing = appendOnly.filter { there[$0, default: 0] < 2 }.map { SchemaFault.triggerMissing(table: $0) }
        let isSkipped = try connection.execute(
            "triggers skipped",
            """
            SELECT current_setting('session_replication_role') <> 'origin' OR EXISTS (
                SELECT FROM pg_db_role_setting s, unnest(s.setconfig) AS said
                WHERE said LIKE 'session_replication_role=%' AND said <> 'session_replication_role=origin') AS skipped
            """)[0].boolean("skipped")
        return off + missing + (isSkipped ? [.triggersSkipped] : [])
    }

    private static func owner(
        _ place: SchemaPlace, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [SchemaFault] {
        guard try !LoginTable.all(&connection).isEmpty else { return [] }
        let power = try LoginTable.powers(of: [place.owner], &connection)[place.owner]
        return power?.mayLogIn == true ? [.ownerMayLogIn(place.owner)] : []
    }

    private static func functions(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        let ours = DatabaseProgram.allCases.flatMap(LoginGrants.further).filter { $0.kind == .function }.map(\.name)
        return try connection.execute(
            "functions with their owner's rights",
            """
            WITH place AS (SELECT relnamespace, relowner FROM pg_class WHERE oid = to_regclass('schema_migration'))
            SELECT f.name FROM place, pg_proc p, LATERAL (SELECT p.proname || '(' || array_to_string(
                ARRAY(SELECT format_type(o, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS u (o, n) ORDER BY n), ',')
                || ')' AS name) f
            WHERE p.prosecdef AND (p.pronamespace = place.relnamespace OR p.proowner = place.relowner)
                AND NOT (p.pronamespace = place.relnamespace AND f.name = ANY ($1))
            ORDER BY 1
            """, [.texts(ours)]
        ).map { .strangeFunction($0.text("name")) }
    }

    private static func grants(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        let toAll = try LoginRights.present(["PUBLIC"], &connection)["PUBLIC"] ?? []
        return toAll.sorted().map { .grantedToAll($0) }
    }
}

extension Remedy {
    /// What to do about something that stands open.
    package init(_ fault: SchemaFault) {
        switch fault {
        case .triggerOff(let trigger, let table):
            self.init(
                "trigger \(trigger) of table \(table) keeps nobody from changing rows",
                "switch it on again with 'ALTER TABLE \(table) ENABLE TRIGGER \(trigger)', then 'lapor reconcile'")
        case .triggerMissing(let table):
            self.init(
                "table \(table) has lost a trigger that keeps rows as they are",
                "make it as its migration does, then 'lapor reconcile'")
        case .triggersSkipped:
            self.init(
                "triggers are left out (session_replication_role)",
                "reset it with 'ALTER ROLE … RESET session_replication_role', then 'lapor reconcile'")
        case .ownerMayLogIn(let owner):
            self.init("the owner of the tables, \(owner), may log in", "take it with 'ALTER ROLE \(owner) NOLOGIN'")
        case .strangeFunction(let name):
            self.init(
                "function \(name) works with its owner's rights and is none of lapor's",
                "ask who made it, and 'DROP FUNCTION \(name)'")
        case .grantedToAll(let right):
            self.init(
                "everybody may do this: \(right)", "take it with 'REVOKE … FROM PUBLIC', and ask who gave it")
        }
    }
}
