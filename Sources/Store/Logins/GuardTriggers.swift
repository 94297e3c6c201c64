import Postgres

/// A function whose triggers refuse changes, as its migration makes it.
enum GuardFunction: String, CaseIterable {
    case refuseChange = "refuse_change"
    /// Of the journal: rows from before may get the hash that they lack.
    case refuseChangeButSealing = "refuse_change_but_sealing"

    /// Its body; spaces and ends of lines do not count.
    private var body: String {
        switch self {
        case .refuseChange:
            "BEGIN RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation'; END"
        case .refuseChangeButSealing:
            """
            BEGIN IF TG_OP = 'UPDATE' AND OLD.hash IS NULL AND NEW.hash IS NOT NULL AND \
            (NEW.complaint_id, NEW.version, NEW.event, NEW.at, NEW.actor, NEW.data::text) \
            = (OLD.complaint_id, OLD.version, OLD.event, OLD.at, OLD.actor, OLD.data::text) \
            THEN RETURN NEW; END IF; \
            RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation'; END
            """
        }
    }

    /// What makes it anew.
    var statement: String {
        "CREATE OR REPLACE FUNCTION \(rawValue)() RETURNS trigger LANGUAGE plpgsql AS $$\(body)$$"
    }

    func isMade(of source: String) -> Bool {
        source.split(whereSeparator: \.isWhitespace).joined(separator: " ") == body
    }
}

/// What there is on the tables whose rows nobody changes or removes, months of the journal included: a trigger for rows and one for
/// TRUNCATE on each, and nothing besides, which could take rows away or hide that they were never written.
struct GuardTriggers {
    /// As PostgreSQL keeps what a trigger looks at: before each row that is changed or removed; before the table is emptied.
    private static let (ofRows, ofTruncate) = (2 + 1 + 16 + 8, 2 + 32)
    /// Append-only tables and their parts.
    private static let tables = """
        place AS (SELECT relnamespace AS id FROM pg_class WHERE oid = to_regclass('schema_migration')),
        kept AS (SELECT c.oid, c.relname::text AS name, r.relname::text AS root, c.relrowsecurity AS hides FROM pg_class c
            JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(c.oid), c.oid) JOIN place ON r.relnamespace = place.id
            WHERE r.relname = ANY ($1) AND c.relkind IN ('r', 'p'))
        """

    private let tables: [String]

    init(of tables: [String]) { self.tables = tables }

    func faults(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        try triggers(&connection) + others(&connection) + functions(&connection)
    }

    private func triggers(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        let rows = try connection.execute(
            "triggers of append-only tables",
            """
            WITH \(Self.tables) SELECT k.name, k.root, t.tgname::text AS trigger, t.tgenabled IN ('O', 'A') AS enabled,
                t.tgqual IS NULL AND t.tgattr::text = '' AS whole, t.tgtype::integer AS kind,
                CASE WHEN p.pronamespace = place.id THEN p.proname::text END AS function
            FROM kept k CROSS JOIN place LEFT JOIN pg_trigger t ON t.tgrelid = k.oid AND NOT t.tgisinternal
            LEFT JOIN pg_proc p ON p.oid = t.tgfoid ORDER BY 1, 3
            """, [.texts(tables)])
        var (faults, guarded): ([SchemaFault], [String: Set<Int>]) = ([], [:])
        for row in rows {
            let (table, root) = (row.text("name"), row.text("root"))
            guarded[table, default: []].formUnion([])
            guard let trigger = row.optionalText("trigger") else { continue }
            let kind = row.integer("kind")
            guard let ours = Self.function(kind, of: root), row.optionalText("function") == ours.rawValue else {
                faults.append(.strangeTrigger(trigger, table: table))
                continue
            }
            guarded[table, default: []].insert(kind)
            if !row.boolean("enabled") {
                faults.append(.triggerOff(trigger, table: table))
            } else if !row.boolean("whole") {
                faults.append(.triggerNarrowed(Self.statement(trigger, kind, table, root), table: table))
            }
        }
        let missing = Set(guarded.filter { $0.value.count < 2 }.keys).union(Set(tables).subtracting(guarded.keys))
        return faults + missing.sorted().map { .triggerMissing(table: $0) }
    }

    /// Whose triggers of this kind are ours; nil: none are.
    private static func function(_ kind: Int, of root: String) -> GuardFunction? {
        switch kind {
        case ofRows: root == "journal" ? .refuseChangeButSealing : .refuseChange
        case ofTruncate: .refuseChange
        default: nil
        }
    }

    private static func statement(_ trigger: String, _ kind: Int, _ table: String, _ root: String) -> String {
        let name = function(kind, of: root)?.rawValue ?? ""
        let what =
            kind == ofRows ? "UPDATE OR DELETE ON \(table) FOR EACH ROW" : "TRUNCATE ON \(table) FOR EACH STATEMENT"
        return "CREATE OR REPLACE TRIGGER \(trigger) BEFORE \(what) EXECUTE FUNCTION \(name)()"
    }

    /// Rules, which do something else in place of what a statement says, and policies, which hide rows.
    private func others(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        try connection.execute(
            "rules of append-only tables",
            """
            WITH \(Self.tables) SELECT k.name, r.rulename::text AS rule FROM kept k LEFT JOIN pg_rewrite r ON r.ev_class = k.oid
            WHERE r.oid IS NOT NULL OR k.hides ORDER BY 1, 2
            """, [.texts(tables)]
        ).map { row in
            row.optionalText("rule").map { .strangeRule($0, table: row.text("name")) }
                ?? .rowsHidden(table: row.text("name"))
        }
    }

    private func functions(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        let rows = try connection.execute(
            "functions of append-only tables",
            """
            SELECT p.proname::text AS name, p.prosrc AS source FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
            WHERE p.pronamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('schema_migration'))
                AND p.proname = ANY ($1) AND p.pronargs = 0 AND l.lanname = 'plpgsql' AND p.proconfig IS NULL
            """, [.texts(GuardFunction.allCases.map(\.rawValue))])
        let sources = rows.reduce(into: [:]) { $0[$1.text("name")] = $1.text("source") }
        return GuardFunction.allCases.filter { !$0.isMade(of: sources[$0.rawValue] ?? "") }.map {
            .functionReplaced($0.rawValue, statement: $0.statement)
        }
    }
}
